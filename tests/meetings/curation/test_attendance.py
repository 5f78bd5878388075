"""Delegations from a list: what lines in every form say, and what is asked.

Covers meetings.curation.attendance_line, meetings.curation.attendance_columns,
meetings.curation.attendance_read, meetings.curation.sort_names.
"""

import dataclasses
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.intake.register import shipped_register
from meetings.curation.attendance import AttendanceRow, Doubt, read_attendance
from meetings.curation.sort_names import read_name
from meetings.intake.names import Names
from meetings.intake.register import KnownPerson

PEOPLE = (
    KnownPerson("moon-jae-in", "Moon Jae-in", "Moon Jae-in"),
    KnownPerson("john-holmes", "John Holmes", "Holmes, John"),
)
REGISTER = dataclasses.replace(shipped_register(), people=PEOPLE, _by_key={})
NAMES = Names(REGISTER)
MINISTER, HEAD = "minister", "head of state or government"


def told(row: AttendanceRow) -> tuple[str, str, str, str]:
    """Who is meant: participant, name, title, level."""
    return row.key, row.name, row.title, row.level


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Chad", ("TCD", "", "", "")),
        ("1. Kenya: President Delegate 1", ("KEN", "Delegate 1", "President", HEAD)),
        ("2) President Delegate 1, France", ("FRA", "Delegate 1", "President", HEAD)),
        ("• President Ada Example, France", ("FRA", "Ada Example", "President", HEAD)),
        ("- Japan (Mr. Yukio Takasu, Minister)", ("JPN", "Yukio Takasu", "Minister", MINISTER)),
        (
            "Minister for Foreign Affairs of Mexico, Claude Heller",
            ("MEX", "Claude Heller", "Minister for Foreign Affairs of Mexico", MINISTER),
        ),
        (
            "the Republic of Korea – H.E. Mr. Suh Wook, Minister of National Defense",
            ("KOR", "Suh Wook", "Minister of National Defense", MINISTER),
        ),
        (
            "Côte d’Ivoire, represented by Ms. Ada Example, Permanent Representative to the UN",
            ("CIV", "Ada Example", "Permanent Representative to the UN", "ambassador"),
        ),
        (
            "Brazil\tAda Example\tMinister of Foreign Affairs, Trade and Cooperation",
            ("BRA", "Ada Example", "Minister of Foreign Affairs, Trade and Cooperation", MINISTER),
        ),
        (
            "Ada Example, Minister of Health, Fiji",
            ("FJI", "Ada Example", "Minister of Health", MINISTER),
        ),
        ("Prime Minister, Japan", ("JPN", "", "Prime Minister", HEAD)),
        ("Germany - Head of Department Ada Example", None),
        ("Iran (Islamic Republic of)", ("IRN", "", "", "")),
        ("Türkiye (by video message): Ada Example", ("TUR", "Ada Example", "", "")),
        (
            "United Nations Secretary-General António Guterres",
            (
                *("united-nations", "António Guterres"),
                *("United Nations Secretary-General", ""),
            ),
        ),
    ],
)
def test_forms_of_a_line(line: str, expected: tuple[str, str, str, str] | None) -> None:
    [row] = read_attendance(line, NAMES)

    wanted = expected or ("DEU", "Ada Example", "Head of Department", "senior official")
    assert told(row) == wanted
    assert row.unread == ""
    assert row.text == line[row.span.start : row.span.end]


def test_what_is_doubtful_is_asked() -> None:
    text = """Participants:
    Ruritania: Prime Minister Ada Example
    Kennya
    Japan: Mr. John Holms
    Korea (Republic of): H.E. Jae-in Moon
    Ghana
    H.E. Ms. Delegate 3, Minister of Health
    Fiji, Mr. Delegate 4, Permanent Mission, United Nations
    Kenya, Chile and Fiji
    Observers
    European Union (Co-Chair), Ada Example, High Representative
    Jordan (Mr. Delegate 5) something odd
    Mr. Delegate 6
    """
    rows = read_attendance(text, REGISTER)
    by_line = {row.line: row for row in rows}

    heading, ruritania, kenya = by_line[1], by_line[2], by_line[3]
    assert heading.is_heading
    assert (ruritania.printed, ruritania.doubts) == ("Ruritania", [Doubt.UNKNOWN_PARTICIPANT])
    assert [one.key for one in kenya.candidates] == ["KEN"], "asked, not taken"
    assert kenya.key == ""
    assert ([one.key for one in by_line[4].people], by_line[4].person) == (["john-holmes"], "")
    assert by_line[4].doubts == [Doubt.PERSON_LIKE]
    assert (by_line[5].key, by_line[5].person) == ("KOR", "moon-jae-in")
    assert (by_line[7].key, by_line[7].doubts) == ("GHA", [Doubt.ABOVE])
    assert by_line[8].doubts[0] == Doubt.SEVERAL_PARTICIPANTS
    assert [one.key for one in by_line[8].candidates] == ["FJI", "united-nations"]
    assert [row.key for row in rows if row.line == 9] == ["KEN", "CHL", "FJI"]
    assert by_line[11].role == "co-chair"
    assert by_line[12].role == "observer"
    assert (by_line[12].unread, by_line[12].doubts) == ("something odd", [Doubt.UNREAD])
    assert by_line[13].doubts == [Doubt.NO_PARTICIPANT]
    assert all(doubt.words for doubt in Doubt)


