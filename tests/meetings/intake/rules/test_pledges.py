"""Pledges: meetings.intake.rules.pledges.acts, meetings.intake.rules.pledges.futures,
meetings.intake.rules.pledges.governing, meetings.intake.rules.pledges.invited,
meetings.intake.rules.pledges.lists, meetings.intake.rules.pledges.makers,
meetings.intake.rules.pledges.promise,
meetings.intake.rules.pledges.sentence, meetings.intake.rules.pledges.set_aside,
meetings.intake.rules.pledges.spoken,
meetings.intake.rules.pledges.terms, meetings.intake.rules.pledges.thanked,
meetings.intake.rules.pledges.things.
"""

from typing import Any

import pytest

from meetings.intake.parts import Part
from meetings.intake.rules.pledges import propose_pledges
from tests.meetings.intake.rules.proposed import proposal_of, told


def pledges(text: str, said: dict[str, Any] | None, *keys: str) -> list[tuple[Any, ...]]:
    """The pledges of a statement, or of words that are none."""
    proposal = proposal_of(text, *([said] if said is not None else []), date="2007-11-07")
    return told(propose_pledges, proposal, "pledges", *keys)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Slovenia hoped that it would be able to contribute in future.", {"by": ["SVN"]}),
        ("Kenya called on donors to provide additional resources.", {"by": ["KEN"]}),
        ("Egypt said it would support the proposal.", {"by": ["EGY"]}),
        (
            "Costa Rica stated that it would vote in favour of the draft resolution.",
            {"by": ["CRI"]},
        ),
        (
            "The participants agreed that the discussion should continue.",
            {"collective": "The participants"},
        ),
        (
            "Delegates agreed to return to the matter at the next session.",
            {"collective": "Delegates"},
        ),
        ("UNDP stood ready to assist Governments.", {"by": ["undp"]}),
        ("The United Kingdom would welcome a discussion on financing.", {"by": ["GBR"]}),
        ("France said that the draft would require further consultations.", {"by": ["FRA"]}),
        ("Mexico noted that the resolution would be adopted by consensus.", {"by": ["MEX"]}),
        (
            "The delegate of Fiji explained that rising seas would displace 10,000 people.",
            {"by": ["FJI"]},
        ),
        ("The Netherlands said that it had contributed EUR 3 million since 2005.", {"by": ["NLD"]}),
        ("We will never forget those who died.", {"by": ["RWA"], "form": "verbatim"}),
        ("I will be brief.", {"by": ["RWA"], "form": "verbatim"}),
        (
            "We hope that the international community will provide the necessary support.",
            {"by": ["RWA"], "form": "verbatim"},
        ),
        (
            "We would like to thank Japan for hosting this meeting.",
            {"by": ["RWA"], "form": "verbatim"},
        ),
        ("The Chair thanked Japan for its generous contribution to the Fund.", {"by": ["SVN"]}),
        ("Chile thanked the Netherlands for hosting the meeting.", {"by": ["CHL"]}),
        (
            "According to Sweden, the Fund would be useful only if it were replenished.",
            {"by": ["SWE"]},
        ),
        (
            "UNHCR urged that it be given access and would continue to monitor the situation.",
            {"by": ["unhcr"]},
        ),
        ("The next meeting will be held in Geneva in May 1998.", {}),
        ("The Chairman said that the list of speakers would be closed at 6 p.m.", {"by": ["NGA"]}),
        ("He announced that the meeting would resume on Monday.", {"by": ["NGA"]}),
        ("Ukraine remained committed to peace.", {"by": ["UKR"]}),
        ("India offered a number of suggestions.", {"by": ["IND"]}),
        ("Cuba offered condolences to the people of Haiti.", {"by": ["CUB"]}),
        ("The pledges made at the Paris conference had not been honoured.", {"by": ["MLI"]}),
        ("Uruguay asked whether the Secretariat would provide interpretation.", {"by": ["URY"]}),
        (
            "The two Co-Chairs would continue their consultations.",
            {"collective": "The two Co-Chairs"},
        ),
        ("Nepal said that peacekeeping would remain a priority.", {"by": ["NPL"]}),
        ("The authorities of Haiti would need $3 million.", None),
        (
            "Bulgaria's delegation noted that the new law would enter into force in 2004.",
            {"by": ["BGR"]},
        ),
        ("Panama regretted that it would not be able to contribute.", {"by": ["PAN"]}),
        ("The United States announced the results of its review.", {"by": ["USA"]}),
    ],
)
def test_no_pledge(text: str, said: dict[str, Any] | None) -> None:
    assert pledges(text, said, "title") == []


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        (
            "Norway announced that it would host the next meeting in Oslo in 2015.",
            {"by": ["NOR"]},
            [("NOR", "Host the next meeting in Oslo in 2015", "hosting", "firm")],
        ),
        (
            (
                "The representative of Qatar informed participants that his country had "
                "offered to host the seventh annual meeting."
            ),
            {"by": ["QAT"]},
            [("QAT", "Host the seventh annual meeting", "hosting", "offered")],
        ),
        (
            "Japan pledged US$5 million to the Trust Fund.",
            {"by": ["JPN"]},
            [("JPN", "US$5 million to the Trust Fund", "funds", "firm")],
        ),
        (
            "Ireland expressed its readiness to share its experience.",
            {"by": ["IRL"]},
            [("IRL", "Share its experience", "knowledge", "offered")],
        ),
        (
            (
                "The European Union reaffirmed its commitment to the implementation of "
                "resolution 1325 (2000)."
            ),
            {"by": ["european-union"]},
            [
                (
                    "european-union",
                    "The implementation of resolution 1325 (2000)",
                    "other",
                    "reaffirmed",
                )
            ],
        ),
        (
            "Participants renewed their commitment to the responsibility to protect.",
            {"collective": "Participants"},
            [("Participants", "The responsibility to protect", "other", "reaffirmed")],
        ),
        (
            "Ghana announced the appointment of a national focal point.",
            {"by": ["GHA"]},
            [("GHA", "The appointment of a national focal point", "appointment", "firm")],
        ),
        (
            "Denmark announced a contribution of DKK 20 million for 2012-2014.",
            {"by": ["DNK"]},
            [("DNK", "A contribution of DKK 20 million for 2012-2014", "funds", "firm")],
        ),
        (
            "Italy intends to organize a workshop in Rome in the autumn of 2013.",
            {"by": ["ITA"]},
            [("ITA", "Organize a workshop in Rome in the autumn of 2013", "event", "intended")],
        ),
        (
            "Brazil plans to submit a draft resolution to the Third Committee.",
            {"by": ["BRA"]},
            [("BRA", "Submit a draft resolution to the Third Committee", "other", "intended")],
        ),
        (
            "UNDP stood ready to provide technical assistance to any country that requested it.",
            {"by": ["undp"]},
            [
                (
                    "undp",
                    "Provide technical assistance to any country that requested it",
                    "capability",
                    "offered",
                )
            ],
        ),
        (
            (
                "Bangladesh said it had already deployed 6,000 troops and would send two more "
                "helicopters."
            ),
            {"by": ["BGD"]},
            [("BGD", "Send two more helicopters", "capability", "intended")],
        ),
        (
            (
                "Rwanda's representative confirmed his Government's intention to ratify the "
                "Convention before the end of the year."
            ),
            {"by": ["RWA"]},
            [("RWA", "Ratify the Convention before the end of the year", "policy", "intended")],
        ),
        (
            "We will provide two engineering companies to the mission in South Sudan.",
            {"by": ["MNG"], "form": "verbatim"},
            [
                (
                    "MNG",
                    "Provide two engineering companies to the mission in South Sudan",
                    "capability",
                    "firm",
                )
            ],
        ),
        (
            "My Government has decided to contribute 500,000 dollars to the Fund.",
            {"by": ["THA"], "form": "verbatim"},
            [("THA", "Contribute 500,000 dollars to the Fund", "funds", "firm")],
        ),
        (
            (
                "Canada is pleased to announce that it will contribute CAD 15 million over "
                "three years."
            ),
            {"by": ["CAN"], "form": "verbatim"},
            [("CAN", "Contribute CAD 15 million over three years", "funds", "firm")],
        ),
        (
            "I am happy to announce today a new commitment of $3 million.",
            {"by": ["CAN"], "form": "verbatim"},
            [("CAN", "Today a new commitment of $3 million", "funds", "firm")],
        ),
        (
            "Austria thanked Guatemala for its offer to host the next meeting.",
            {"by": ["AUT"]},
            [("GTM", "Host the next meeting", "hosting", "offered")],
        ),
        (
            (
                "Participants welcomed the offer of the Government of Peru to host the Fourth "
                "Meeting in Lima."
            ),
            {"collective": "Participants"},
            [("PER", "Host the Fourth Meeting in Lima", "hosting", "offered")],
        ),
        (
            "Spain welcomed Turkey's decision to open its border.",
            {"by": ["ESP"]},
            [("TUR", "Open its border", "other", "firm")],
        ),
        (
            (
                "The Minister stressed that more had to be done. He promised that his country "
                "would train 200 police officers."
            ),
            {"by": ["JOR"]},
            [("JOR", "Train 200 police officers", "capability", "firm")],
        ),
        (
            "The Secretariat will circulate the summary to all delegations.",
            {"by": ["united-nations"]},
            [("united-nations", "Circulate the summary to all delegations", "knowledge", "firm")],
        ),
        (
            "Australia committed AUD 10 million to the programme.",
            {"by": ["AUS"]},
            [("AUS", "AUD 10 million to the programme", "funds", "firm")],
        ),
        (
            "New Zealand has committed itself to doubling its climate finance by 2025.",
            {"by": ["NZL"]},
            [("NZL", "Doubling its climate finance by 2025", "funds", "firm")],
        ),
        (
            "India offered 50 scholarships to African students.",
            {"by": ["IND"]},
            [("IND", "50 scholarships to African students", "knowledge", "offered")],
        ),
        (
            "The Philippines, for its part, will establish a regional training centre in Manila.",
            {"by": ["PHL"]},
            [("PHL", "Establish a regional training centre in Manila", "capability", "firm")],
        ),
        (
            "Malaysia would second an officer, and Thailand would contribute THB 2 million.",
            {"by": ["MYS", "THA"]},
            [
                ("MYS", "Second an officer", "appointment", "intended"),
                ("THA", "Contribute THB 2 million", "funds", "intended"),
            ],
        ),
        (
            "Luxembourg is ready to co-finance the project, provided that other donors join.",
            {"by": ["LUX"]},
            [("LUX", "Co-finance the project", "funds", "offered")],
        ),
        (
            "Latvia, Lithuania and Estonia offered to provide a joint medical team.",
            {"by": ["LVA", "LTU", "EST"]},
            [("LVA LTU EST", "Provide a joint medical team", "capability", "offered")],
        ),
        (
            "Portugal undertook to report back at the next meeting.",
            {"by": ["PRT"]},
            [("PRT", "Report back at the next meeting", "knowledge", "firm")],
        ),
        (
            "Germany will double its contribution to EUR 4 million.",
            None,
            [("DEU", "Double its contribution to EUR 4 million", "funds", "firm")],
        ),
        (
            "Qatar will host the next annual meeting in Doha.",
            None,
            [("QAT", "Host the next annual meeting in Doha", "hosting", "firm")],
        ),
        (
            "The Government of Ethiopia has agreed to host the third session.",
            None,
            [("ETH", "Host the third session", "hosting", "firm")],
        ),
        (
            "Senegal would be honoured to receive the delegates in Dakar.",
            {"by": ["SEN"]},
            [("SEN", "Receive the delegates in Dakar", "capability", "offered")],
        ),
        (
            "Ministers pledged to strengthen cooperation on border control.",
            {"collective": "Ministers"},
            [("Ministers", "Strengthen cooperation on border control", "other", "firm")],
        ),
        (
            "Ministers resolved to establish a regional network by 2010.",
            {"collective": "Ministers"},
            [("Ministers", "Establish a regional network by 2010", "other", "firm")],
        ),
        (
            "The meeting decided to set up a working group.",
            {"collective": "The meeting"},
            [("The meeting", "Set up a working group", "other", "firm")],
        ),
        (
            (
                "Ministers called for the establishment of a fund and agreed to meet again in "
                "Bali next year."
            ),
            {"collective": "Ministers"},
            [("Ministers", "Meet again in Bali next year", "event", "firm")],
        ),
        (
            (
                "The United States announced $40 million in new assistance, of which $10 "
                "million will be spent in 2012."
            ),
            {"by": ["USA"]},
            [("USA", "$40 million in new assistance", "funds", "firm")],
        ),
    ],
)
def test_pledges_of_a_sentence(
    text: str, said: dict[str, Any] | None, expected: list[tuple[str, ...]]
) -> None:
    found = pledges(text, said, "by", "collective", "title", "kind", "strength")
    whose = [" ".join(entry["participant"] for entry in by) or words for by, words, *_ in found]
    assert [
        (who, *rest) for who, (_by, _words, *rest) in zip(whose, found, strict=True)
    ] == expected


