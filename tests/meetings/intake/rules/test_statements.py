"""Statements: what was said, by whom, and where it begins and ends.

Covers meetings.intake.rules.statements.actives, meetings.intake.rules.statements.asides,
meetings.intake.rules.statements.attributions, meetings.intake.rules.statements.bodies,
meetings.intake.rules.statements.clauses, meetings.intake.rules.statements.collectives,
meetings.intake.rules.statements.drafts, meetings.intake.rules.statements.labels,
meetings.intake.rules.statements.narration, meetings.intake.rules.statements.nominals,
meetings.intake.rules.statements.offices, meetings.intake.rules.statements.passives,
meetings.intake.rules.statements.persons, meetings.intake.rules.statements.prose,
meetings.intake.rules.statements.quotations, meetings.intake.rules.statements.room,
meetings.intake.rules.statements.saying, meetings.intake.rules.statements.speakers,
meetings.intake.rules.statements.speeches, meetings.intake.rules.statements.subjects,
meetings.intake.rules.statements.tokens, meetings.intake.rules.statements.turns,
meetings.intake.rules.statements.units.
"""

import pytest

from bench.intake.register import shipped_register
from meetings.intake.parts import Part
from meetings.intake.proposal import Proposal
from meetings.intake.register import Register
from meetings.intake.rules.sessions import propose_sessions
from meetings.intake.rules.statements import propose_statements
from meetings.intake.source import Source


@pytest.fixture(scope="module")
def register() -> Register:
    return shipped_register()


def statements(register: Register, text: str) -> list[Part]:
    proposal = Proposal(Source.of(text, register))
    propose_statements(proposal)
    return proposal.statements


def said(register: Register, text: str) -> list[tuple[str, str]]:
    """Who says what: participants, or what is printed of others, or the collective."""
    source = Source.of(text, register)
    found = []
    for part in statements(register, text):
        who = [
            speaker["participant"] or f"“{speaker['printed']}”"
            for speaker in part.values["speakers"]
        ]
        who += [f"({part.values['collective']})"] if part.values["collective"] else []
        found.append((" ".join(who), " | ".join(source.words(span) for span in part.spans)))
    return found


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Kenya noted that the rains had failed.", "KEN"),
        ("Both Japan and Mexico said the Group should meet again.", "JPN MEX"),
        ("Chile, Peru and the Holy See welcomed the report.", "CHL PER VAT"),
        ("The representative of Mozambique gave an account of the floods.", "MOZ"),
        ("The Swedish delegation regretted the delay.", "SWE"),
        ("Canada, supported by Norway, suggested a pause.", "CAN NOR"),
        ("Mr. Delegate 6 (Sweden), speaking on behalf of the Nordic countries, said no.", "SWE"),
        ("It was noted by Chile that nothing had changed.", "CHL"),
        ("Similar observations were made by Lebanon and by Jordan.", "LBN JOR"),
        ("According to the delegate of Ghana, the port is full.", "GHA"),
        ("In Australia's view that was the strongest argument yet.", "AUS"),
        ("The upcoming summit, Kenya noted, must bring results.", "KEN"),
        ("Asked about upkeep, the Minister of Tonga replied that there was none.", "TON"),
        (
            "Welcoming the initiative, the President of the General Assembly declared it urgent.",
            "general-assembly",
        ),
        (
            "NORWAY stressed speed; the EU, supported by CHAD, urged care, with KENYA opposing.",
            "NOR european-union TCD KEN",
        ),
        ("The meeting concluded with the delegate of Qatar announcing the next one.", "QAT"),
        ("Cambodia had faced the same difficulty.", "KHM"),
        ("Many delegations called for patience.", "(Many delegations)"),
        ("A number of countries took issue with that view.", "(A number of countries)"),
        ("The Conference adopted the draft resolution.", "(The Conference)"),
        ("China and others emphasized that form should follow function.", "CHN (China and others)"),
        ("It was pointed out that the private sector owns the towers.", ""),
        ("Concern was expressed about the number of tools.", ""),
        ("The floor was then given to the Minister of Fiji, who outlined his policy.", "FJI"),
        ("Egypt, on behalf of the African Group, and Brazil requested a vote.", "EGY BRA"),
        ("In the view of Iceland and Norway, the draft went too far.", "ISL NOR"),
        ("It was the view of Indonesia that the matter belonged elsewhere.", "IDN"),
        ("Sierra Leone's statement focused on youth employment.", "SLE"),
        ("The Swedish and Norwegian delegates concurred.", "SWE NOR"),
        ("The Ministers of Foreign Affairs of Egypt and Jordan reaffirmed it.", "EGY JOR"),
        ("The World Bank estimates the needs at 4 billion, its representative said.", "world-bank"),
        ("From the World Bank, Dr Delegate 9 cautioned against haste.", "world-bank"),
        ("Mexico/Chile: requested clarification.", "MEX CHL"),
        ("The Nordic countries, represented by Finland, pledged support.", "FIN"),
        ("Nearly all delegations thanked the host.", "(Nearly all delegations)"),
        ("One delegation asked whether funds were available.", "(One delegation)"),
        ("Group C estimated the costs.", "(Group C)"),
        ("The EU was more cautious.", "european-union"),
        ("The tax, as noted by Spain, was low.", "ESP"),
        ("Chile proposed a pause, which was supported by Peru and Cuba.", "CHL PER CUB"),
        ("Doubts were voiced as to the scheme.", ""),
        ("Reference was made to the Paris Agreement.", ""),
        ("The Ministers call upon all States to ratify the Convention.", "(The Ministers)"),
        (
            "The African Union Commissioner for Trade, Blue Economy and Fish warned of it.",
            "african-union",
        ),
        ("The representative of Human Rights Watch deplored it.", "“Human Rights Watch”"),
        ("Canada: CAD 85 million over three years.", "CAN"),
    ],
)
def test_speakers_of_sentence(register: Register, sentence: str, who: str) -> None:
    assert said(register, sentence) == [(who, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "France, India and the African Union attended as observers.",
        "The session was chaired by the Government of Tuvalu.",
        "A lively exchange followed in the chat.",
        "The drought in Kenya has lasted three years.",
        "The meeting rose at 1.05 p.m.",
        "The Committee heard statements by the representatives of Cuba and Haiti.",
        "Statements were made by the representatives of France and India.",
        "Delegations from Andorra and Bulgaria also took part.",
    ],
)
def test_narration_says_nothing(register: Register, sentence: str) -> None:
    assert said(register, sentence) == []