def test_list_in_a_sentence_is_read_with_its_level() -> None:
    text = (
        "The meeting was attended at the ambassadorial level by\nAustralia, Chile and Fiji.\n"
        "It was attended at the ministerial level by Japan, Kenya, and UNDP."
    )
    rows = read_attendance(text, NAMES)

    assert [(row.key, row.level) for row in rows] == [
        ("", ""),
        *((code, "ambassador") for code in ("AUS", "CHL", "FJI")),
        *(("JPN", MINISTER), ("KEN", MINISTER), ("undp", "")),
    ]
    assert rows[0].is_heading


def test_table_with_heads() -> None:
    text = (
        "No\tCountry\tName\tTitle\n1\tKenya\tDOE, Jane\tMinister of Health\n"
        "2\tViet Nam\tH.E. Mr. Nguyễn Phú Trọng\tGeneral Secretary\n\t\tAda Example\tAdviser\n"
        "3\tRuritania\t\tHead of State\nState\tFirst name\tSurname\tPosition\n"
        "Chile\tAda\tExample\tAmbassador"
    )
    rows = read_attendance(text, REGISTER)

    assert [row.is_heading for row in rows] == [True, False, False, False, False, True, False]
    first, second, third, fourth, last = (row for row in rows if not row.is_heading)
    assert (told(first), first.sort_name) == (
        ("KEN", "Jane Doe", "Minister of Health", MINISTER),
        "Doe, Jane",
    )
    assert (second.name, second.sort_name, second.honorific) == (
        *("Nguyễn Phú Trọng", "Nguyễn Phú Trọng"),
        "H.E. Mr.",
    )
    assert (third.key, third.name, third.doubts) == ("VNM", "Ada Example", [Doubt.ABOVE])
    assert (fourth.key, fourth.printed, fourth.title) == ("", "Ruritania", "Head of State")
    assert (told(last), last.sort_name) == (
        ("CHL", "Ada Example", "Ambassador", "ambassador"),
        "Example, Ada",
    )


@pytest.mark.parametrize(
    ("printed", "state", "name", "sort_name", "clear"),
    [
        ("John Holmes", "", "John Holmes", "Holmes, John", True),
        ("Holmes, John", "", "John Holmes", "Holmes, John", True),
        ("John HOLMES", "", "John Holmes", "Holmes, John", True),
        ("HOLMES John", "", "John Holmes", "Holmes, John", False),
        ("MOON Jae-in", "KOR", "Moon Jae-in", "Moon Jae-in", True),
        ("Moon Jae-in", "KOR", "Moon Jae-in", "Moon Jae-in", True),
        ("Hernani Coelho da Silva", "TLS", None, "da Silva, Hernani Coelho", False),
        ("Abdullah II", "JOR", "Abdullah II", "Abdullah II", True),
        ("Delegate", "", "Delegate", "Delegate", True),
    ],
)
def test_sort_names(printed: str, state: str, name: str, sort_name: str, clear: bool) -> None:
    read = read_name(printed, state)
    assert (read.name, read.sort_name, read.clear) == (name or printed, sort_name, clear)


@pytest.mark.parametrize("count", [54, 200])
def test_long_lists_are_read_at_once(count: int) -> None:
    states = [one.name for one in REGISTER.participants if one.kind == "state"]
    states = (states * 2)[:count]
    text = "\n".join(
        f"{n}. {name}: H.E. Mr. Delegate {n}, Minister" for n, name in enumerate(states)
    )
    begun = time.perf_counter()
    rows = read_attendance(text, REGISTER)

    assert time.perf_counter() - begun < 5, "a second, on a machine that does nothing else"
    assert len(rows) == count
    assert sum(bool(row.key) for row in rows) == count
    assert {row.level for row in rows} == {MINISTER}


PIECES = st.sampled_from(
    (
        *(
            "Kenya",
            "the Republic of Korea",
            "Georgia",
            "Ruritania",
            "European Union",
            "UNDP",
            "OAU",
        ),
        *(
            "President",
            "Minister of Health",
            "Mr.",
            "H.E.",
            "Ada Example",
            "Delegate 7",
            "DOE, Jane",
        ),
        *(
            ", ",
            ": ",
            " – ",
            "(",
            ")",
            "\t",
            " ",
            "\n",
            "\r\n",
            "• ",
            "1. ",
            " and ",
            "of",
            "\u2028",
        ),
        *(
            "represented by",
            "Country\tName",
            "Participants",
            "Co-Chair",
            "Holmes",
            "محمد",
            "习近平",
        ),
    )
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60), st.integers(0, 9))
def test_every_line_is_answered(text: str, start: int) -> None:
    rows = read_attendance(text, NAMES, start=start)

    filled = {
        number
        for number, line in enumerate(re.split(r"\r\n|[\n\r\v\f\u2028\u2029]", text), 1)
        if line.strip()
    }
    assert {row.line for row in rows} == filled
    for row in rows:
        assert row.text == text[row.span.start - start : row.span.end - start] != ""
        if row.person_span:
            assert start <= row.person_span.start < row.person_span.end <= start + len(text)
        settled = row.key or row.is_heading or row.doubts
        assert settled, "what names nobody for certain is asked"