@pytest.mark.parametrize(
    ("text", "by", "title", "strength"),
    [
        (
            "Finland's contribution for 1979 would amount to 3 million markkaa.",
            "FIN",
            "Finland's contribution for 1979 would amount to 3 million markkaa",
            "firm",
        ),
        (
            "The Netherlands has earmarked €6 million for this purpose.",
            "NLD",
            "Earmarked €6 million for this purpose",
            "firm",
        ),
        (
            "Ireland confirmed a contribution of €1.5 million for 2014.",
            "IRL",
            "A contribution of €1.5 million for 2014",
            "firm",
        ),
        (
            "UNICEF is planning to vaccinate 300,000 children by March 2005.",
            "unicef",
            "Vaccinate 300,000 children by March 2005",
            "intended",
        ),
        (
            "Belgium had the pleasure to announce the deployment of a second aircraft.",
            "BEL",
            "The deployment of a second aircraft",
            "firm",
        ),
        (
            "He was authorized to state that Romania would furnish ten trucks.",
            "ROU",
            "Furnish ten trucks",
            "intended",
        ),
    ],
)
def test_pledge_in_other_words(text: str, by: str, title: str, strength: str) -> None:
    found = pledges(text, {"by": [by]}, "by", "title", "strength")
    assert found == [([{"participant": by}], title, strength)]


