"""Records that Hypothesis makes: sound ones, spoilt ones, and mere JSON."""

import copy
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from meetings.records.fields.agenda import AgendaItemRecord
from meetings.records.fields.delegation import DelegationRecord
from meetings.records.fields.document import DocumentRecord
from meetings.records.fields.figure import FigureRecord
from meetings.records.fields.inferred import InferredRecord
from meetings.records.fields.meeting import MeetingRecord
from meetings.records.fields.participant import ParticipantRecord
from meetings.records.fields.passage import Span
from meetings.records.fields.person import PersonRecord
from meetings.records.fields.pledge import PledgeRecord
from meetings.records.fields.reference import ReferenceRecord
from meetings.records.fields.relation import RelationRecord, StubDelegationRecord, StubRecord
from meetings.records.fields.retired import RetiredRecord
from meetings.records.fields.session import SessionRecord
from meetings.records.fields.statement import StatementRecord
from meetings.records.fields.topic import TopicRecord
from meetings.records.file_texts import text_digest
from meetings.records.passages import make_quote
from meetings.records.text_index import TextIndex

from .made_entries import DATES, SLUGS, TEXTS, Known

WORDS = st.sampled_from(
    ["the", "forum", "Graça", "agreed", "a", "an", "and", "note", "人間", "“we”", "😀", "e\u0301"]
)
SPACES = st.sampled_from([" ", " ", " ", "\n", "\n\n- ", "\u00a0", "\r\n", "\t \u2003"])
JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@st.composite
def source_texts(draw: st.DrawFn) -> str:
    """A text that repeats its words and folds its space in every way."""
    words = draw(st.lists(WORDS, min_size=1, max_size=30))
    spaces = draw(st.lists(SPACES, min_size=len(words), max_size=len(words)))
    return "".join(word + space for word, space in zip(words, spaces, strict=True))


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """Any stretch of a text."""
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def passages(draw: st.DrawFn, document: dict[str, Any]) -> dict[str, Any]:
    """A passage by quotation where that can be, by position, or by both."""
    index = TextIndex(document["text"])
    span = draw(spans(document["text"]))
    quote = make_quote(index, span)
    position = {"start": span.start, "end": span.end}
    if quote is None:
        return {"document": document["key"], "position": position}
    quoted = {"start": quote.start, "end": quote.end, "prefix": quote.prefix}
    passage: dict[str, Any] = {"document": document["key"], "quote": quoted}
    if draw(st.booleans()):
        passage["position"] = position
    return passage


@st.composite
def documents(draw: st.DrawFn, key: str, known: Known) -> dict[str, Any]:
    """A source document with marks and, now and then, its digest."""
    text = draw(source_texts())
    unique = {"key": st.just(key), "text": st.just(text), "symbol": st.just(f"A/{key}")}
    document = draw(known.entry(DocumentRecord, **unique))
    if draw(st.booleans()):
        document["sha256"] = text_digest(text)
    kinds = st.sampled_from(["narrative", "heading", "label", "furniture"])
    document["marks"] = [
        {"kind": draw(kinds), "passage": draw(passages(document))}
        for _mark in range(draw(st.integers(0, 2)))
    ]
    return document


def earlier(entries: list[dict[str, Any]], key: str, whole: str) -> list[dict[str, Any]]:
    """Entries of which each is part of the one before, so that there is no circle."""
    for before, entry in pairwise(entries):
        entry[whole] = before[key]
    return entries


