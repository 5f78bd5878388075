"""Whether a citation still stands: versions, digests, words, and what was withdrawn.

Covers meetings.reading.same_words and meetings.views.verify as well.
"""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Meeting, Revision
from meetings.models.choices import Action
from meetings.reading.same_words import bare_letters
from meetings.reading.verification import cited_by, verify
from meetings.records.revisions import store_revision
from tests.meetings import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected() -> Meeting:
    """A record of two versions, of which the second says it otherwise."""
    meeting = build.meeting("told", title="Told")
    said = build.statement(meeting, "Peace is co-\noperation, “always”.")
    build.statement(meeting, "It is late.")
    store_revision(meeting, Action.PUBLISH)
    type(said).objects.filter(pk=said.pk).update(text="Peace is a habit.")
    store_revision(Meeting.objects.get(pk=meeting.pk), Action.CORRECT)
    return meeting


def test_words_are_compared_without_case_marks_and_cut_lines() -> None:
    assert bare_letters("“Of\ufb01ce re-\nsource”") == bare_letters("office RESOURCE")
    assert bare_letters("الأمن الإنساني، 安全") == "الأمنالإنساني安全"


@pytest.mark.parametrize(
    ("address", "version", "part"),
    [
        ("/meetings/told/", 0, ("", 0)),
        (" /meetings/told/versions/1/#p2", 1, ("statements", 2)),
        ("/meetings/told/versions/1/#pledge-3", 1, ("pledges", 3)),
        ("/meetings/told/statements/2/", 0, ("statements", 2)),
    ],
)
def test_address_names_version_and_part(address: str, version: int, part: tuple[str, int]) -> None:
    cited = cited_by(address)
    assert cited is not None
    assert (cited.version, (cited.noun, cited.number)) == (version, part)


@pytest.mark.parametrize("address", ["", "x", "//[", "https://example.org/meetings/a/", "/admin/"])
def test_address_of_nothing_here_is_foreign(address: str) -> None:
    assert verify(address).standing == "foreign"


def test_words_and_digest_of_an_earlier_version(corrected: Meeting) -> None:
    first, second = Revision.objects.filter(meeting=corrected).order_by("number")
    found = verify("/meetings/told/versions/1/#p1", first.sha256, "cooperation always")

    assert (found.standing, found.digest) == ("known", "cited")
    assert (found.in_cited, found.in_current) == (True, False)
    assert [one.about.number for one in found.changes or ()] == [1]
    assert verify("/meetings/told/versions/1/#p2", first.sha256).changes == []
    assert verify("/meetings/told/versions/1/", second.sha256).digest_version == 2
    assert verify("/meetings/told/", "0" * 64).digest == "none"
    assert verify("/meetings/told/versions/9/").cited is None


def test_withdrawn_record_tells_its_day_alone(client: Client, corrected: Meeting) -> None:
    Meeting.objects.filter(pk=corrected.pk).update(status="withdrawn")
    store_revision(Meeting.objects.get(pk=corrected.pk), Action.WITHDRAW)
    page = client.get("/verify/", {"address": "/meetings/told/", "words": "a habit of peace"})

    assert verify("/meetings/told/versions/1/").withdrawn is not None
    assert "was withdrawn on" in page.content.decode()
    assert "Told" not in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"


def test_citation_takes_as_many_queries_however_many_versions(
    corrected: Meeting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        with django_assert_num_queries(6):
            verify("/meetings/told/versions/1/#p1", "0" * 64, "peace")
        store_revision(corrected, Action.CORRECT)
        store_revision(corrected, Action.CORRECT)


def test_draft_is_told_of_as_what_never_was() -> None:
    build.meeting("hidden", status="draft")
    assert verify("/meetings/hidden/").standing == verify("/meetings/never/").standing == "unknown"