@pytest.mark.parametrize(
    "text",
    [
        "Uganda announced that 1.2 million refugees now lived in the country.",
        "Georgia announced that the talks had resumed.",
        "Mali called upon its partners to honour their pledges.",
        "Bhutan would like to see the text translated.",
        "Ethiopia said that its Parliament would consider the Bill in October.",
    ],
)
def test_no_pledge_in_other_words(text: str) -> None:
    assert pledges(text, {"by": ["UGA"]}, "title") == []


LIST = """Contributions announced

– Canada: CAD 85 million over three years, of which CAD 30 million before 31 March 2023.
– Germany: EUR 60 million for 2023, subject to adoption of the budget.
– Sweden and Denmark (joint pledge): SEK 210 million and DKK 75 million respectively.
– Japan – secondment of six experts
– Baobab Foundation: USD 3 million

Discussion

– Kenya: nothing to add
"""


def test_pledges_of_a_list() -> None:
    keys = ("by", "title", "kind", "condition", "due")
    found = pledges(LIST, None, *keys)
    assert [tuple([entry["participant"] for entry in by]) for by, *_ in found] == [
        ("CAN",),
        ("DEU",),
        ("SWE", "DNK"),
        ("JPN",),
        (),
    ]
    assert [rest for _by, *rest in found] == [
        ["CAD 85 million over three years", "funds", "", "2023-03-31"],
        ["EUR 60 million for 2023", "funds", "subject to adoption of the budget", ""],
        ["SEK 210 million and DKK 75 million respectively", "funds", "", ""],
        ["Secondment of six experts", "appointment", "", ""],
        ["USD 3 million", "funds", "", ""],
    ]