@st.composite
def records(draw: st.DrawFn, shipped: tuple[str, ...] = ("JPN", "MEX")) -> dict[str, Any]:
    """A sound record file, as JSON values, with every declared field now and then.

    It refers to participants of its own and to ``shipped`` ones, which a test that loads
    the record must have in its register.
    """
    some = st.lists(SLUGS, min_size=1, max_size=3, unique=True)
    slugs = [f"body-{slug}" for slug in draw(some)]
    people, sessions, agenda = (draw(some) for _noun in range(3))
    topics = [f"Topic {key}" for key in draw(some)]
    numbers = draw(st.lists(st.integers(1, 50), min_size=1, max_size=4, unique=True))
    bodies = [*slugs, *shipped]
    lists = {"sessions": sessions, "agenda": agenda, "topics": topics}
    # Whole numbers of statements come later: none replies to itself.
    known = Known(bodies, people, lists, st.nothing())
    held = [draw(documents(key, known)) for key in draw(some)]
    place = st.sampled_from(held).flatmap(passages)
    alone = Known(bodies, people, {}, place)
    known = replace(known, passages=place)
    numbered = replace(known, keys=lists | {"statements": numbers})

    def each(record: Any, by: Known, key: str, values: list[Any], **given: Any) -> list[Any]:
        return [draw(by.entry(record, **{key: st.just(one)}, **given)) for one in values]

    # What lists are ordered by is kept as written, and folded: letters are never nothing then.
    sorted_by = {"sort_name": SLUGS.map(str.capitalize)}
    name = sorted_by | {"code": st.just(""), "part_of": st.just("")}
    meeting = draw(known.entry(MeetingRecord, slug=SLUGS.map("meeting-{}".format)))
    meeting |= {"date": draw(DATES), "title": draw(TEXTS)}
    stub_bodies = st.lists(
        known.entry(StubDelegationRecord), max_size=2, unique_by=lambda one: one["participant"]
    )
    present = draw(st.lists(st.sampled_from(bodies), max_size=3, unique=True))
    statements = each(StatementRecord, known, "number", numbers)
    for before, statement in pairwise(statements):
        statement["in_reply_to"] = [before["number"]]
    for statement in statements:
        if statement["form"] == "quotation":
            statement["quotation"] = {"start": 0, "end": 1}
    return {
        "meeting": meeting,
        "participants": earlier(
            each(ParticipantRecord, alone, "slug", slugs, **name), "slug", "part_of"
        ),
        "people": each(PersonRecord, alone, "key", people, **sorted_by),
        "topics": earlier(each(TopicRecord, alone, "name", topics), "name", "broader"),
        "documents": held,
        "agenda": each(AgendaItemRecord, alone, "key", agenda),
        "sessions": earlier(
            each(SessionRecord, replace(alone, keys={"agenda": agenda}), "key", sessions),
            "key",
            "part_of",
        ),
        "delegations": each(DelegationRecord, alone, "participant", present),
        "statements": statements,
        "pledges": each(PledgeRecord, numbered, "number", numbers[:2]),
        "figures": draw(st.lists(numbered.entry(FigureRecord), max_size=2)),
        "relations": [
            {
                **draw(known.entry(RelationRecord, meeting=st.just({}))),
                "meeting": draw(
                    known.entry(StubRecord, slug=st.just(f"named-{key}"), delegations=stub_bodies)
                ),
            }
            for key in draw(some)
        ],
        "references": [draw(known.entry(ReferenceRecord, title=TEXTS.map("Resolution {}".format)))],
        "inferred": [draw(known.entry(InferredRecord))],
        "retired": draw(known.entry(RetiredRecord)),
    }


def two_marks_of_one_range() -> dict[str, Any]:
    """A sound record that was once dumped in another order at every load."""
    text = "A meeting\n\nBack to index"
    range_ = {"document": "source", "position": {"start": 11, "end": len(text)}}
    return {
        "meeting": {
            "slug": "meeting-one",
            "status": "draft",
            "date": "2019-05-06",
            "title": "A meeting",
            "passage": {"document": "source", "position": {"start": 0, "end": 9}},
        },
        "documents": [
            {
                "key": "source",
                "title": "Source of the meeting",
                "text": text,
                "rights": "public in full",
                "language": "en",
                "marks": [
                    {"kind": "narrative", "passage": range_},
                    {"kind": "furniture", "passage": range_},
                ],
            }
        ],
    }


@st.composite
def spoilt_records(draw: st.DrawFn, sound: st.SearchStrategy[Any] | None = None) -> Any:
    """A sound record in which one to three values were taken out, replaced or repeated."""
    record: Any = copy.deepcopy(draw(records() if sound is None else sound))
    for _blow in range(draw(st.integers(1, 3))):
        holder, step = draw(st.sampled_from(_places(record) or [([None], 0)]))
        match draw(st.sampled_from(["take out", "replace", "add", "repeat", "swap"])):
            case "take out":
                del holder[step]
            case "replace":
                holder[step] = draw(JSON_VALUES)
            case "add" if isinstance(holder, dict):
                holder[draw(st.text(max_size=5))] = draw(JSON_VALUES)
            case "repeat" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[step]))
            case _:
                other, place = draw(st.sampled_from(_places(record)))
                holder[step] = copy.deepcopy(other[place])
    return record


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every list or object inside ``value`` with each of its places."""
    steps = list(value) if isinstance(value, dict) else range(len(value))
    found = [(value, step) for step in steps]
    for _holder, step in list(found):
        if isinstance(value[step], dict | list):
            found += _places(value[step])
    return found
