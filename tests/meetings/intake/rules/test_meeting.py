"""What the beginning of a document says of its meeting.

Covers meetings.intake.rules.meeting.day, meetings.intake.printed_days,
meetings.intake.rules.meeting.kinds, meetings.intake.rules.meeting.mode,
meetings.intake.rules.meeting.numbered, meetings.intake.rules.meeting.opening,
meetings.intake.rules.meeting.place, meetings.intake.rules.meeting.series,
meetings.intake.rules.meeting.titles.
"""

from typing import Any

import pytest

from bench.intake.register import shipped_register
from meetings.intake.parts import Span
from meetings.intake.printed_days import day_told, days_in
from meetings.intake.proposal import Proposal
from meetings.intake.register import Register
from meetings.intake.rules.meeting import propose_meeting
from meetings.intake.source import Source


@pytest.fixture(scope="module")
def register() -> Register:
    return shipped_register()


def proposal_of(register: Register, text: str) -> Proposal:
    proposal = Proposal(Source.of(text, register))
    propose_meeting(proposal)
    return proposal


def values(proposal: Proposal) -> dict[str, Any]:
    """What was proposed of the meeting, with the keys of its place."""
    found: dict[str, Any] = {}
    for part in proposal.meeting:
        found = part.values | found
    place = found.pop("place", {})
    series = found.pop("series", None)
    found.pop("title_printed", None)
    return found | place | ({"series": series["name"]} if series else {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Chair's Summary\nThird Meeting of the Friends of Rivers\n7 November 2007\n"
                "UN Headquarters, New York\n\nThe third meeting of the Friends of Rivers was held"
                " on 7 November 2007 at United Nations Headquarters in New York. All were invited."
            ),
            {
                "title": "Third Meeting of the Friends of Rivers",
                "ordinal": 3,
                "date": "2007-11-07",
                "city": "New York",
                "country": "USA",
                "venue": "United Nations Headquarters",
                "series": "Friends of Rivers",
            },
        ),
        (
            (
                "CONFERENCE ON SMALL HARBOURS\nOslo, 4-6 May 1982\n\nThe Conference on Small "
                "Harbours met in Oslo from 4 to 6 May 1982. It was attended by 12 States."
            ),
            {
                "title": "Conference on Small Harbours",
                "date": "1982-05-04/1982-05-06",
                "city": "Oslo",
                "country": "NOR",
            },
        ),
        (
            (
                "GENEVA, 4 May 2010 – Delegates from sixty countries met today at the Palais des"
                " Nations for the Second Global Forum on Soil. They called for more."
            ),
            {
                "title": "Second Global Forum on Soil",
                "ordinal": 2,
                "date": "2010-05-04",
                "city": "Geneva",
                "country": "CHE",
                "venue": "Palais des Nations",
                "series": "Global Forum on Soil",
            },
        ),
        (
            (
                "Virtual Seminar on Open Data\n\nThe seminar was held virtually on 3 March 2021."
                " Participants were many."
            ),
            {"title": "Virtual Seminar on Open Data", "date": "2021-03-03", "mode": "virtual"},
        ),
        (
            (
                "Press Release\nParis, 12 June 2018\n\nThe Workshop on Canals took place in Lyon,"
                " France, on 10 and 11 June. A next workshop will be held in Rome on 3 May."
            ),
            {
                "title": "Workshop on Canals",
                "date": "2018-06-10/2018-06-11",
                "city": "Lyon",
                "country": "FRA",
            },
        ),
        (
            (
                "UNITED NATIONS\n\nA/CONF.9/SR.4\n3 June 1977\n\nCONFERENCE ON DESERT WELLS\n\n"
                "SUMMARY RECORD OF THE FOURTH MEETING\n\nheld at the Palais des Nations, Geneva,\n"
                "on Monday, 9 May 1977, at 3 p.m."
            ),
            {
                "title": "Fourth Meeting of the Conference on Desert Wells",
                "ordinal": 4,
                "date": "1977-05-09",
                "city": "Geneva",
                "country": "CHE",
                "venue": "Palais des Nations",
                "series": "Conference on Desert Wells",
            },
        ),
        (
            (
                "Statement\n\nMinisters met in hybrid format on 1 July 2022 in Gdynia, Poland, for"
                " the Baltic Dialogue on Ports. They agreed on little."
            ),
            {
                "title": "Baltic Dialogue on Ports",
                "date": "2022-07-01",
                "city": "Gdynia",
                "country": "POL",
                "mode": "hybrid",
            },
        ),
        (
            (
                "H.C./Paper 9\n3rd July, 1959\n\nCONFERENCE ON HARBOUR DUES\n"
                "Accra, 29th June to 2nd July, 1959\n\nNote on the proceedings. Few had come."
            ),
            {
                "title": "Conference on Harbour Dues",
                "date": "1959-06-29/1959-07-02",
                "city": "Accra",
                "country": "GHA",
            },
        ),
        (
            (
                "Minutes of the Workshop on Seeds\n\nDate:      Monday 8 March 2021, 9.00 (CET)\n"
                "Venue:     Zoom\nApproved by email, 2 April 2021\n\n1.  Opening\n\n"
                "1.1 The Chair welcomed all those who had come. She gave the floor to the host."
            ),
            {"title": "Workshop on Seeds", "date": "2021-03-08", "mode": "virtual"},
        ),
        (
            (
                "Dialogue on Small Ports\nFriday, 2 June 2023\nHall 3, Nairobi, and online\n\n"
                "The transcript was made from a recording. Words may be wrong."
            ),
            {
                "title": "Dialogue on Small Ports",
                "date": "2023-06-02",
                "city": "Nairobi",
                "country": "KEN",
                "venue": "Hall 3",
                "mode": "hybrid",
            },
        ),
        (
            (
                "Home > News > Meetings of the year > 2021\nDialogue on Small Ports\n"
                "Fourth session – Friday, 2 June 2023\n\nNobody spoke. All were glad of that."
            ),
            {"title": "Dialogue on Small Ports", "ordinal": 4, "date": "2023-06-02"},
        ),
        (
            (
                "MINISTERIAL CONFERENCE ON\nSAFE PORTS (MC-5)\n\nWe, the ministers, assembled in"
                " Lima on 3 May 2010 on the occasion of the Fifth Ministerial Conference on Safe"
                " Ports, met to consider them. It was late."
            ),
            {
                "title": "Ministerial Conference on Safe Ports",
                "ordinal": 5,
                "date": "2010-05-03",
                "city": "Lima",
                "country": "PER",
            },
        ),
        (
            (
                "Meeting on Wells\n\nMinisters met in Lima on 3 May 2010 on the occasion of the"
                " Sixtieth Session of the General Assembly. It was late."
            ),
            {
                "title": "Meeting on Wells",
                "date": "2010-05-03",
                "city": "Lima",
                "country": "PER",
            },
        ),
        ("The text tells of nothing at all. It goes on.", {}),
        ("", {}),
    ],
)
def test_meeting_of_text(register: Register, text: str, expected: dict[str, Any]) -> None:
    assert values(proposal_of(register, text)) == expected