def test_pledger_unknown_is_told() -> None:
    proposal = proposal_of(LIST)
    propose_pledges(proposal)
    assert [proposal.source.words(span) for span in proposal.unknown] == ["Baobab Foundation"]


def test_pledge_with_terms() -> None:
    text = (
        "Luxembourg announced that it would pay EUR 2 million by the end of 2009, provided that "
        "others joined."
    )
    keys = ("amounts", "condition", "due", "made")
    assert pledges(text, {"by": ["LUX"]}, *keys) == [
        (
            [{"text": "EUR 2 million", "value": 2_000_000, "currency": "EUR", "unit": ""}],
            "provided that others joined",
            "2009",
            "2007-11-07",
        )
    ]


def test_pledges_thanked_for_were_made_before() -> None:
    text = "OCHA expressed great appreciation for the recent pledges from Slovenia and Thailand."
    assert pledges(text, {"by": ["ocha"]}, "by", "strength", "made") == [
        ([{"participant": "SVN"}], "firm", "before the meeting"),
        ([{"participant": "THA"}], "firm", "before the meeting"),
    ]


def test_pledge_announced_as_done() -> None:
    text = "He announced that his Government has appointed a focal point."
    assert pledges(text, {"by": ["TLS"]}, "kind", "updates") == [
        (
            "appointment",
            [
                {
                    "status": "fulfilled",
                    "text": "his Government has appointed a focal point",
                }
            ],
        )
    ]


def test_pledge_by_the_holders_of_a_role() -> None:
    text = "Japan closed by noting that the Co-Chairs would work towards holding a debate."
    proposal = proposal_of(text, {"by": ["JPN"]})
    for key in ("JPN", "MEX"):
        proposal.delegations.append(Part({"participant": key, "roles": ["co-chair"]}, [], "test"))
    assert told(propose_pledges, proposal, "pledges", "by") == [
        ([{"participant": "JPN"}, {"participant": "MEX"}],)
    ]


def test_pledges_apart_in_one_sentence() -> None:
    text = (
        "Nigeria announced that it would contribute 3,000 tons of sorghum and would give priority "
        "to ships, and called on others to do so."
    )
    proposal = proposal_of(text, {"by": ["NGA"]})
    propose_pledges(proposal)
    assert [proposal.source.words(part.spans[0]) for part in proposal.pledges] == [
        "Nigeria announced that it would contribute 3,000 tons of sorghum",
        "would give priority to ships",
    ]
