"""The rules on any text at all: every part stands inside it, and says what it prints."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from bench.intake.register import shipped_register
from bench.intake.texts import document_text
from meetings.intake.mending import mended
from meetings.intake.printed import PrintedWords, invented
from meetings.intake.proposal import Proposal
from meetings.intake.proposing import RULES
from meetings.intake.source import Source
from meetings.intake.writing import written
from meetings.records.reader import read_record
from tests.meetings.intake.rules.proposed import names

PIECES = (
    *(
        "Norway",
        "the Co-Chairs",
        "Egypt and Japan",
        "WHO",
        "its Government",
        "Mr. Delegate 7",
        "it",
    ),
    *("(Kenya)", "said that", "announced that", "pledged", "offered to", "would host", "will be"),
    *("thanked", "for the offer of", "EUR 10 million", "4,000 tonnes", "more than 50 countries"),
    *("by the end of 2025", "7 November 2007", "A/RES/60/1", "resolution 1325 (2000)", "meeting"),
    *("its second meeting", "OSCE Workshop on Human Security (Vienna, May 2007)", "Agenda", "in"),
    *("provided that", "human rights", "and", ", which", ":", ";", ".", "\n", "\n\n", "- ", "1. "),
    *("“", "”", "(", ")", "\t", "\u00ad", "ﬁ", "’s", "0", "—", "..."),
)
# Control characters are no text: readers of files leave them out.
LETTERS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=6)
TEXTS = st.lists(st.sampled_from(PIECES) | LETTERS, max_size=60).map(" ".join).filter(str.strip)


@example("Norway: " * 200)
@example("(" * 300 + "2007" * 50)
@example("A " * 400)
@example("Egypt, " * 150 + "and Japan will host " * 40)
@given(TEXTS)
def test_rules_on_any_text(text: str) -> None:
    proposal = Proposal(Source(mended(text), names()))
    for rule in RULES:
        rule(proposal)
    length = len(proposal.source.text)
    assert all(0 <= span.start < span.end <= length for span in proposal.spans())

    record = written(proposal, document_text(text), "any.txt").record
    read_record(json.dumps(record).encode(), "any")
    assert list(invented(record, PrintedWords(text))) == []


def test_register_of_the_rules_is_the_shipped_one() -> None:
    assert names().register == shipped_register()
