"""Runs of changes become revisions by themselves; covers meetings.models.sitting as well."""

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from meetings import publication
from meetings.history.sittings import close_sitting, note_change
from meetings.models import Document, Meeting, Revision, Sitting, Statement
from meetings.models.sitting import PAUSE
from meetings.publication import stamp
from meetings.records.dumper import record_bytes
from meetings.records.loader import load_record
from meetings.records.reader import read_record
from meetings.records.revision_texts import record_files
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


class Clock:
    """What time it is."""

    def __init__(self) -> None:
        self.time = datetime(2026, 6, 2, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that a test moves on."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


@pytest.fixture
def draft(clock: Clock, meeting: Meeting) -> Meeting:
    """A draft with a first revision that holds it as it is."""
    Meeting.objects.filter(pk=meeting.pk).update(updated_at=clock.time)
    close_or_begin(meeting)
    return meeting


def close_or_begin(meeting: Meeting) -> None:
    """Store what a record is, for the first time."""
    note_change(meeting, who("editor"))
    close_sitting(meeting)


def who(name: str) -> User:
    """A member of staff, the same one each time."""
    group = "Publisher" if name == "publisher" else "Editor"
    return User.objects.filter(username=name).first() or rich.user(name, group)


def change(meeting: Meeting, user: User, theme: str) -> None:
    """One act."""
    with transaction.atomic():
        note_change(Meeting.objects.select_for_update().get(pk=meeting.pk), user)
        Meeting.objects.filter(pk=meeting.pk).update(theme=theme)
        stamp([meeting], user)


def told(meeting: Meeting) -> list[tuple[int, str, str | None, str]]:
    """The revisions: number, action, who, and the theme."""
    return [
        (
            row.number,
            row.action,
            row.user and row.user.username,
            json.loads(file)["meeting"].get("theme", ""),
        )
        for row, file in record_files(meeting)
    ]


def test_run_of_changes_is_one_revision_by_who_made_it_when_it_was_last_changed(
    draft: Meeting, clock: Clock
) -> None:
    editor, publisher = who("editor"), who("publisher")
    for theme in ("One", "Two", "Three"):
        clock.time += 29 * MINUTE
        change(draft, editor, theme)
    last = clock.time
    clock.time += 60 * MINUTE

    change(draft, publisher, "Four")

    assert told(draft)[1:] == [(2, "edit", "editor", "Three")]
    assert draft.revisions.get(number=2).when == last
    assert Sitting.objects.get().user == publisher


def test_pause_ends_a_sitting(draft: Meeting, clock: Clock) -> None:
    editor = who("editor")
    change(draft, editor, "One")
    clock.time += PAUSE
    change(draft, editor, "Two")

    close_sitting(draft)

    assert told(draft)[1:] == [(2, "edit", "editor", "One"), (3, "edit", "editor", "Two")]
    assert not Sitting.objects.exists()
    assert close_sitting(draft) is None


def test_what_came_to_nothing_is_not_stored(draft: Meeting, clock: Clock) -> None:
    before = draft.theme
    change(draft, who("editor"), "One")
    change(draft, who("editor"), before)

    assert close_sitting(draft) is None
    assert draft.revisions.count() == 1


def test_change_beside_all_sittings_is_stored_by_who_changed_the_record_last(
    draft: Meeting, clock: Clock
) -> None:
    publisher = who("publisher")
    clock.time += MINUTE
    Meeting.objects.filter(pk=draft.pk).update(theme="Beside")
    stamp([draft], publisher)
    clock.time += MINUTE

    note_change(draft, who("editor"))

    assert told(draft)[1:] == [(2, "edit", "publisher", "Beside")]


def test_sitting_that_goes_on_takes_two_queries(
    draft: Meeting, django_assert_num_queries: Any
) -> None:
    editor = who("editor")
    note_change(draft, editor)

    with django_assert_num_queries(2):
        note_change(draft, editor)


@rich.in_state("published")
def test_published_record_and_stub_have_no_sittings(meeting: Meeting) -> None:
    count = meeting.revisions.count()

    for one in (meeting, Meeting.objects.stubs()[0]):
        note_change(one, who("publisher"))
        assert close_sitting(one) is None

    assert (Sitting.objects.count(), Revision.objects.count()) == (0, count)


@pytest.mark.parametrize("seed", range(2))
def test_revisions_reproduce_each_state_at_each_change_of_hands(
    draft: Meeting, clock: Clock, seed: int
) -> None:
    """Random acts of three people, with pauses; acts that change nothing and steps among them."""
    chance = random.Random(seed)  # noqa: S311  (the same acts at every run)
    people = [who("editor"), who("publisher"), who("another")]
    expected = [record_bytes(draft)]
    at_work, last = None, clock.time
    for _act in range(40):
        clock.time += chance.choice([MINUTE, 10 * MINUTE, 29 * MINUTE, PAUSE, 2 * PAUSE])
        user = chance.choice(people)
        if at_work and (at_work != user or clock.time - last >= PAUSE):
            expected.append(record_bytes(draft))
        change(draft, user, chance.choice(["Fish", "Cod", "Herring", ""]))
        if chance.random() < 0.3:
            Statement.objects.filter(meeting=draft).update(language=chance.choice(["en", "fr"]))
        at_work, last = user, clock.time
    close_sitting(draft)
    expected.append(record_bytes(draft))

    files = [file for _revision, file in record_files(draft)]

    changed = [
        file for before, file in zip([b"", *expected], expected, strict=False) if file != before
    ]
    assert files == changed
    times = [row.when for row in draft.revisions.order_by("number")]
    assert times == sorted(times)


def test_each_step_ends_a_sitting_and_is_a_revision(draft: Meeting, clock: Clock) -> None:
    editor, publisher = who("editor"), who("publisher")
    change(draft, editor, "One")
    clock.time += MINUTE

    publication.submit(draft, editor)
    publication.send_back(draft, publisher, "Look again")
    change(draft, editor, "Two")
    publication.submit(draft, editor)
    publication.publish(draft, publisher)
    publication.withdraw(draft, publisher, "An error")

    rows = draft.revisions.order_by("number")
    assert [(row.action, row.status, row.why) for row in rows][1:] == [
        ("edit", "draft", ""),
        ("submit", "in review", ""),
        ("send_back", "draft", "Look again"),
        ("edit", "draft", ""),
        ("submit", "in review", ""),
        ("publish", "published", ""),
        ("withdraw", "withdrawn", "An error"),
    ]
    assert [len(row.payload) < 60 for row in rows[1:]] == [True] * 7


def test_load_over_a_draft_stores_what_it_was(draft: Meeting, clock: Clock) -> None:
    data = json.loads(record_bytes(draft))
    change(draft, who("editor"), "By hand")
    data["meeting"]["theme"] = "By a file"

    load_record(read_record(json.dumps(data).encode(), "a file"), "a file", replace=True)

    assert told(draft)[1:] == [(2, "edit", "editor", "By hand"), (3, "load", None, "By a file")]


def test_plain_forms_note_their_changes(client: Client, draft: Meeting, clock: Clock) -> None:
    """A part, a mark in its place, the page of a document, and a deletion."""
    editor, publisher = who("editor"), who("publisher")
    statement = draft.statements.first()
    document = Document.objects.filter(passages__meeting=draft).first()
    assert statement
    assert document
    marks = document.marks.count()
    acts: list[tuple[User, Any, dict[str, Any]]] = [
        (editor, address(Statement, "change", statement.pk), {"language": "fr"}),
        (publisher, address(Document, "change", document.pk), {"title": "Another title"}),
        (editor, address(Statement, "delete", statement.pk), {"post": "yes"}),
    ]

    for user, page, data in acts:
        clock.time += MINUTE
        client.force_login(user)
        filled = data if "post" in data else sent(client.get(page), **data)
        assert client.post(page, filled).status_code == 302
        assert Sitting.objects.get().user == user
    clock.time += MINUTE
    client.force_login(publisher)
    mark = document.marks.first()
    assert mark
    client.post(address(Meeting, "unmark", draft.pk), {"mark": mark.pk})
    client.get(address(Revision, "changelist"), {"meeting__id__exact": draft.pk})

    found = [
        (row.user and row.user.username, json.loads(file)) for row, file in record_files(draft)
    ]
    assert [user for user, _file in found] == [
        None,
        "editor",
        "publisher",
        "editor",
        "publisher",
    ]
    assert [len(file["statements"]) for _user, file in found][-3:] == [2, 1, 1]
    assert [file["documents"][0]["title"] for _user, file in found][1:3] == [
        "Report \n of the meeting ",
        "Another title",
    ]
    assert document.marks.count() == marks - 1
