"""Proposals that come from elsewhere: meetings.intake.printed,
meetings.intake.given_passages."""

import json
from copy import deepcopy
from typing import Any

import pytest

from bench.intake.register import shipped_register
from bench.intake.texts import document_text
from meetings.intake.given import UnusableProposal, checked_proposal
from meetings.intake.register import Register
from meetings.intake.writing import Written

TEXT = "Japan and Atlantis met.\n\nJapan said that it would pay. Atlantis agreed with Japan."
GIVEN: dict[str, Any] = {
    "meeting": {"slug": "met", "title": "Japan and Atlantis", "date": "2020-01"},
    "documents": [{"key": "words", "title": "The words", "text": "something else"}],
    "delegations": [
        {"participant": "JPN", "passage": {"document": "words", "quote": {"start": "Japan and"}}},
        {
            "participant": "Atlantis",
            "passage": {"document": "words", "quote": {"start": "and Atlantis"}},
        },
    ],
    "statements": [
        {
            "number": 1,
            "form": "reported",
            "speakers": [{"participant": "JPN", "printed": "Japan"}],
            "passage": {"document": "words", "quote": {"start": "Japan said", "end": "pay."}},
        },
        {
            "number": 2,
            "form": "reported",
            "speakers": [{"participant": "Atlantis", "printed": "Atlantis"}],
            "in_reply_to": [1, 3],
            "passage": {"document": "words", "position": {"start": 55, "end": 82}},
        },
        {
            "number": 3,
            "form": "reported",
            "speakers": [{"participant": "JPN"}],
            "passage": {"document": "words", "quote": {"start": "Japan promised nothing"}},
        },
    ],
    "inferred": [
        {"path": "/meeting/date", "reason": "Known from elsewhere."},
        {"path": "/statements/1/form", "reason": "It is told."},
        {"path": "/statements/2/form", "reason": "It is told."},
    ],
}


@pytest.fixture(scope="module")
def register() -> Register:
    return shipped_register()


def check(register: Register, **changes: Any) -> Written:
    given = deepcopy(GIVEN) | changes
    return checked_proposal(json.dumps(given).encode(), document_text(TEXT), "words.txt", register)


def test_given_proposal_keeps_what_stands(register: Register) -> None:
    done = check(register)
    assert [entry["participant"] for entry in done.record["delegations"]] == ["JPN"]
    assert [entry["number"] for entry in done.record["statements"]] == [1, 2]
    assert done.record["statements"][0]["passage"] == [
        {"document": "words", "position": {"start": 25, "end": 54}}
    ]
    assert done.record["statements"][1]["speakers"] == [
        {"participant": None, "printed": "Atlantis"}
    ]
    assert done.record["statements"][1]["in_reply_to"] == [1]
    assert done.record["documents"][0]["text"] == TEXT
    assert [entry["path"] for entry in done.record["inferred"]] == [
        "/meeting/date",
        "/statements/1/form",
    ]
    assert {finding["sureness"] for finding in done.report["findings"]} == {"doubtful"}


def test_given_proposal_tells_what_is_refused(register: Register) -> None:
    refused = {entry["pointer"]: entry["reason"] for entry in check(register).report["refused"]}
    assert refused.pop("/statements/2").startswith(
        "the words “Japan promised nothing” are found 0 times"
    )
    assert refused == {
        "/delegations/1": "the register knows no “Atlantis”.",
        "/statements/1/speakers/0/participant": "the register knows no “Atlantis”.",
    }


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        ({"title": "War"}, "/meeting/title", "the document does not print “War”."),
        ({"date": "last year"}, "/meeting/date", "“last year” is refused as a date"),
        ({"mood": "good"}, "/meeting/mood", "record files have no such key."),
    ],
)
def test_given_proposal_with_wrong_meeting(
    register: Register, change: dict[str, str], path: str, reason: str
) -> None:
    done = check(register, meeting=GIVEN["meeting"] | change)
    refused = {entry["pointer"]: entry["reason"] for entry in done.report["refused"]}
    assert reason in refused[path]
    assert next(iter(change)) not in done.record["meeting"]


def test_given_proposal_without_passage(register: Register) -> None:
    done = check(register, figures=[{"text": "Japan", "subject": "states"}])
    refused = {entry["pointer"]: entry["reason"] for entry in done.report["refused"]}
    assert refused["/figures/0"] == "it does not say which words it was taken from."


@pytest.mark.parametrize("given", [b"", b"\xff", b"[]", b'{"meeting": 1}', b"[" * 100_000])
def test_given_proposal_of_nothing(register: Register, given: bytes) -> None:
    with pytest.raises(UnusableProposal):
        checked_proposal(given, document_text(TEXT), "words.txt", register)


@pytest.mark.parametrize("slug", ["", "Not A Slug", 7])
def test_given_proposal_without_slug(register: Register, slug: Any) -> None:
    with pytest.raises(UnusableProposal, match="slug"):
        check(register, meeting={"slug": slug})
