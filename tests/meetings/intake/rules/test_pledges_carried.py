"""Pledges whose makers stand in another clause or sentence, or sign the text: “We”."""

from typing import Any

import pytest

from meetings.intake.rules.pledges import propose_pledges
from tests.meetings.intake.rules.proposed import proposal_of, told


def pledged(text: str, *said: dict[str, Any]) -> list[tuple[str, str]]:
    """Who promises what in a text, of which no statement is known but those told."""
    found = told(propose_pledges, proposal_of(text, *said), "pledges", "by", "collective", "title")
    return [
        (" ".join(entry["participant"] for entry in by) or words, title)
        for by, words, title in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chile (observer) had maps of the coast and was willing to share them.",
            [("CHL", "Share them")],
        ),
        (
            "Mali and Chad let it be known that they stood ready to patrol the road.",
            [("MLI TCD", "Patrol the road")],
        ),
        (
            "The delegation of Ghana described the harbour. It would staff it with six pilots.",
            [("GHA", "Staff it with six pilots")],
        ),
        (
            "We undertake to lay the Protocol before our parliaments within a year.",
            [("We", "Lay the Protocol before our parliaments within a year")],
        ),
        (
            "Not later than May, we shall establish a roll of pilots.",
            [("we", "Establish a roll of pilots")],
        ),
        (
            "Togo and Benin, in a note read by one, engaged themselves to sign the Protocol.",
            [("TGO BEN", "Sign the Protocol")],
        ),
        ("Fiji is to spend $4 million on wells.", [("FJI", "Spend $4 million on wells")]),
        (
            "Latvia offers to be the host of the next session.",
            [("LVA", "Be the host of the next session")],
        ),
        (
            "Peru would place two vessels at the disposal of the port.",
            [("PER", "Place two vessels at the disposal of the port")],
        ),
        (
            "It was late. Cuba would nonetheless extend its course to 40 nurses.",
            [("CUB", "Extend its course to 40 nurses")],
        ),
        (
            "Malta would pay for two boats. Cyprus would do likewise.",
            [("MLT", "Pay for two boats"), ("CYP", "Do likewise")],
        ),
        (
            "Tonga thanked the Pacific Islands Forum. The Forum will pay for the tide gauge.",
            [("pacific-islands-forum", "Pay for the tide gauge")],
        ),
        (
            "The Kenyan Minister of Lands and Water offered to host the next session.",
            [("KEN", "Host the next session")],
        ),
        (
            "Samoa extended an invitation to hold it in Apia in May.",
            [("WSM", "Hold it in Apia in May")],
        ),
        (
            "Oman renewed its invitation to convene the third conference in Muscat.",
            [("OMN", "Convene the third conference in Muscat")],
        ),
        (
            "Malta invited all members to Valletta, where the sixth session is due in May.",
            [("MLT", "Valletta, where the sixth session is due in May")],
        ),
        (
            "Gabon, for its part, put a course for nurses on the table, to begin in May.",
            [("GAB", "A course for nurses on the table, to begin in May")],
        ),
        (
            "The delegation of Laos had been authorized to offer Vientiane as the venue.",
            [("LAO", "Vientiane as the venue")],
        ),
        (
            "Norway surprised everybody by announcing NOK 3 million for the pier.",
            [("NOR", "NOK 3 million for the pier")],
        ),
        ("Spain spoke of the law that its parliament is to adopt in May.", []),
        ("Spain's answer was to publish the list in May.", []),
        ("Norway would do the same if asked.", []),
        ("Nepal invited all to meet in pairs before the next session.", []),
        ("Delegates agreed to try again after lunch.", []),
        ("Spain put its cards on the table.", []),
        ("Italy invited members to Rome to see the fountains.", []),
        ("The Chair invited members to hold their peace.", []),
        ("UPCOMING MEETINGS\n\nHungary will host a workshop on 3 May 2014. All may come.", []),
        (
            "Iraq described its wells. A further $8 million will be released in May.",
            [("IRQ", "A further $8 million will be released in May")],
        ),
        ("Sudan would receive four trainees.", [("SDN", "Receive four trainees")]),
        (
            "Qatar matched that with $6 million for piers; another $2 million will be released.",
            [
                ("QAT", "$6 million for piers"),
                ("QAT", "Another $2 million will be released"),
            ],
        ),
        ("Qatar doubled its contribution to $6 million.", [("QAT", "$6 million")]),
        ("We, the Ministers, pledge to open our ports.", [("We", "Open our ports")]),
        ("We resolve to establish a roll.", [("We", "Establish a roll")]),
        ("Mali and Togo undertook jointly to survey it.", [("MLI TGO", "Survey it")]),
        ("We decide to remain seized of the matter.", []),
        ("Qatar doubled its contribution to peace.", []),
        ("Qatar matched its words with deeds.", []),
        ("The roads of Ghana were described. It would be staffed later.", []),
        ("The harbour was deep and was willing to be described.", []),
    ],
)
def test_pledge_carried(text: str, expected: list[tuple[str, str]]) -> None:
    assert pledged(text) == expected


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        (
            "The ambassador of Chad said that $2 million had been earmarked for the road.",
            "reported",
            [("TCD", "$2 million had been earmarked for the road")],
        ),
        (
            "We were glad to hear this morning that Norway will give 2 million kroner.",
            "verbatim",
            [("NOR", "Give 2 million kroner")],
        ),
        (
            "The National Survey of Wells is ready to train, free of charge, ten people.",
            "verbatim",
            [("TCD", "Train, free of charge, ten people")],
        ),
        (
            "From the first of March we will give each well a number.",
            "verbatim",
            [("TCD", "Give each well a number")],
        ),
        (
            "N'Djamena will be the venue, she confirmed.",
            "reported",
            [("TCD", "Be the venue, she confirmed")],
        ),
        ("We will give each well a number.", "verbatim", []),
        ("Chad complained that only $2 million had been allocated to it.", "reported", []),
        ("Chad said that $2 million had been allocated to it by donors.", "reported", []),
        ("We will build it so that it stays.", "quotation", []),
        ("We were sorry to hear that Norway will give nothing.", "verbatim", []),
        ("The ambassador of Chad asked whether $2 million had been earmarked.", "reported", []),
    ],
)
def test_pledge_in_a_statement(text: str, form: str, expected: list[tuple[str, str]]) -> None:
    assert pledged(text, {"by": ["TCD"], "form": form}) == expected


def test_pledge_of_the_host_country() -> None:
    proposal = proposal_of(
        "The host country declared itself ready to staff the office.",
        place={"city": "Lima", "country": "PER"},
    )
    assert told(propose_pledges, proposal, "pledges", "by") == [([{"participant": "PER"}],)]
