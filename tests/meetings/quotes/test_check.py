"""Whether and where a sentence stands: exactly, nearly, in part, in a source alone, nowhere.

Covers meetings.quotes.candidates, meetings.quotes.passages and meetings.quotes.wording as well.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.derived.refresh import refresh_derived
from meetings.models import Inference, Mark, Meeting, Speaker, Statement
from meetings.quotes.check import Match, QuoteCheck, Verdict, check_quote
from meetings.quotes.wording import headline, notes, share_wording
from meetings.search.engine import search_engine
from meetings.search.engine.definition import STATEMENT_INDEX
from meetings.search.engine.expressions import Term
from tests.meetings import build

pytestmark = pytest.mark.django_db

HABIT = "Peace is a habit of every day, and no State could buy it at any price."


def said(text: str = HABIT, **fields: object) -> Statement:
    """A published statement of Ruritania."""
    meeting = build.meeting(title="Talks")
    return build.statement(meeting, text, speakers=(build.participant(),), **fields)


def titles(match: Match) -> list[str]:
    """What is told of a match."""
    return [note.title for note in notes(match)]


def only(check: QuoteCheck) -> Match:
    """The one match."""
    (match,) = check.matches
    return match


def marked(match: Match) -> list[str]:
    """The words that are marked in the context."""
    return [part.text for part in match.context if part.marked]


def test_exact_words_lead_to_who_said_them() -> None:
    row = said(form="verbatim")
    Speaker.objects.update(title="Ambassador", capacity="Chair")

    check = check_quote("“peace is a habit of every day,\nand no State could buy it”")

    match = only(check)
    assert match.statement is not None
    assert (check.verdict, match.statement.pk) == (Verdict.EXACT, row.pk)
    assert [speaker.name for speaker in match.statement.speakers] == ["Ruritania"]
    assert [line.text for line in match.statement.capacities] == ["Ambassador; Chair"]
    assert match.statement.url == row.get_absolute_url()
    assert marked(match) == ["Peace is a habit of every day, and no State could buy it"]
    assert titles(match) == ["Verbatim", "Printed differently"]
    assert headline(check) == (
        "These words stand in the register; they are printed a little differently."
    )


@pytest.mark.parametrize(
    ("fields", "warned"),
    [
        ({"form": "verbatim"}, ["Verbatim"]),
        ({"form": "verbatim", "delivery": ["as prepared"]}, ["Verbatim, as prepared for delivery"]),
        ({"form": "reported"}, ["Reported speech, not verbatim"]),
        ({"form": "quotation", "quotations": [[0, 60]]}, ["Quoted words"]),
        ({"form": "quotation", "quotations": [[0, 20]]}, ["Quoted in part"]),
        ({"form": "quotation", "quotations": [[40, 60]]}, ["Reported speech, not verbatim"]),
    ],
)
def test_form_is_told(fields: dict[str, object], warned: list[str]) -> None:
    said(**fields)

    assert titles(only(check_quote("Peace is a habit of every day"))) == warned


def test_quotation_inside_a_statement_is_told() -> None:
    said(f"As Freedonia put it: “{HABIT}”", form="verbatim")

    match = only(check_quote("Peace is a habit of every day"))

    assert titles(match) == ["Verbatim", "A quotation inside a statement"]


def test_statement_without_speaker_tells_why() -> None:
    build.statement(build.meeting(), HABIT, unattributed="Passive: “was said”.")

    told = notes(only(check_quote("peace is a habit of every day")))

    assert ("No speaker is named", "Passive: “was said”.") in [note[:2] for note in told]


def test_inferred_speaker_is_marked() -> None:
    row = said()
    Inference.objects.create(
        meeting=row.meeting, statement=row, field="speakers/0/participant", reason="By office."
    )

    match = only(check_quote("peace is a habit of every day"))

    assert match.statement is not None
    assert [speaker.reason for speaker in match.statement.speakers] == ["By office."]


@pytest.mark.parametrize(
    ("asked", "differing"),
    [
        (
            "Peace is the habit of every single day and no State could buy it",
            [("gone", "the"), ("new", "a"), ("gone", "single")],
        ),
        ("Peace is not a habit of every day, and no State could buy it", [("gone", "not")]),
        ("Peace is a habit, and no State could buy it at any price", [("new", "of every day")]),
    ],
)
def test_nearly_the_same_words_are_compared(asked: str, differing: list[tuple[str, str]]) -> None:
    said()
    for number in range(3):
        said(f"The price of habit {number} was not told to any State on that day.")

    check = check_quote(asked)

    match = check.matches[0]
    runs = [(run.kind.value, run.text) for part in match.found.there for run in part.runs]
    assert check.verdict is Verdict.NEAR
    assert match.passage.text == HABIT
    assert [run for run in runs if run[0] != "same"] == differing
    assert headline(check).startswith("These words do not stand in the register, but nearly")


def test_part_of_a_sentence_is_found() -> None:
    said()

    check = check_quote(
        "Lasting concord among the nations requires patience, tolerance, courage and law; it is a "
        "habit of every day, and no treaty whatsoever can replace that"
    )

    assert check.verdict is Verdict.PART
    assert headline(check) == "Only a part of these words stands in the register."
    assert share_wording(only(check)).endswith("% of your words stand there.")


def test_ellipsis_parts_what_has_to_stand_in_order() -> None:
    said()

    in_order = check_quote("Peace is a habit … no State could buy it")
    turned = check_quote("no State could buy it … Peace is a habit")

    assert in_order.verdict is Verdict.EXACT
    assert titles(only(in_order)) == ["Reported speech, not verbatim", "Something is left out"]
    assert turned.verdict is Verdict.NEAR
    assert "In another order" in titles(turned.matches[0])


def test_attribution_beside_the_words_is_left_aside() -> None:
    said()

    match = only(check_quote("“Peace is a habit of every day,” said Freedonia"))

    assert match.verdict is Verdict.EXACT
    (aside,) = [note for note in notes(match) if note.title == "Left aside"]
    assert aside.text.startswith("“said Freedonia” was not compared")


def test_words_of_a_source_alone_are_of_nobody() -> None:
    text = "Report of the talks\nPeace is a habit of every day.\nThe hall was cold and rather dark."
    meeting, source = build.meeting("talks", title="Talks"), build.document(text)
    row = build.statement(meeting, text[20:50])
    Mark.objects.create(document=source, kind="narrative", start=51, end=len(text))
    build.passage(row, source, 20, 50)

    check = check_quote("the hall was cold and rather dark")

    match = only(check)
    assert match.stretch is not None
    assert [str(meeting) for meeting in match.stretch.meetings] == ["Talks"]
    assert match.stretch.url == f"{source.get_absolute_url()}?position=51"
    assert next(note.text for note in notes(match)) == (
        "They are the source's own (narrative): no statement of a record holds them."
    )
    assert headline(check) == "These words stand in a source, and nobody on record said them."


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("我们必须共同努力维护世界和平与安全。", "必须共同努力维护世界和平"),
        ("إن الأمن الإنساني مسؤولية مشتركة بين جميع الدول.", "الأمن الإنساني مسؤولية مشتركة"),
        ("L’État protège les libertés à l’égal de la sécurité.", "L'Etat protege les libertes"),
        ("The re-\nsource was the co-\noperation of all.", "the resource was the co-operation"),
    ],
)
def test_words_of_any_script_are_found(text: str, asked: str) -> None:
    said(text)

    check = check_quote(asked)

    assert (check.verdict, only(check).passage.text) == (Verdict.EXACT, text)


def test_chinese_that_differs_is_compared_by_letters() -> None:
    said("我们必须共同努力维护世界和平与安全。")

    match = only(check_quote("我们必须共同努力保护世界和平与安全"))

    assert [(run.kind.value, run.text) for run in match.found.there[0].runs] == [
        ("same", "我们必须共同努力"),
        ("gone", "保"),
        ("new", "维"),
        ("same", "护世界和平与安全"),
    ]


@pytest.mark.parametrize("status", ["draft", "in review", "withdrawn"])
def test_what_is_not_published_is_never_found(status: str) -> None:
    source = build.document(HABIT, title="Hidden price of every habit")
    meeting = build.meeting(status=status)
    build.passage(build.statement(meeting, HABIT[:31]), source, 0, 31)

    assert check_quote(HABIT).matches == []
    assert check_quote("Hidden price of every habit, no State could buy").verdict is Verdict.NONE
    assert headline(check_quote(HABIT)) == "These words are not in the register."


def test_withdrawn_words_are_found_no_more() -> None:
    row = said()
    Meeting.objects.filter(pk=row.meeting_id).update(status="withdrawn")
    refresh_derived(Meeting.objects.get(pk=row.meeting_id))

    assert check_quote(HABIT).matches == []


def test_same_words_of_many_are_shown_five_at_most() -> None:
    for _ in range(7):
        said()

    check = check_quote(HABIT)

    assert (len(check.matches), check.more) == (5, True)


def test_long_speech_is_compared_where_the_words_are() -> None:
    said("The habit of all nations is old. " * 2_000 + HABIT + " Of others more. " * 2_000)

    check = check_quote("Peace is a habit of every day, and no State could sell it")

    assert check.verdict is Verdict.NEAR
    assert check_quote(HABIT).verdict is Verdict.EXACT


def queries(asked: str) -> int:
    """How many queries a check takes."""
    with CaptureQueriesContext(connection) as captured:
        check_quote(asked)
    return len(captured)


def test_queries_are_as_many_for_one_row_and_for_three() -> None:
    near = "Peace is the habit of every single day and no State could buy it"
    said()
    queries(HABIT), queries(near)  # the first one prepares them
    before = queries(HABIT), queries(near)
    said(), said()

    assert (queries(HABIT), queries(near)) == before
    assert max(before) <= 14


def test_rows_with_each_word_are_counted() -> None:
    said(), said("Peace.")

    counts = search_engine().rows_with(STATEMENT_INDEX, [Term(("peace",)), Term(("none",))])

    assert counts == [2, 0]
    assert search_engine().rows_with(STATEMENT_INDEX, []) == []
    assert search_engine().rows_with(STATEMENT_INDEX, [Term(("habit",))]) == [1]


def test_page_shows_what_was_found(client: Client) -> None:
    said()

    page = client.get("/quote/", {"q": "Peace is a habit of every day"}).content.decode()

    assert "letter for letter" in page
    assert "<mark>Peace is a habit of every day</mark>" in page
