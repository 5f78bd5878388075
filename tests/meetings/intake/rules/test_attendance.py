"""Who was present, by sentences, lists, hosts and chairs; and who was only spoken about.

Covers meetings.intake.rules.attendance.completeness, meetings.intake.rules.attendance.gathering,
meetings.intake.rules.attendance.hosts, meetings.intake.rules.attendance.items,
meetings.intake.rules.attendance.labels, meetings.intake.rules.attendance.lists,
meetings.intake.rules.attendance.sentences, meetings.intake.rules.attendance.zones.
"""

import pytest

from bench.intake.register import shipped_register
from meetings.intake.proposal import Proposal
from meetings.intake.register import Register
from meetings.intake.rules.attendance import propose_attendance
from meetings.intake.rules.meeting import propose_meeting
from meetings.intake.source import Source


@pytest.fixture(scope="module")
def register() -> Register:
    return shipped_register()


def proposal_of(register: Register, text: str) -> Proposal:
    proposal = Proposal(Source.of(text, register))
    propose_meeting(proposal)
    propose_attendance(proposal)
    return proposal


def present(register: Register, text: str) -> dict[str, tuple[str, ...]]:
    """Roles, and the level where one is stated, by participant."""
    found = {}
    for part in proposal_of(register, text).delegations:
        level = part.values["level"]
        stated = () if level == "not stated" else (level,)
        found[part.values["participant"]] = (*part.values["roles"], *stated)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The meeting was attended at the ambassadorial level by Chile, Kenya and Norway.",
            {
                "CHL": ("participant", "ambassador"),
                "KEN": ("participant", "ambassador"),
                "NOR": ("participant", "ambassador"),
            },
        ),
        (
            "Delegates from Austria and China were also among the countries represented.",
            {"AUT": ("participant", "delegate"), "CHN": ("participant", "delegate")},
        ),
        (
            (
                "It was attended by the foreign ministers of Jordan and Oman, the State Secretary"
                " of Senegal, and representatives of Spain, UNICEF and the Geneva Water Hub."
            ),
            {
                "JOR": ("participant", "minister"),
                "OMN": ("participant", "minister"),
                "SEN": ("participant", "deputy minister"),
                "ESP": ("participant",),
                "unicef": ("participant",),
            },
        ),
        (
            (
                "The following States were represented: Chad, the Sudan, and Togo. The Holy See"
                " and Palestine attended as observers, as did the African Union. Regrets had"
                " been received from Iraq."
            ),
            {
                "TCD": ("participant",),
                "SDN": ("participant",),
                "TGO": ("participant",),
                "VAT": ("observer",),
                "PSE": ("observer",),
                "african-union": ("observer",),
            },
        ),
        (
            (
                "The Governments of Ghana and Fiji co-hosted the workshop in Accra in association"
                " with UNEP."
            ),
            {"GHA": ("co-host",), "FJI": ("co-host",), "unep": ("co-organiser",)},
        ),
        (
            (
                "The meeting was co-chaired by the Permanent Representative of Peru, Ambassador"
                " Delegate 1, and the Permanent Representative of Nepal, Ambassador Delegate 2."
            ),
            {"PER": ("co-chair", "ambassador"), "NPL": ("co-chair", "ambassador")},
        ),
        (
            "The Conference met under the chairmanship of the Minister of Health of Malta.",
            {"MLT": ("chair", "minister")},
        ),
        (
            "The Forum was held in Rome at the invitation of the Government of Italy.",
            {"ITA": ("host",)},
        ),
        (
            (
                "H.E. Mr. Delegate 1, Ambassador of Cuba, and Ms. Delegate 2 (Fiji) acted as"
                " Co-Chairs of the meeting."
            ),
            {"CUB": ("co-chair", "ambassador"), "FJI": ("co-chair",)},
        ),
        ("SUMMARY RECORD\n\nChairman: Mr. DELEGATE 1 (Sweden)\n\nIt rained.", {"SWE": ("chair",)}),
        (
            "The Under-Secretary-General for Peacebuilding Affairs was the guest of honour.",
            {"united-nations": ("special guest",)},
        ),
        (
            "I thank Peru, Mali and UNDP for organizing this discussion.",
            {"PER": ("organiser",), "MLI": ("organiser",), "undp": ("organiser",)},
        ),
        (
            (
                "The Minister of Trade of Malta hosted a lunch with her counterparts from Japan and"
                " Cuba. Participating were also the delegations of Peru and Togo."
            ),
            {
                "MLT": ("host", "minister"),
                "JPN": ("participant", "minister"),
                "CUB": ("participant", "minister"),
                "PER": ("participant",),
                "TGO": ("participant",),
            },
        ),
        (
            (
                "MINUTES of the 4th meeting\n\nPresent: Austria (Chair), Kenya, UNHCR\n"
                "Apologies: Fiji\nIn the chair: Delegate 1 (Peru)"
            ),
            {
                "AUT": ("chair",),
                "KEN": ("participant",),
                "unhcr": ("participant",),
                "PER": ("chair",),
            },
        ),
        (
            (
                "REPUBLIC OF KENYA\nMINISTRY OF FOREIGN AFFAIRS\n\nThe Cabinet Secretary for"
                " Foreign Affairs today received the Foreign Minister of Somalia in Nairobi."
            ),
            {"KEN": ("participant", "minister"), "SOM": ("participant", "minister")},
        ),
        (
            (
                "The Summit was attended by H.E. Delegate 2, President of the Republic of Mali;"
                " Hon. Delegate 6, Minister of Trade of Chad; and Amb. Delegate 8, IGAD Executive"
                " Secretary."
            ),
            {
                "MLI": ("participant", "head of state or government"),
                "TCD": ("participant", "minister"),
                "igad": ("participant",),
            },
        ),
        (
            (
                "At the invitation of the Government of Chile, representatives of Peru and Cuba"
                " met in Santiago."
            ),
            {"CHL": ("host",), "PER": ("participant",), "CUB": ("participant",)},
        ),
        (
            (
                "The meeting was convened by the President of the General Assembly and chaired on"
                " his behalf by the Permanent Representative of Oman. Panellists: Ms. Delegate 1"
                " (Sweden)."
            ),
            {
                "general-assembly": ("organiser",),
                "OMN": ("chair", "ambassador"),
                "SWE": ("speaker",),
            },
        ),
        (
            "Participants were the Ambassadors of Ghana and Kenya to Japan.",
            {"GHA": ("participant", "ambassador"), "KEN": ("participant", "ambassador")},
        ),
        (
            (
                "We, the Leaders of Belize and Guyana, meeting at Bridgetown, having heard a"
                " report, recalling the Declaration of Grenada, agree."
            ),
            {
                "BLZ": ("participant", "head of state or government"),
                "GUY": ("participant", "head of state or government"),
            },
        ),
        (
            "The Meeting elected Mr. Delegate 1 (Kenya) as Chairman.",
            {"KEN": ("chair",)},
        ),
        (
            "Remarks by the Minister of Health of Fiji at the Meeting on Salt\n\nGood morning.",
            {"FJI": ("speaker", "minister")},
        ),
        (
            "In favour: Chile, Togo.\n\nAgainst: None.",
            {"CHL": ("participant",), "TGO": ("participant",)},
        ),
    ],
)
def test_attendance_told(
    register: Register, text: str, expected: dict[str, tuple[str, ...]]
) -> None:
    assert present(register, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ministry of Foreign Affairs\nRepublic of Slovenia\n\nThe text says nothing on attendance.",
        "The previous meeting was attended by Chile and hosted by Peru.",
        "Kenya will host the next meeting.",
        "Participants discussed the situation in Mali and Chad.",
        "Apologies were received from Niue and Palau.",
        "On the sidelines of the General Assembly it rained.",
        "The Permanent Representatives of Chile and Peru wrote a letter.",
        "The Council of Ministers of the African Union met.",
        "He recalled the conference of 1975, in which Chile and Peru had participated.",
    ],
)
def test_attendance_of_those_spoken_about(register: Register, text: str) -> None:
    assert present(register, text) == {}


