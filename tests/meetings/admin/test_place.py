"""Rows are put after others, or by their place in the source; numbers stay what they are."""

from typing import Any

import pytest
from django.test import Client

from meetings.admin.place import place_field
from meetings.curation.places import put, put_by_source
from meetings.models import AgendaItem, Delegation, Meeting, Session, Statement
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(rich.editor())
    return client


def three(*orders: int) -> tuple[Meeting, list[Statement]]:
    """A draft with statements of these orders."""
    meeting = build.meeting("fish", status="draft")
    return meeting, [build.statement(meeting, f"Saying {n}", order=n) for n in orders]


def order_of(meeting: Meeting) -> list[tuple[int, int]]:
    """The numbers of the statements with their orders."""
    rows = meeting.statements.order_by("order", "number")
    return [*rows.values_list("number", "order")]


def test_row_put_after_another_moves_no_more_than_stand_in_the_way() -> None:
    meeting, (one, _two, _three, four) = three(0, 1, 5, 9)

    put(four, str(one.pk))

    assert order_of(meeting) == [(1, 0), (4, 1), (2, 2), (3, 5)]


@pytest.mark.parametrize(
    ("place", "expected"),
    [("first", [(3, 0), (1, 3), (2, 5)]), ("last", [(1, 3), (2, 5), (3, 6)])],
)
def test_row_is_put_first_and_last(place: str, expected: list[tuple[int, int]]) -> None:
    meeting, rows = three(3, 5, 6)

    put(rows[2], place)

    assert order_of(meeting) == expected


def test_rows_of_one_order_stay_as_they_stood() -> None:
    meeting, rows = three(0, 0, 0)

    put(rows[2], str(rows[0].pk))

    assert order_of(meeting) == [(1, 0), (3, 1), (2, 2)]


def test_order_stays_below_its_limit() -> None:
    meeting, rows = three(0, 9_998, 9_999)

    put(rows[0], str(rows[2].pk))

    assert order_of(meeting) == [(2, 0), (3, 1), (1, 2)]


def test_row_goes_to_its_place_in_the_source() -> None:
    meeting, (_one, _two, new) = three(0, 1, 2)
    document = rich.source()
    rich.words(meeting.statements.get(number=1), document, "Ruritania said that fish are")
    rich.words(meeting.statements.get(number=2), document, "Graustark will give")
    rich.words(new, document, "Ruritania also said so.")

    put_by_source(new)

    assert [number for number, _order in order_of(meeting)] == [1, 3, 2]


def test_row_before_all_others_in_the_source_stands_before_them() -> None:
    meeting, (one, _two, new) = three(0, 1, 2)
    document = rich.source()
    rich.words(one, document, "Graustark will give")
    rich.words(new, document, "Report of the")

    put_by_source(new)

    assert [number for number, _order in order_of(meeting)] == [3, 1, 2]


def test_row_of_another_source_stays_last() -> None:
    meeting, (one, _two, new) = three(0, 1, 2)
    rich.words(one, rich.source(), "Graustark will give")
    rich.words(new, rich.source(key="other"), "Report of the")

    put_by_source(new)

    assert [number for number, _order in order_of(meeting)] == [1, 2, 3]


def test_form_of_a_statement_puts_it_after_another_and_keeps_its_number(editor: Client) -> None:
    meeting, rows = three(0, 1, 2)
    page = address(Statement, "change", rows[0].pk)

    answer = editor.get(page)
    editor.post(page, sent(answer, order=str(rows[2].pk)))

    choices = answer.context["adminform"].form.fields["order"].choices
    assert [words for _value, words in choices] == [
        "as now: first",
        "first",
        "after ¶2 Saying 1",
        "after ¶3 Saying 2",
        "last",
    ]
    assert order_of(meeting) == [(2, 1), (3, 2), (1, 3)]


def test_new_statement_stands_where_its_passage_stands(editor: Client, meeting: Meeting) -> None:
    page = f"{address(Statement, 'add')}?meeting={meeting.pk}"
    words = {"passages-0-first_words": "Report of the  meeting"}
    meeting.passages.filter(exact__startswith="Report").delete()

    words["passages-0-document"] = str(meeting.passages.first().document_id)
    editor.post(page, sent(editor.get(page), unattributed="None", **words))

    assert [number for number, _order in order_of(meeting)] == [3, 1, 2]


def test_new_statement_is_put_after_the_one_chosen(editor: Client, meeting: Meeting) -> None:
    page = f"{address(Statement, 'add')}?meeting={meeting.pk}"
    first = meeting.statements.get(number=1)
    words = {"passages-0-first_words": "Opening."}

    editor.post(page, sent(editor.get(page), order=str(first.pk), unattributed="None", **words))

    assert [number for number, _order in order_of(meeting)] == [1, 3, 2]


def test_place_after_what_is_gone_is_refused(editor: Client) -> None:
    _meeting, rows = three(0, 1, 2)
    page = address(Statement, "change", rows[0].pk)
    other = build.statement(build.meeting(status="draft"), "Elsewhere")

    for place in (str(other.pk), "x", "10" * 20):
        answer = editor.post(page, sent(editor.get(page), order=place))
        assert answer.context["adminform"].form.errors["order"] == [
            "What this was to come after is no longer there. Choose another place."
        ]


@pytest.mark.parametrize("noun", [Session, AgendaItem])
def test_row_on_the_page_of_the_meeting_is_put_after_another(
    editor: Client, noun: type[Any]
) -> None:
    meeting = build.meeting("fish", status="draft")
    rows = [noun.objects.create(meeting=meeting, key=f"k{n}", title=f"T{n}") for n in range(3)]
    page = address(Meeting, "change", meeting.pk)
    prefix = "sessions" if noun is Session else "agenda"

    editor.post(page, sent(editor.get(page), **{f"{prefix}-0-order": str(rows[2].pk)}))

    found = noun.objects.filter(meeting=meeting).order_by("order", "pk")
    assert [row.title for row in found] == ["T1", "T2", "T0"]


def test_speakers_are_put_after_one_another(editor: Client, meeting: Meeting) -> None:
    statement = meeting.statements.get(number=1)
    statement.speakers.create(participant=build.participant("Graustark"), order=1)
    first = statement.speakers.order_by("order", "pk")[0]
    page = address(Statement, "change", statement.pk)

    editor.post(page, sent(editor.get(page), **{"speakers-0-order": "last"}))

    assert statement.speakers.order_by("order", "pk").last() == first


def test_forms_offer_the_nearest_of_many() -> None:
    meeting, rows = three(*range(60))

    choices = place_field(rows[30]).choices

    assert len(choices) == 43
    assert [words for _value, words in choices][:2] == ["as now: after ¶30 Saying 29", "first"]
    assert place_field(rows[30]).clean(str(rows[59].pk)) == str(rows[59].pk)
    assert len(place_field(Statement(meeting=meeting)).choices) == 43


@pytest.mark.parametrize("count", [1, 3])
def test_delegations_are_offered_in_as_many_queries_whatever_their_number(
    count: int, django_assert_num_queries: Any
) -> None:
    meeting = build.meeting(status="draft")
    for number in range(count):
        build.delegation(meeting, build.participant(f"Land {number}"))

    with django_assert_num_queries(1):
        place_field(Delegation(meeting=meeting))
