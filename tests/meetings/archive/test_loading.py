"""The archive of a register, read into an empty one: the same public pages.

Covers meetings.archive.dumping, meetings.archive.layout, portal.management.commands.dump_register
and portal.management.commands.load_register, portal.page_texts.archived as well.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoDbBlocker

from meetings.history.versions import withdraw_version
from meetings.models import FormerSlug, Meeting, Version
from meetings.publication import correct_record, withdraw
from participants.models import Participant
from portal.page_texts.page_text import PageText
from tests import registers
from tests.meetings.admin import rich
from tests.portal.body_text import body_text
from tests.portal.pages import PAGES

#: addresses that pages lead to, former ones, and those that are gone
MORE = [
    "/meetings/fhs-3.json",
    "/meetings/fhs-three/",
    "/meetings/fhs-3/versions/2/?with=1",
    "/meetings/fhs-3/versions/2.json",
    "/meetings/fhs-3/versions/3/",
    "/meetings/r2p-ministerial-breakfast-2011/",
    "/participants/nippon/",
    "/contact/",
    "/statements.csv",
    "/participants.csv",
]


# Choices of filters, and the first few topics: what is equally frequent is told by row number, as
# is where a further page begins.
_BY_NUMBER = re.compile(r"<search>.*?</search>|<table.*?</table>|(?:after|before)=\d+", re.DOTALL)


def pages(client: Client) -> dict[str, str]:
    """Status and text of public pages."""
    found = {}
    # The form of reports holds a word that is made anew each time.
    for url in [*(page for page in PAGES if not page.startswith("/report/")), *MORE]:
        response: Any = client.get(url)
        where = response.headers.get("Location")
        text = _BY_NUMBER.sub("", body_text(response))
        if url == "/changes/":
            # What became public at one moment stands in the order in which it was loaded.
            text = "\n".join(sorted(text.splitlines()))
        found[url] = f"{response.status_code} {where} {text}"
    return found


@pytest.fixture(scope="module")
def archived(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> tuple[Path, dict[str, str]]:
    """An archive of a register that is gone by then, and the pages that it had."""
    folder = tmp_path_factory.mktemp("archive")
    with registers.taken_back(django_db_blocker), django_db_blocker.unblock():
        registers.load_shipped()
        boss = rich.publisher()
        fhs = Meeting.objects.get(slug="fhs-3", layer="record")
        for words in ("Said once more.", "Said twice more."):
            fhs.refresh_from_db()
            fhs.summary = f"{fhs.summary} {words}"
            fhs.save()
            correct_record(fhs, boss, "The summary was short.")
        withdraw_version(Version.objects.get(meeting=fhs, number=2), boss, "Names were wrong.")
        FormerSlug.objects.create(slug="fhs-three", meeting=fhs)
        Participant.objects.get(slug="japan").former_slugs.create(slug="nippon")
        withdraw(Meeting.objects.get(slug="r2p-ministerial-breakfast-2011"), boss, "Wrong source.")
        PageText.objects.create(key="contact", body="Write to the *secretariat*.")
        before = pages(Client())
        call_command("dump_register", str(folder), verbosity=0)
    return folder, before


@pytest.mark.django_db
def test_archive_gives_the_same_public_pages(
    archived: tuple[Path, dict[str, str]],
) -> None:
    folder, before = archived
    assert before["/meetings/fhs-three/"].startswith("301 /meetings/fhs-3/")
    assert before["/meetings/r2p-ministerial-breakfast-2011/"].startswith("410")
    call_command("load_register", str(folder), verbosity=0)

    after = pages(Client())
    assert [url for url in before if after[url] != before[url]] == []
    # Loaded again, nothing changes; dumped again, it is the same.
    call_command("load_register", str(folder), verbosity=0)
    again = folder.parent / "again"
    call_command("dump_register", str(again), verbosity=0)
    files = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.json")}
    assert files == {path.relative_to(again): path.read_bytes() for path in again.rglob("*.json")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        ("register.json", "was not written to its end"),
        ("versions/fhs-3/1.json", "is missing; copy the archive again"),
        ("records/fhs-3.json", "record files, where there should be"),
    ],
)
def test_archive_that_is_not_whole_is_refused(
    archived: tuple[Path, dict[str, str]], spoilt: str, words: str
) -> None:
    path = archived[0] / spoilt
    kept = path.read_bytes()
    path.unlink()
    try:
        with pytest.raises(CommandError, match=words):
            call_command("load_register", str(archived[0]), verbosity=0)
    finally:
        path.write_bytes(kept)


@pytest.mark.django_db
def test_version_that_is_not_what_was_noted_is_refused(
    archived: tuple[Path, dict[str, str]],
) -> None:
    path = archived[0] / "versions/fhs-3/1.json"
    kept = path.read_bytes()
    data = json.loads(kept)
    data["meeting"]["summary"] = "Another one."
    path.write_text(json.dumps(data))
    try:
        with pytest.raises(CommandError, match="SHA-256"):
            call_command("load_register", str(archived[0]), verbosity=0)
    finally:
        path.write_bytes(kept)
    assert not Meeting.objects.filter(slug="fhs-3", layer="record").exists()
