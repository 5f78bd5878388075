"""Any text at all gives a valid draft: nothing invented, nothing outside of the text.

Covers meetings.intake.rules.statements.details.
"""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.intake.register import shipped_register
from bench.intake.texts import document_text
from meetings.intake.printed import PrintedWords, invented
from meetings.intake.proposing import proposed
from meetings.intake.writing import written
from meetings.records.reader import read_record

REGISTER = shipped_register()
WORDS = (
    *("Japan", "the EU", "Norway's", "NORWAY", "Swiss", "Kenya and Chile", "both", "WMO", "UNEP"),
    *("the Minister of Chile", "Mr. Delegate 4 (Nigeria)", "the Chair", "Co-Chairs", "H.E. Mr."),
    *("Ambassador", "the delegation", "its", "he", "She", "it", "They", "We", "others", "many"),
    *(
        "delegations",
        "Several participants",
        "said",
        "noted",
        "opened the floor",
        "was of the view",
    ),
    *(
        "would",
        "had",
        "was",
        "were",
        "announced",
        "by",
        "that",
        "who",
        "which",
        "and",
        "with",
        "to",
    ),
    *("for", "of", "according to", "In the opinion of", "speaking", "noting", "Furthermore", "as"),
    *("It was pointed out", "the meeting", "rose", "session", "Opening remarks by", "Session 1:"),
    *(
        "I",
        "my",
        "thank you",
        "Excellencies,",
        "Remarks by",
        "5 million dollars",
        "2019",
        "1.",
        "(a)",
    ),
    *(",", ";", ":", ".", "“", "”", '"', "(", ")", "[", "–", "-", "•", "…", "’", "’s", "\t", "\n"),
    *(
        "\n\n",
        "\n- ",
        "\n1. ",
        "\nMr. X: ",
        "\nCHAIR: ",
        "\f",
        "- 2 -",
        "A/AC.1/SR.3",
        "ﬁ",
        "\u00ad",
    ),
)
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=300) | st.lists(
    st.sampled_from(WORDS), max_size=80
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_any_text_is_a_valid_draft(text: str) -> None:
    proposal = proposed(text, REGISTER)
    for span in proposal.spans():
        assert 0 <= span.start <= span.end <= len(proposal.source.text)
    spans = sorted(span for part in proposal.statements for span in part.spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    done = written(proposal, document_text(text), "any.txt")
    if text.strip():
        read_record(json.dumps(done.record).encode(), "any")
    assert list(invented(done.record, PrintedWords(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "(" * 40_000,
        "a " * 6_000,
        "Japan said “ " * 4_000,
        "the Minister of " * 2_500,
        "Kenya, " * 6_000,
        "Kenya, Chile and Peru, who noted, " * 3_000,
        "was by " * 6_000,
        "1. " * 8_000,
        "\n" * 40_000,
        "Mr. X: a\n" * 3_000,
    ],
    ids=lambda text: text[:12],
)
def test_long_text_takes_no_long_time(text: str) -> None:
    proposal = proposed(text, REGISTER)
    assert all(span.end <= len(proposal.source.text) for span in proposal.spans())
