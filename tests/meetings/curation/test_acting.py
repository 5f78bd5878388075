"""Acts: who may, on which version, once, and undone to the letter.

Covers meetings.curation.images, meetings.curation.errors, meetings.curation.parts,
meetings.curation.passages, meetings.curation.places, meetings.curation.stating and
meetings.models.act as well.
"""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from meetings.curation.acting import acting, last_act, reference, undo
from meetings.curation.errors import ActError, Changed, Done
from meetings.curation.images import image_of, images_by_part, version_of
from meetings.curation.stating import join, move_edge, next_statement, split
from meetings.models import Act, Meeting, Pledge, RetiredNumber, Speaker, Statement, StatementTopic
from meetings.records.dumper import record_bytes
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db

TEXT = "Egypt said that fish are many. It asked for nets.\nJapan said: nets are old.\n"


@pytest.fixture
def draft() -> Meeting:
    """A draft of two statements of one source."""
    meeting = build.meeting("fish", status="draft")
    source = build.document(TEXT)
    egypt, japan = build.participant("Egypt"), build.participant("Japan")
    for place, (words, who) in enumerate([(TEXT[:49], egypt), (TEXT[50:75], japan)]):
        row = build.statement(meeting, words, speakers=(who,), topics=(build.topic("Fish"),))
        row.order = place
        row.save()
        start = TEXT.index(words)
        passage = build.passage(row, source, start, start + len(words))
        passage.exact = None
        passage.save()
    return meeting


def statement(meeting: Meeting, number: int) -> Statement:
    return meeting.statements.get(number=number)


def called(meeting: Meeting, number: int) -> str:
    return reference(statement(meeting, number))


def test_act_undone_leaves_the_record_as_it_was(draft: Meeting) -> None:
    editor = rich.editor()
    before = record_bytes(draft)
    at = TEXT.index("It asked")

    with acting(draft, editor, "split") as doing:
        split(doing, doing.take(called(draft, 1)), at)

    texts = [*draft.statements.order_by("order", "number").values_list("number", "text")]
    assert texts == [
        (1, "Egypt said that fish are many."),
        (3, "It asked for nets."),
        (2, "Japan said: nets are old."),
    ]
    third = statement(draft, 3)
    assert [str(row) for row in third.speakers.all()] == ["Egypt"]
    assert [str(link) for link in third.topic_links.all()] == ["Fish"]
    act = last_act(draft, editor)
    assert act is not None
    assert act.words == "¶1 was cut in two: the rest is ¶3"

    undo(act, editor)

    assert record_bytes(draft) == before
    assert not RetiredNumber.objects.filter(meeting=draft).exists()
    with pytest.raises(ActError, match="undone already"):
        undo(act, editor)


def test_joined_statements_are_one_and_two_again(draft: Meeting) -> None:
    editor = rich.editor()
    before = record_bytes(draft)

    with acting(draft, editor, "join") as doing:
        first = doing.take(called(draft, 1))
        join(doing, first, doing.take(reference(next_statement(first))))

    row = draft.statements.get()
    assert row.text == TEXT[:75]
    assert [str(who) for who in row.speakers.order_by("order")] == ["Egypt", "Japan"]
    assert RetiredNumber.objects.get(meeting=draft).number == 2

    undo(Act.objects.get(), editor)

    assert record_bytes(draft) == before
    assert not RetiredNumber.objects.filter(meeting=draft).exists()


def test_edge_moves_by_words_and_to_a_place(draft: Meeting) -> None:
    editor = rich.editor()

    with acting(draft, editor, "edge") as doing:
        move_edge(doing, doing.take(called(draft, 1)), "end", by=-3)
    assert statement(draft, 1).text == "Egypt said that fish are many. It"

    with acting(draft, editor, "edge") as doing:
        move_edge(doing, doing.take(called(draft, 1)), "end", to=TEXT.index("nets") + 2)
    assert statement(draft, 1).text == "Egypt said that fish are many. It asked for nets"

    with (
        pytest.raises(ActError, match="would end before it begins"),
        acting(draft, editor, "edge") as doing,
    ):
        move_edge(doing, doing.take(called(draft, 2)), "end", to=3)
    assert Act.objects.count() == 2


