"""Persons and office holders in texts: whom each speaks for, at which level, and who is who.

Covers meetings.intake.people.finding, meetings.intake.people.offices,
meetings.intake.people.behind, meetings.intake.people.printed_names, meetings.intake.people.same,
meetings.intake.people.text, meetings.intake.words.longest.
"""

import pytest

from bench.intake.register import shipped_register
from meetings.intake.people import People, PersonMention
from meetings.intake.people.text import PeopleText
from meetings.intake.register import Register
from meetings.intake.source import Source


@pytest.fixture(scope="module")
def register() -> Register:
    return shipped_register()


def people(register: Register, text: str) -> list[PersonMention]:
    return Source.of(text, register).people.mentions


@pytest.mark.parametrize(
    ("text", "name", "honorific", "title", "key", "level"),
    [
        (
            "H.E. Mr. Delegate 7, Permanent Representative of Japan to the United Nations, chaired",
            *("Delegate 7", "H.E. Mr.", "Permanent Representative of Japan to the United Nations"),
            *("JPN", "ambassador"),
        ),
        (
            "Deputy Minister of Foreign Affairs of the Republic of Korea, Mr. Delegate 2, said",
            *("Delegate 2", "Mr.", "Deputy Minister of Foreign Affairs of the Republic of Korea"),
            *("KOR", "deputy minister"),
        ),
        ("Ms. DELEGATE 12 (Fiji):", "DELEGATE 12", "Ms.", "", "FJI", ""),
        ("Delegate 4 (Nigeria) said", "Delegate 4", "", "", "NGA", ""),
        (
            "Ambassador Delegate 3 of Mexico agreed",
            "Delegate 3",
            "Ambassador",
            "",
            "MEX",
            "ambassador",
        ),
        (
            "President of the 62nd Session of the General Assembly H.E. Dr. Delegate 1, and",
            *("Delegate 1", "H.E. Dr.", "President of the 62nd Session of the General Assembly"),
            *("general-assembly", ""),
        ),
        (
            "Minister of National Defense Delegate 5 announced",
            *("Delegate 5", "", "Minister of National Defense", "", "minister"),
        ),
        (
            "Nepal’s Minister for Culture, Tourism and Civil Aviation admitted",
            *("", "", "Nepal’s Minister for Culture, Tourism and Civil Aviation"),
            *("NPL", "minister"),
        ),
        (
            "the head of the Swiss delegation, Ambassador Delegate 4, said",
            *("Delegate 4", "Ambassador", "head of the Swiss delegation", "CHE", "ambassador"),
        ),
        (
            "the Costa Rican Foreign Minister drew",
            "",
            "",
            "Costa Rican Foreign Minister",
            "CRI",
            "minister",
        ),
        (
            "Italy's Under-Secretary of State",
            "",
            "",
            "Italy's Under-Secretary of State",
            "ITA",
            "deputy minister",
        ),
        (
            "the Secretary of State of the United States",
            "",
            "",
            "Secretary of State of the United States",
            "USA",
            "minister",
        ),
        ("the Focal Point of Qatar", "", "", "Focal Point of Qatar", "QAT", ""),
        ("the UN Secretary-General said", "", "", "UN Secretary-General", "united-nations", ""),
        ("the Secretary-General of NATO said", "", "", "Secretary-General of NATO", "nato", ""),
        ("the GA President noted", "", "", "GA President", "general-assembly", ""),
        (
            (
                "Under-Secretary-General for Humanitarian Affairs and Emergency Relief"
                " Coordinator Mr. Delegate 9"
            ),
            *("Delegate 9", "Mr."),
            "Under-Secretary-General for Humanitarian Affairs and Emergency Relief Coordinator",
            *("ocha", ""),
        ),
        (
            "the High Commissioner for Refugees",
            "",
            "",
            "High Commissioner for Refugees",
            "unhcr",
            "",
        ),
        (
            "the President of the International Commission for Alpine Rescue",
            *("", "", "President of the International Commission for Alpine Rescue", "", ""),
        ),
    ],
)
def test_person_alone(
    register: Register, text: str, name: str, honorific: str, title: str, key: str, level: str
) -> None:
    [found] = people(register, text)

    assert (found.name, found.honorific, found.title) == (name, honorific, title)
    assert (found.key, found.level) == (key, level)


@pytest.mark.parametrize(
    "text",
    [
        "GENERAL DEBATE",
        "the meeting was held at ambassador level",
        "the Office of the United Nations High Commissioner for Refugees",
        "Delegates from Austria and China",
        "The General Assembly met.",
    ],
)
def test_person_none(register: Register, text: str) -> None:
    assert people(register, text) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            (
                "H.E. Ms. Delegate 1, Permanent Representative of Fiji, spoke."
                " Ambassador Delegate 1 left. The Ambassador came back."
            ),
            ["FJI", "FJI", "FJI"],
        ),
        (
            (
                "The Slovenian Foreign Minister and his counterpart from Costa Rica met the State"
                " Secretary of Senegal. The Minister smiled."
            ),
            ["SVN", "CRI", "SEN", "SVN"],
        ),
        ("USG Delegate 9 spoke for OCHA.", ["united-nations"]),
        (
            "Mr. Delegate 9, Under-Secretary-General for Humanitarian Affairs, sat. The USG rose.",
            ["ocha", "ocha"],
        ),
        (
            (
                "The Pacific Islands Forum met. The Secretary General of the Forum sang."
                " The Secretary General stopped."
            ),
            ["pacific-islands-forum", "pacific-islands-forum"],
        ),
        (
            (
                "Minister of Health Delegate 1 spoke. The Minister of Health and the Minister of"
                " Education of Chile agreed."
            ),
            ["CHL", "CHL", "CHL"],
        ),
        ("Georgia, represented by its Deputy Minister of Foreign Affairs,", ["GEO"]),
        ("The Minister spoke.", [""]),
    ],
)
def test_people_in_one_text(register: Register, text: str, keys: list[str]) -> None:
    assert [mention.key for mention in people(register, text)] == keys


def test_person_of_unknown_body(register: Register) -> None:
    text = "Delegate 4 of the University of the South Pacific presented"
    source = Source.of(text, register)
    [found] = source.people.mentions

    assert found.key == ""
    assert found.body is not None
    assert source.words(found.body) == "University of the South Pacific"


def test_person_introduced_before(register: Register) -> None:
    first, second = people(register, "Mr. Delegate 3 (Kenya) rose. Mr. Delegate 3 sat down.")

    assert second.introduced is first


def test_people_by_position(register: Register) -> None:
    source = Source.of("Then Mr. Delegate 3 (Kenya) rose.", register)
    [found] = source.people.mentions

    assert source.people.within(found.span) == [found]
    assert source.people.holding(found.span.start) is found
    assert source.people.holding(found.span.end) is None
    assert source.people.holding(0) is None


def test_people_of_nothing(register: Register) -> None:
    assert People.of(PeopleText("", [], register)).mentions == []


@pytest.mark.parametrize("text", ["the Minister of " * 3000, "H.E. " * 5000, "(Mr. A" * 5000])
def test_people_of_noise(register: Register, text: str) -> None:
    assert all(mention.key == "" for mention in people(register, text))