def test_meeting_says_why_a_year_and_a_country_are_proposed(register: Register) -> None:
    text = "Press Release\nParis, 12 June 2018\n\nThe Workshop on Canals met in Lyon on 10 June."

    reasons = {
        key: reason
        for part in proposal_of(register, text).meeting
        for key, reason in part.inferred.items()
    }

    assert reasons == {
        "date": "The year is that of the date 2018-06-12 in the title.",
        "place/country": "The text names the city only: Lyon, France.",
    }


def test_meeting_city_of_a_venue_is_inferred(register: Register) -> None:
    text = "The Forum on Rivers was held on 1 May 2001 at United Nations Headquarters. It rained."

    [part] = [part for part in proposal_of(register, text).meeting if "place" in part.values]

    assert part.values["place"] == {
        "city": "New York",
        "country": "USA",
        "venue": "United Nations Headquarters",
    }
    assert sorted(part.inferred) == ["place/city", "place/country"]


def test_meeting_date_not_of_the_meeting_before(register: Register) -> None:
    text = (
        "Summary of the Breakfast held on 11 January\n\n15 January 2012\n\nIt last met on 4 May"
        " 2011."
    )

    assert values(proposal_of(register, text))["date"] == "2012-01-11"


def test_meeting_date_without_a_year_is_left_out(register: Register) -> None:
    text = "The working group gathered on 3 December. It had met in Oslo on 5 June 2019."

    assert "date" not in values(proposal_of(register, text))


def test_meeting_theme(register: Register) -> None:
    text = "The Forum on Rivers met in Rome on 1 May 2001 under the theme “Water for all”. Rain."

    assert values(proposal_of(register, text))["theme"] == "Water for all"


def test_meeting_document(register: Register) -> None:
    text = "A/CONF.9/SR.4\n3 June 1977\n\nSUMMARY RECORD OF THE FOURTH MEETING\n\nMr. A spoke."

    document = {}
    for part in proposal_of(register, text).document:
        document |= part.values

    assert document == {
        "date": "1977-06-03",
        "kind": "Summary record",
        "language": "en",
        "symbol": "A/CONF.9/SR.4",
        "title": "SUMMARY RECORD OF THE FOURTH MEETING",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 20 to 22 June in", [("--06-20", "--06-22")]),
        ("7-8 December 2021", [("2021-12-07", "2021-12-08")]),
        ("June 20–22, 2016", [("2016-06-20", "2016-06-22")]),
        ("JUNE 9, 2016, 10:00 a.m.", [("2016-06-09", "")]),
        ("12 and 13 May 1975.", [("1975-05-12", "1975-05-13")]),
        ("8, 9 and 10 May 2010", [("2010-05-08", "2010-05-10")]),
        ("30 June to 2 July 2016", [("2016-06-30", "2016-07-02")]),
        ("June 30–July 2, 2016", [("2016-06-30", "2016-07-02")]),
        ("Monday, 3 May, to Wednesday, 5 May 2010", [("2010-05-03", "2010-05-05")]),
        ("24. 9. 2019 –", [("2019-09-24", "")]),
        ("24-26 October l995", [("1995-10-24", "1995-10-26")]),
        ("14th June 2011", [("2011-06-14", "")]),
        ("2007-11-07", [("2007-11-07", "")]),
        ("in May 2010", [("2010-05", "")]),
        ("3/4/2007", []),
        ("you may 12 times", []),
        ("30 February 2010", [("2010-02", "")]),
        ("page 12 of 40", []),
    ],
)
def test_days_in_text(text: str, expected: list[tuple[str, str]]) -> None:
    found = days_in(text, Span(0, len(text)))

    assert [(days.first, days.last) for days in found] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("today", "2010-05-04"),
        ("yesterday", "2010-05-03"),
        ("Monday", "2010-05-03"),
        ("Wednesday", "2010-04-28"),
        ("often", ""),
    ],
)
def test_day_told_by_a_word(word: str, expected: str) -> None:
    assert day_told(word, "2010-05-04") == expected


def test_day_told_in_no_day() -> None:
    assert day_told("today", "2010-05") == ""


@pytest.mark.parametrize("text", ["1 May, " * 2000, "(" * 20000, "Third meeting " * 3000])
def test_meeting_of_noise(register: Register, text: str) -> None:
    assert all(part.spans for part in proposal_of(register, text).meeting)