def test_part_changed_by_another_is_refused(draft: Meeting) -> None:
    (image,) = images_by_part([statement(draft, 1)]).values()
    seen = version_of(image)
    with acting(draft, rich.publisher(), "edge") as doing:
        move_edge(doing, doing.take(called(draft, 1), seen), "end", by=-1)

    with (
        pytest.raises(Changed, match="Somebody else changed"),
        acting(draft, rich.editor(), "edge") as doing,
    ):
        move_edge(doing, doing.take(called(draft, 1), seen), "end", by=-1)

    assert statement(draft, 1).text == "Egypt said that fish are many. It asked for"


def test_version_is_that_of_values_not_of_places(draft: Meeting) -> None:
    row = statement(draft, 1)
    before = version_of(image_of([row]))
    Statement.objects.filter(pk=row.pk).update(order=7)
    assert version_of(image_of([row])) == before
    Speaker.objects.filter(statement=row).update(title="Minister")
    assert version_of(image_of([row])) != before


def test_form_sent_twice_acts_once(draft: Meeting) -> None:
    editor = rich.editor()
    with acting(draft, editor, "edge", "token-of-one-form") as doing:
        move_edge(doing, doing.take(called(draft, 1)), "end", by=-1)
    with (
        pytest.raises(Done, match="nothing was done a second time"),
        acting(draft, editor, "edge", "token-of-one-form") as doing,
    ):
        move_edge(doing, doing.take(called(draft, 1)), "end", by=-1)
    assert statement(draft, 1).text == "Egypt said that fish are many. It asked for"
    assert Act.objects.count() == 1


def test_undo_gives_way_to_what_came_later(draft: Meeting) -> None:
    editor = rich.editor()
    with acting(draft, editor, "edge") as doing:
        move_edge(doing, doing.take(called(draft, 1)), "end", by=-1)
    act = last_act(draft, editor)
    assert act is not None
    Statement.objects.filter(number=1).update(collective="many")

    with pytest.raises(ActError, match="changed again since"):
        undo(act, editor)

    assert statement(draft, 1).collective == "many"


def test_deletion_waits_for_what_refers_to_the_part(draft: Meeting) -> None:
    build.pledge(draft, "Give nets", statement=statement(draft, 1))
    with (
        pytest.raises(ActError, match="still used by “Give nets”"),
        acting(draft, rich.editor(), "delete") as doing,
    ):
        doing.take(called(draft, 1)).delete()
    assert draft.statements.count() == 2
    assert Pledge.objects.count() == 1


@pytest.mark.parametrize("status", ["in review", "published", "withdrawn"])
def test_editor_acts_on_drafts_alone(draft: Meeting, status: str) -> None:
    Meeting.objects.filter(pk=draft.pk).update(status=status)
    with pytest.raises(PermissionDenied), acting(draft, rich.editor(), "edge") as doing:
        move_edge(doing, doing.take(called(draft, 1)), "end", by=-1)


@pytest.mark.parametrize("wrong", ["statement-99999999", "no-part", "statement-", "user-1", ""])
def test_part_that_is_gone_is_told(draft: Meeting, wrong: str) -> None:
    with (
        pytest.raises(ActError, match="no longer there"),
        acting(draft, rich.editor(), "edge") as doing,
    ):
        doing.take(wrong)


def test_part_of_another_record_is_no_part(draft: Meeting) -> None:
    other: Any = build.statement(build.meeting("other", status="draft"))
    with (
        pytest.raises(ActError, match="no longer there"),
        acting(draft, rich.editor(), "edge") as doing,
    ):
        doing.take(reference(other))


def test_act_keeps_rows_that_changed_alone(draft: Meeting) -> None:
    with acting(draft, rich.editor(), "edge") as doing:
        move_edge(doing, doing.take(called(draft, 1)), "end", by=-1)
    act = Act.objects.get()
    assert {label: len(rows) for label, rows in act.before.items()} == {
        "meetings.statement": 1,
        "meetings.passage": 1,
    }
    assert StatementTopic.objects.count() == 2