def test_sentences_that_go_on(register: Register) -> None:
    text = (
        "Haiti asked who pays for the battery. Nobody had known. It also noted the cost. "
        "In response, UNDP indicated that it was budgeted."
    )
    assert said(register, text) == [
        ("HTI", "Haiti asked who pays for the battery. Nobody had known. It also noted the cost."),
        ("undp", "In response, UNDP indicated that it was budgeted."),
    ]


def test_bullet_that_goes_on(register: Register) -> None:
    text = "- Japan stressed speed.\n- Furthermore speed was cheap. Finally, Japan asked for more."
    assert said(register, text) == [
        ("JPN", "Japan stressed speed."),
        ("JPN", "Furthermore speed was cheap. Finally, Japan asked for more."),
    ]


def test_list_behind_a_colon(register: Register) -> None:
    text = "Participants recommended that:\n(a) data be shared;\n(b) costs be cut."
    assert said(register, text) == [
        ("(Participants)", "data be shared;"),
        ("(Participants)", "costs be cut."),
    ]


def test_quotation_before_its_speaker(register: Register) -> None:
    text = "“We do not ask. Why should we?” the Minister of Chile said. He laughed."
    assert said(register, text) == [("CHL", text)]


def test_unknown_body_is_printed(register: Register) -> None:
    assert said(register, "The Pacific Disability Forum asked for better surveys.") == [
        ("“Pacific Disability Forum”", "The Pacific Disability Forum asked for better surveys.")
    ]


def test_turns_of_transcript(register: Register) -> None:
    text = (
        "Chairman: Mr. DELEGATE 1 (Sweden)\n\nThe CHAIRMAN: I call on Brazil, who asked first.\n\n"
        "Mr. DELEGATE 3 (Brazil): I thank you, Mr. Chairman.\n\nWe are glad to be here today.\n\n"
        "The CHAIRMAN: I thank Brazil.\n\nThe meeting rose at noon."
    )
    assert said(register, text) == [
        ("SWE", "I call on Brazil, who asked first."),
        ("BRA", "I thank you, Mr. Chairman.\n\nWe are glad to be here today."),
        ("SWE", "I thank Brazil."),
    ]


def test_summary_record_keeps_its_speaker(register: Register) -> None:
    text = (
        "1. Mr. DELEGATE 4 (Nigeria) said that the drought was over.\n"
        "2. There was no need for a reserve.\n"
        "3. Mr. DELEGATE 6 (Sweden) agreed.\n4. Miss DELEGATE 9 (India) thanked him."
    )
    assert [who for who, _words in said(register, text)] == ["NGA", "NGA", "SWE", "IND"]


def test_speech_is_one_statement(register: Register) -> None:
    text = (
        "Remarks by the Minister for Foreign Affairs of Ghana\n\nAccra\n\nExcellencies,\n\n"
        "I thank you for the welcome. We have come to listen, and I shall be brief.\n\n"
        "I believe that we can do better, and we will.\n\nThank you.\n\nCheck against delivery."
    )
    ((who, words),) = said(register, text)
    assert who == "GHA"
    assert words.startswith("Excellencies,")
    assert words.endswith("Thank you.")