CLOSING = """Something was said.

List of Participants

Antigua and Barbuda
Bangladesh (Co-Chair)
Trinidad & Tobago
Kenya – H.E. Ms. Delegate 4, Deputy Minister of Water
Water Institute of the North

Observers

European Union
UNICEF
"""


def test_attendance_of_a_closing_list(register: Register) -> None:
    assert present(register, CLOSING) == {
        "ATG": ("participant",),
        "BGD": ("co-chair",),
        "TTO": ("participant",),
        "KEN": ("participant", "deputy minister"),
        "european-union": ("observer",),
        "unicef": ("observer",),
    }


def test_attendance_of_persons_below_their_state(register: Register) -> None:
    text = (
        "List of delegations\n\nALBANIA\nH.E. Mr. Delegate 1, Minister of Defence\nCol. Delegate 2"
        "\n\nBELGIUM\nMr. Delegate 4"
    )

    found = proposal_of(register, text).delegations

    assert present(register, text) == {"ALB": ("participant", "minister"), "BEL": ("participant",)}
    assert [len(part.inner["delegates"]) for part in found] == [2, 1]


def test_attendance_of_a_table(register: Register) -> None:
    text = (
        "TABLE OF PARTICIPANTS\n\nCountry\tName\tFunction\nKenya\tMs. Delegate 1\tCabinet Secretary"
        "\nPeru\tMr. Delegate 2\tAmbassador"
    )

    assert present(register, text) == {
        "KEN": ("participant", "minister"),
        "PER": ("participant", "ambassador"),
    }


