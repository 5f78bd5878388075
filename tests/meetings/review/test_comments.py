"""Comments on a record, its parts, values and sources, kept whatever becomes of these.

Covers meetings.models.comment as well.
"""

import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.merging.record_carrying import merge_records
from meetings.merging.undoing import undo
from meetings.models import Comment, Delegate, Meeting, Update
from meetings.publication import stamp
from meetings.records.dumper import Dump
from meetings.records.gathered import gather
from meetings.review.authors import author_numbers
from meetings.review.comments import (
    CommentError,
    Place,
    add_comment,
    answer,
    carry_comments,
    close,
    comments_by_part,
    open_comments,
    reopen,
    threads_of,
)
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db
LONG = "x" * 4001


def on(meeting: Meeting) -> dict[str, tuple[Place, str]]:
    """A place of each kind in a record, with its name."""
    source = meeting.passages.first().document
    return {
        "meeting": (Place(field="date"), "The record"),
        "statement": (Place(meeting.statements.get(number=1), "collective"), "Statement ¶1"),
        "pledge": (Place(meeting.pledges.get()), "Pledge 1"),
        "update": (Place(Update.objects.get()), "Update: "),
        "delegation": (Place(meeting.delegations.get()), "Delegation: Ruritania"),
        "delegate": (Place(Delegate.objects.get()), "Delegate: "),
        "figure": (Place(meeting.figures.get()), "Figure: More than 50 countries"),
        "agenda_item": (Place(meeting.agenda.get()), "Agenda item: Fish"),
        "session": (Place(meeting.sessions.get(key="part")), "Session: Part"),
        "relation": (Place(meeting.relations.get()), "Related meeting: "),
        "reference": (Place(meeting.references.get()), "Document referred to: "),
        "document": (Place(document=source, start=0, end=9), "“Report of”"),
    }


def test_each_part_is_commented_on_and_found_in_one_query(
    meeting: Meeting, editor: User, publisher: User
) -> None:
    before = Dump.of(gather(meeting)).digest
    for noun, (place, _name) in on(meeting).items():
        add_comment(meeting, editor, f"Why this {noun}?", place)
    said = Comment.objects.get(noun="statement")
    answer(said, publisher, "Because.")
    add_comment(meeting, publisher, "And the other?", Place(said.statement))

    with CaptureQueriesContext(connection) as queries:
        found = comments_by_part(meeting)

    assert len(queries) == 1
    for noun, (_place, name) in on(meeting).items():
        comment = Comment.objects.filter(noun=noun).first()
        row = meeting if noun == "meeting" else getattr(comment, noun)
        (first, *_more) = found[noun, row.pk]
        assert (first.comment, comment.name[: len(name)]) == (comment, name)
    threads = found["statement", said.statement_id]
    assert [[one.text for one in thread.answers] for thread in threads] == [["Because."], []]
    assert open_comments(meeting).count() == 13
    assert Dump.of(gather(meeting)).digest == before
    out = io.StringIO()
    call_command("dumpdata", "meetings", stdout=out)
    assert "Why this" not in out.getvalue()


def test_comment_on_what_is_deleted_stays_and_says_so(meeting: Meeting, editor: User) -> None:
    for place, _name in on(meeting).values():
        add_comment(meeting, editor, "Why?", place)

    meeting.pledges.all().delete()
    meeting.figures.all().delete()

    gone = [one.comment.name for one in threads_of(meeting) if one.comment.is_gone]
    assert [name.partition(":")[0] for name in gone] == ["Pledge 1", "Update", "Figure"]
    assert len(comments_by_part(meeting)["meeting", meeting.pk]) == 4


def test_same_comment_sent_twice_is_one(meeting: Meeting, editor: User, publisher: User) -> None:
    first, _told = add_comment(meeting, editor, "Why? ")
    again, _told = add_comment(meeting, editor, "Why?")
    other, _told = add_comment(meeting, editor, "Why?", Place(field="date"))
    theirs, _told = add_comment(meeting, publisher, "Why?")
    for _twice in range(2):
        answer(first, publisher, "So.")

    assert first == again
    assert len({first, other, theirs}) == 3
    answer(first, editor, "Really?")
    answer(first, publisher, "So.")
    (thread, *_others) = threads_of(meeting)
    assert [one.text for one in thread.answers] == ["So.", "Really?", "So."]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (" \n", {}, "Write the comment"),
        ("a\0b", {}, "NUL"),
        (LONG, {}, "4001 characters, and at most 4000"),
        ("Why?", {"field": "x" * 101}, "no such value"),
        ("Why?", {"part": "theirs"}, "no part of the record"),
        ("Why?", {"part": "topic"}, "no part of the record"),
        ("Why?", {"document": "source", "start": 5, "end": 5}, "not in the document"),
        ("Why?", {"document": "source", "start": 0, "end": 10**6}, "not in the document"),
        ("Why?", {"document": "other", "start": 0, "end": 1}, "no passage in this document"),
    ],
)
def test_comment_that_is_no_good_is_refused(
    meeting: Meeting, editor: User, text: str, place: dict[str, Any], words: str
) -> None:
    rows = {
        "theirs": lambda: build.statement(build.meeting()),
        "topic": build.topic,
        "source": lambda: meeting.passages.first().document,
        "other": lambda: build.document("Other."),
    }
    made = {name: rows[value]() if value in rows else value for name, value in place.items()}

    with pytest.raises(CommentError, match=words):
        add_comment(meeting, editor, text, Place(**made))

    assert not Comment.objects.exists()


def test_who_wrote_it_or_may_review_closes_and_opens_it(
    meeting: Meeting, editor: User, publisher: User
) -> None:
    comment, _told = add_comment(meeting, editor, "Why?")
    cleo, visitor = rich.user("cleo", "Editor"), User.objects.create_user("visitor")

    for act in (close, reopen):
        with pytest.raises(PermissionDenied):
            act(comment, cleo)
    with pytest.raises(PermissionDenied):
        add_comment(meeting, visitor, "Why?")
    for _twice in range(2):
        close(comment, publisher)
    comment.refresh_from_db()
    closed = (comment.closed_by, open_comments(meeting).count())
    reopen(comment, editor)
    comment.refresh_from_db()

    assert closed == (publisher, 0)
    assert (comment.closed, comment.closed_by) == (None, None)


def test_merging_two_records_of_one_author_keeps_comments_and_authors(
    meeting: Meeting, editor: User, publisher: User
) -> None:
    gone = build.meeting(status="draft")
    for record in (meeting, gone):
        stamp([record], editor)
    add_comment(gone, editor, "Why?", Place(build.statement(gone, number=5)))
    comment = Comment.objects.get()

    merge = merge_records(meeting, gone, {}, {}, publisher, "Entered twice")

    comment.refresh_from_db()
    assert (comment.meeting, comment.statement.meeting) == (meeting, meeting)
    assert author_numbers([meeting])[meeting.pk] == {editor.pk, publisher.pk}
    undo(merge, publisher)
    comment.refresh_from_db()
    assert comment.meeting == comment.statement.meeting != meeting


def test_comments_move_to_the_record_that_takes_the_place(meeting: Meeting, editor: User) -> None:
    other = build.meeting()
    build.statement(other, number=1)
    for place, _name in on(meeting).values():
        add_comment(meeting, editor, "Why?", place)

    carry_comments(meeting, other)
    found = comments_by_part(other)

    assert not Comment.objects.filter(meeting=meeting).exists()
    assert len(found["statement", other.statements.get().pk]) == 1
    assert len(found["meeting", other.pk]) == 10
