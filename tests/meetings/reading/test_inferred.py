"""What is inferred is found by its value, and put in words.

Covers meetings.reading.evidence as well.
"""

import pytest

from meetings.models import Figure, Inference
from meetings.reading.evidence import InferredRow
from meetings.reading.inferred import Reason, Reasons, inferred_of_meeting, value_words
from tests.meetings import build


def test_a_path_stands_for_all_below_it() -> None:
    reasons = Reasons(
        [
            Reason("meeting", None, "place/city", "Of the letter."),
            Reason("meeting", None, "placement", "No."),
            Reason("figure", 3, "text", "Of the list."),
        ]
    )

    assert reasons.of("place") == "Of the letter."
    assert reasons.of("place/city/name") == "Of the letter."
    assert reasons.of("place/country") == ""
    assert (reasons.of("text"), reasons.together("figure", 3)) == ("", "Of the list.")
    assert reasons.all_of("figure", 4) == []


def test_of_a_stub_only_what_is_said_of_the_meeting_counts() -> None:
    reasons = Reasons.of_stub(
        [InferredRow("meeting/date", "Of the letter."), InferredRow("kind", "No.")]
    )

    assert [row.path for row in reasons.all_of()] == ["date"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("speakers/0/person", "speaker: person"),
        ("date", "date"),
        ("part_of", "what it is part of"),
        ("unknown/0", "unknown/0"),
    ],
)
def test_value_is_put_in_words(path: str, words: str) -> None:
    assert value_words(path) == words


@pytest.mark.django_db
def test_inferred_values_of_a_record_name_their_parts_and_lead_to_them() -> None:
    meeting = build.meeting()
    owners = {
        "statement": build.statement(meeting, number=4),
        "pledge": build.pledge(meeting, "Give nets", build.participant("Aland")),
        "figure": Figure.objects.create(meeting=meeting, text="50", subject="states"),
        "session": meeting.sessions.create(key="first", title="Opening"),
        "document": build.document("Words.", title="Report", symbol="A/1"),
    }
    Inference.objects.create(meeting=meeting, field="date", reason="Told.")
    for name, owner in owners.items():
        Inference.objects.create(meeting=meeting, field="title", reason=name, **{name: owner})

    reasons, values = inferred_of_meeting(meeting.pk)

    assert [(value.owner, value.url) for value in values] == [
        ("The meeting", ""),
        ("¶4", "#p4"),
        ("Give nets", "#pledges"),
        ("50", "#figures"),
        ("Opening", "#statements"),
        ("Report (A/1)", "#sources"),
    ]
    assert reasons.of("date") == "Told."
    assert {name: reasons.together(name, owner.pk) for name, owner in owners.items()} == {
        name: name for name in owners
    }