def test_attendance_tells_unknown_bodies(register: Register) -> None:
    proposal = proposal_of(register, CLOSING)

    assert [proposal.source.words(span) for span in proposal.unknown] == [
        "Water Institute of the North"
    ]


def test_attendance_of_running_text_under_a_heading(register: Register) -> None:
    text = (
        "Participants\n\nChile, Peru, the Republic of Korea and the World Bank\n\nAgenda\n\nJapan"
    )

    assert list(present(register, text)) == ["CHL", "PER", "KOR", "world-bank"]


def test_attendance_of_delegates(register: Register) -> None:
    text = (
        "The meeting was chaired by H.E. Mr. Delegate 1, Permanent Representative of Japan to the"
        " United Nations."
    )
    [japan] = proposal_of(register, text).delegations

    assert japan.values == {
        "participant": "JPN",
        "printed": "Japan",
        "roles": ["chair"],
        "level": "ambassador",
        "presence": "not stated",
    }
    assert [delegate.values for delegate in japan.inner["delegates"]] == [
        {
            "person": "Delegate 1",
            "printed": "Delegate 1",
            "honorific": "H.E. Mr.",
            "title": "Permanent Representative of Japan to the United Nations",
            "role": "chair",
            "level": "ambassador",
            "presence": "not stated",
        }
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The meeting was attended by Chile, Peru and other bodies.", "partial"),
        ("Participants\n\nChile\nPeru\nKenya\nMali", "complete"),
        ("It was chaired by Chile.", None),
    ],
)
def test_attendance_complete_or_not(register: Register, text: str, expected: str | None) -> None:
    assert proposal_of(register, text).value("attendance") == expected


@pytest.mark.parametrize(
    "text",
    ["attended by " * 3000, "Chile, " * 5000, "Participants\n" * 3000, "(Chile) and " * 3000],
)
def test_attendance_of_noise(register: Register, text: str) -> None:
    assert set(present(register, text)) <= {"CHL"}


@pytest.mark.parametrize(
    ("sentence", "unknown"),
    [
        (
            "It was attended by Chile, the World Kite Organization, Kenya and the Panel on Kites.",
            ["World Kite Organization", "Panel on Kites"],
        ),
        ("The meeting was attended by Chile and SANDORG, Kenya and Egypt.", ["SANDORG"]),
        ("Chile, the Global Kite Platform and Kenya attended.", ["Global Kite Platform"]),
        ("The meeting was attended by the Ambassadors of Chile, Kenya and the Ministers of", []),
        ("The meeting was attended by Chile, Kenya and others, in Geneva. Sand Storms came.", []),
    ],
)
def test_unknown_bodies_in_a_running_list_are_told(
    register: Register, sentence: str, unknown: list[str]
) -> None:
    proposal = proposal_of(
        register, f"First Meeting of Friends of Kites\n\n{sentence}\n\nChile spoke.\n"
    )

    assert [proposal.source.words(span) for span in proposal.unknown] == unknown
