"""Proposals written down: meetings.intake.proposal, meetings.intake.source."""

import json

import pytest

from bench.intake.register import shipped_register
from bench.intake.texts import document_text
from meetings.intake.parts import Part, Span, Sureness
from meetings.intake.proposal import Proposal
from meetings.intake.proposing import proposed_record
from meetings.intake.source import Source
from meetings.intake.writing import Written, written
from meetings.records.reader import read_record

TEXT = "Third Meeting of Friends\n\nJapan said that it would pay 5 dollars. It left."


def proposal() -> Proposal:
    source = Source.of(TEXT, shipped_register())
    return Proposal(source)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def write(of: Proposal) -> Written:
    return written(of, document_text(TEXT), "friends.txt")


def test_record_of_nothing_is_a_draft() -> None:
    done = proposed_record(document_text("\n"), "empty.txt", shipped_register())
    assert done.record["meeting"] == {"slug": "empty", "status": "draft"}


def test_words_that_two_values_share_are_once_in_the_passage() -> None:
    of = proposal()
    of.propose("heading", Sureness.SURE, at("Third Meeting of Friends"), title="Third Meeting")
    of.propose("ordinal", Sureness.SURE, at("Third"), ordinal=3)
    of.propose("series", Sureness.SURE, at("Meeting of Friends"), theme="Friends")

    done = written(of, document_text(TEXT), "friends.txt")

    start = TEXT.index("Third Meeting of Friends")
    assert done.record["meeting"]["passage"]["position"] == {
        "start": start,
        "end": start + len("Third Meeting of Friends"),
    }


def test_long_title_makes_an_address_that_ends_with_a_word() -> None:
    of = proposal()
    title = "Third Meeting of Friends " + "of the responsibility to protect " * 9
    of.propose("heading", Sureness.SURE, at("Third Meeting of Friends"), title=title)

    slug = written(of, document_text(TEXT), "friends.txt").record["meeting"]["slug"]

    assert len(slug) <= 100
    assert slug.split("-")[-1] in title.split()


def test_delegate_is_a_person_of_the_file() -> None:
    of = proposal()
    delegate = Part({"person": "Delegate 7", "title": ""}, [at("Japan")], "title", Sureness.SURE)
    part = Part({"participant": "JPN"}, [at("Japan")], "list", Sureness.SURE)
    of.delegations.append(part)
    part.inner["delegates"] = [delegate]

    record = written(of, document_text(TEXT), "friends.txt").record

    (found,) = record["delegations"][0]["delegates"]
    assert (found["person"], "title" in found) == ("delegate-7", False)
    assert record["people"] == [{"key": "delegate-7", "name": "Delegate 7"}]


def test_record_is_read_by_the_reader() -> None:
    of = proposal()
    of.propose(
        "heading", Sureness.SURE, at("Third Meeting of Friends"), title="Third Meeting", ordinal=3
    )
    of.delegations.append(
        Part({"participant": "JPN", "printed": "Japan"}, [at("Japan")], "speaker", Sureness.LIKELY)
    )
    sentence = at("Japan said that it would pay 5 dollars.")
    of.statements.append(
        Part(
            {
                "form": "reported",
                "speakers": [{"participant": "JPN", "printed": "Japan", "person": "Delegate 7"}],
            },
            [sentence],
            "sentence",
            Sureness.SURE,
        )
    )
    of.pledges.append(
        Part(
            {
                "title": "Pay 5 dollars",
                "by": [{"participant": "JPN"}],
                "kind": "funds",
                "strength": "intended",
            },
            [at("it would pay 5 dollars")],
            "would",
            inferred={"kind": "A sum is named."},
        )
    )
    done = write(of)
    record = read_record(json.dumps(done.record).encode(), "proposed")
    assert record.meeting.ordinal == 3
    assert record.statements[0].text == "Japan said that it would pay 5 dollars."
    assert record.statements[0].speakers[0].person == "delegate-7"
    assert record.people[0].name == "Delegate 7"
    assert record.pledges[0].statement == 1
    assert done.record["inferred"] == [{"path": "/pledges/0/kind", "reason": "A sum is named."}]


def test_report_tells_rules_and_what_is_left() -> None:
    of = proposal()
    of.statements.append(
        Part(
            {"form": "reported"},
            [at("Japan said that it would pay 5 dollars.")],
            "sentence",
            Sureness.SURE,
        )
    )
    report = write(of).report
    assert report["findings"] == [
        {
            "pointer": "/statements/0",
            "rule": "sentence",
            "sureness": "sure",
            "passage": [
                {"start": 26, "end": 65, "exact": "Japan said that it would pay 5 dollars."}
            ],
        }
    ]
    assert [gap["exact"] for gap in report["unassigned"]] == ["It left."]


@pytest.mark.parametrize("text", ["", "\n\n", "a\x00b", "1" * 50_000, "(" * 500 + ":"])
def test_record_of_any_text(text: str) -> None:
    done = proposed_record(document_text(text), "any.txt", shipped_register())
    assert done.record["documents"][0]["text"] == text