def test_details_of_statement(register: Register) -> None:
    text = (
        "Opening\n\nIn a video message, Japan, speaking as Chair of the Peacebuilding Commission, "
        "said that Chad needed help.\n\nDiscussion\n\nThe representative of Kenya thanked Chad."
    )
    source = Source.of(text, register)
    proposal = Proposal(source)
    propose_sessions(proposal)
    propose_statements(proposal)
    first, second = (part.values for part in proposal.statements)
    assert first["session"] == "opening"
    assert first["delivery"] == ["video message"]
    assert first["mentions"] == ["peacebuilding-commission", "TCD"]
    assert first["speakers"] == [
        {
            "participant": "JPN",
            "printed": "Japan",
            "capacity": "Chair of the Peacebuilding Commission",
        }
    ]
    assert second["session"] == "discussion"
    assert second["procedural"]


def test_quotation_is_marked(register: Register) -> None:
    text = "“We do not ask an\navalanche for its passport,” the Minister of Chile said."
    (part,) = statements(register, text)
    assert part.values["form"] == "quotation"
    (quoted,) = part.values["quotation"]
    assert text[quoted["start"] : quoted["end"]] == "We do not ask an\navalanche for its passport,"


def test_labels_without_honorific(register: Register) -> None:
    text = (
        "Kenya: Thank you. We believe that the time has come.\n\nOur farmers cannot wait.\n\n"
        "Dr. Delegate 2, World Bank: I am brief.\n\nChile: We agree.\n\nDr. Delegate 2: I know."
    )
    assert said(register, text) == [
        ("KEN", "Thank you. We believe that the time has come.\n\nOur farmers cannot wait."),
        ("world-bank", "I am brief."),
        ("CHL", "We agree."),
        ("world-bank", "I know."),
    ]


def test_statements_below_headings(register: Register) -> None:
    text = (
        "Statement by Japan\n\nI thank you for this chance to speak.\n\n"
        "Statement by the Minister of Ghana\n\nMy country stands ready.\n\nWe will send ships.\n\n"
        "H.E. Mr. Delegate 4, Permanent Representative of Peru\n\nI am glad to be here."
    )
    assert said(register, text) == [
        ("JPN", "I thank you for this chance to speak."),
        ("GHA", "My country stands ready.\n\nWe will send ships."),
        ("PER", "I am glad to be here."),
    ]


def test_those_who_met(register: Register) -> None:
    text = (
        "The Secretary-General met today with the President of Kenya. They discussed the talks. "
        "The President of Kenya thanked the United Nations."
    )
    assert said(register, text) == [
        ("united-nations KEN", "They discussed the talks."),
        ("KEN", "The President of Kenya thanked the United Nations."),
    ]


def test_entry_with_a_speaker_of_its_own(register: Register) -> None:
    text = "Points made by participants:\n- the need for data;\n- Brazil: supports the draft."
    assert said(register, text) == [
        ("(participants)", "the need for data;"),
        ("BRA", "Brazil: supports the draft."),
    ]


def test_quoted_paragraph_behind_colon(register: Register) -> None:
    text = "The Minister of Chile said:\n\n“We stand with our partners. We shall not move.”"
    assert said(register, text) == [("CHL", text)]


def test_names_in_bracket_at_end(register: Register) -> None:
    text = (
        "The following points were raised:\n- Data are expensive (Kenya, Uganda).\n"
        "- Much was learnt from the World Health Organization (WHO)."
    )
    assert [who for who, _words in said(register, text)] == ["KEN UGA", ""]


def test_title_of_unknown_body(register: Register) -> None:
    text = "Delegate 5, University of Nairobi, questioned the term."
    assert said(register, text) == [("“University of Nairobi”", text)]


def test_we_in_communique(register: Register) -> None:
    text = "1. We are determined to grow. We have agreed to cut red tape.\n2. We ask for a report."
    assert said(register, text) == [
        ("(We)", "We are determined to grow. We have agreed to cut red tape."),
        ("(We)", "We ask for a report."),
    ]


def test_resolution_of_council(register: Register) -> None:
    text = (
        "The Council,\n\nRecalling its decision of May,\n\n1. Takes note of the briefing;\n\n"
        "2. Urges all parties to sign.\n\nThe meeting rose at noon."
    )
    assert said(register, text) == [
        ("(The Council)", "Takes note of the briefing;"),
        ("(The Council)", "Urges all parties to sign."),
    ]


def test_speech_with_office_on_the_line_below(register: Register) -> None:
    text = (
        "Statement by\nH.E. Mr. Delegate 1\nMinister for the Environment of Iceland\n\n"
        "Mr President,\n\nI thank you, and we thank our hosts. I shall be short, as my time is.\n\n"
        "Thank you."
    )
    (part,) = statements(register, text)
    assert part.values["speakers"] == [
        {
            "participant": "ISL",
            "printed": "H.E. Mr. Delegate 1",
            "person": "Delegate 1",
            "title": "Minister for the Environment of Iceland",
        }
    ]
