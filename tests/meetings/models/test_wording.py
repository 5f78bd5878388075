"""Names and statements in words.

Covers meetings.models.speaker as well.
"""

import pytest

from meetings.models import Statement
from meetings.models.wording import (
    cited_wording,
    composed_title,
    heading_wording,
    listed,
    listed_at_most,
    speakers_wording,
)
from tests.meetings import build


def heading(row: Statement) -> str:
    """The heading of a statement, of its speakers and topics."""
    who = speakers_wording(row.speakers.all(), row.collective)
    topics = [link.topic.name for link in row.topic_links.select_related("topic")]
    return heading_wording(who, topics, row.text)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["Egypt"], "Egypt"),
        (["Egypt", "Japan"], "Egypt and Japan"),
        (["Egypt", "Japan", "Mexico"], "Egypt, Japan and Mexico"),
    ],
)
def test_names_are_listed_as_in_a_sentence(names: list[str], expected: str) -> None:
    assert listed(names) == expected


@pytest.mark.parametrize(
    ("most", "expected"),
    [(3, "A, B and C"), (2, "A, B and 1 other"), (1, "A and 2 others")],
)
def test_long_lists_count_the_rest(most: int, expected: str) -> None:
    assert listed_at_most(["A", "B", "C"], most) == expected


@pytest.mark.django_db
def test_heading_names_speakers_and_the_first_topic_and_counts_the_rest() -> None:
    egypt = build.participant("Egypt", kind="state")
    row = build.statement(
        build.meeting(), speakers=(egypt,), topics=(build.topic("Fish"), build.topic("Art"))
    )

    assert heading(row) == "Egypt: fish (+1 topic)"


@pytest.mark.django_db
def test_heading_names_the_country_of_an_envoy_and_the_official_of_a_body() -> None:
    row = build.statement(build.meeting(), topics=(build.topic("Fish"),))
    ada = build.person("Ada Example")
    row.speakers.create(order=0, participant=build.participant("Egypt", kind="state"), person=ada)
    row.speakers.create(
        order=1, participant=build.participant("Fish Office", kind="UN body"), person=ada
    )

    assert heading(row) == "Egypt and Ada Example (Fish Office): fish"
    assert (
        cited_wording(row.speakers.all(), "") == "Ada Example (Egypt) and Ada Example (Fish Office)"
    )


@pytest.mark.django_db
def test_heading_of_a_collective_begins_with_a_capital() -> None:
    row = build.statement(
        build.meeting(), topics=(build.topic("Fish"),), collective="many participants"
    )

    assert heading(row) == "Many participants: fish"


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["Egypt: ", ""])
def test_heading_without_topic_is_the_opening_words(who: str) -> None:
    speakers = (build.participant("Egypt"),) if who else ()
    row = build.statement(build.meeting(), "one " * 11 + "twelve thirteen.", speakers=speakers)

    assert heading(row) == who + "one " * 11 + "twelve…"
    assert heading_wording("Egypt", [], "Egypt said no.") == "Egypt said no."


@pytest.mark.parametrize(
    ("who", "topics", "text", "expected"),
    [
        ("", ["Fish"], "", "Speaker not stated · Fish"),
        ("", ["Fish", "Art", "Sea"], "fish", "Speaker not stated · Fish (+2 topics)"),
        ("Egypt", ["Human security"], "It spoke of human security.", "Egypt: human security"),
        ("Egypt", ["Human security"], "It spoke of safety.", "Egypt: human security"),
        ("Egypt", ["Human security"], "Human security is ours.", "Egypt: human security"),
        ("Egypt", ["Africa today"], "It spoke.", "Egypt: Africa today"),
        ("Egypt", ["Haitian elections"], "It spoke.", "Egypt: Haitian elections"),
        ("Egypt", ["Child protection"], "It spoke.", "Egypt: child protection"),
        ("Egypt", ["Avalon today"], "It spoke of Avalon.", "Egypt: Avalon today"),
        ("Egypt", ["COVID-19"], "covid-19", "Egypt: COVID-19"),
        ("Egypt", ["UN reform"], "un reform", "Egypt: UN reform"),
        ("Egypt", ["Women and Peace"], "women", "Egypt: Women and Peace"),
    ],
)
def test_topic_has_a_small_letter_unless_it_is_a_name(
    who: str, topics: list[str], text: str, expected: str
) -> None:
    assert heading_wording(who, topics, text) == expected


def test_opening_words_of_another_direction_are_set_apart() -> None:
    words = "أكد الوفد (A/RES/1/1) أهمية الحوار."

    assert heading_wording("Japan", [], words) == f"Japan: \u2068{words}\u2069"
    assert heading_wording("Japan", [], "Text.") == "Japan: Text."


def test_title_of_a_form_with_no_date_in_its_date_has_what_was_typed() -> None:
    title = composed_title(None, None, "", "Geneva", "1.5")

    assert title == "Meeting in Geneva, 1.5"


@pytest.mark.parametrize("pause", [",", " –", ";", " (", ":"])
def test_heading_does_not_break_off_after_a_mark_of_a_pause(pause: str) -> None:
    text = f"One two three four five six seven eight nine ten eleven twelve{pause} and more."

    assert heading_wording("", [], text) == (
        "One two three four five six seven eight nine ten eleven twelve…"
    )
