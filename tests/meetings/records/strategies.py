"""Records that Hypothesis makes: sound ones, spoilt ones, and mere JSON."""

import copy
from typing import Any

from hypothesis import strategies as st

from meetings.records.passages import Span, TextIndex, make_quote
from meetings.records.texts import digest

WORDS = st.sampled_from(
    ["the", "forum", "Graça", "agreed", "a", "an", "and", "note", "人間", "“we”", "😀", "e\u0301"]
)
SPACES = st.sampled_from([" ", " ", " ", "\n", "\n\n- ", "\u00a0", "\r\n", "\t \u2003"])
# Texts as they come: any code point a file may hold.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
).filter(lambda text: bool(text.strip()))
SLUGS = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
DATES = st.sampled_from(
    ["2007-11-07", "2016-06-20/2016-06-22", "2008-04?", "2020-11", "2017~", "2008-21", "2008/.."]
)
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
def documents(draw: st.DrawFn, key: str) -> dict[str, Any]:
    """A source document with marks and at most one correction."""
    text = draw(source_texts())
    document: dict[str, Any] = {"key": key, "title": draw(TEXTS), "text": text}
    if draw(st.booleans()):
        document["sha256"] = digest(text)
    if draw(st.booleans()):
        document |= {"rights": "public in full", "language": "en", "date": draw(DATES)}
    kinds = st.sampled_from(["narrative", "heading", "label", "furniture"])
    document["marks"] = [
        {"kind": draw(kinds), "passage": draw(passages(document))}
        for _mark in range(draw(st.integers(0, 2)))
    ]
    return document


@st.composite
def records(draw: st.DrawFn, shipped: tuple[str, ...] = ("JPN", "MEX")) -> dict[str, Any]:
    """A sound record file, as JSON values.

    It refers to participants of its own and to ``shipped`` ones, which a test that loads
    the record must have in its register.
    """
    keys = st.lists(SLUGS, min_size=1, max_size=3, unique=True)
    held = [draw(documents(key)) for key in draw(keys)]
    slugs, people, sessions, agenda = (draw(keys) for _noun in range(4))
    slugs = [f"body-{slug}" for slug in slugs]
    bodies = [*slugs, *shipped]
    topics = [f"Topic {key}" for key in draw(keys)]
    place = st.sampled_from(held).flatmap(passages)
    numbers = draw(st.lists(st.integers(1, 50), min_size=1, max_size=4, unique=True))
    body = st.sampled_from(bodies)
    speaker = st.fixed_dictionaries(
        {"participant": body}, optional={"person": st.sampled_from(people), "capacity": TEXTS}
    )
    statement = st.fixed_dictionaries(
        {
            "form": st.sampled_from(["verbatim", "reported"]),
            "passage": place,
            "speakers": st.lists(speaker, max_size=2),
        },
        optional={
            "session": st.sampled_from(sessions),
            "agenda": st.sampled_from(agenda),
            "topics": st.lists(st.sampled_from(topics), unique=True),
            "mentions": st.lists(body, unique=True),
            "delivery": st.lists(st.sampled_from(["in person", "as prepared"]), unique=True),
            "collective": TEXTS,
            "procedural": st.booleans(),
        },
    )
    pledge = st.fixed_dictionaries(
        {
            "title": TEXTS,
            "by": st.lists(st.fixed_dictionaries({"participant": body}), max_size=2),
            "kind": st.sampled_from(["funds", "event"]),
            "strength": st.sampled_from(["firm", "offered"]),
            "passage": place,
        },
        optional={
            "due": DATES,
            "made": DATES | st.just("before the meeting"),
            "statement": st.sampled_from(numbers),
            "amounts": st.lists(
                st.fixed_dictionaries({"text": TEXTS, "value": st.integers(0, 10**12)}), max_size=2
            ),
            "updates": st.lists(
                st.fixed_dictionaries({"status": st.just("fulfilled"), "date": DATES}), max_size=2
            ),
        },
    )
    present = draw(st.lists(body, max_size=3, unique=True))
    return {
        "meeting": {
            "slug": "meeting-" + draw(SLUGS),
            "status": draw(st.sampled_from(["draft", "in review", "published", "withdrawn"])),
            "date": draw(DATES),
            "title": draw(TEXTS),
        },
        "participants": [{"slug": slug, "name": slug, "kind": "network"} for slug in slugs],
        "people": [{"key": key, "name": key} for key in people],
        "topics": [{"name": name} for name in topics],
        "documents": held,
        "agenda": [{"key": key, "title": draw(TEXTS), "passage": draw(place)} for key in agenda],
        "sessions": [{"key": key, "title": draw(TEXTS)} for key in sessions],
        "delegations": [
            {
                "participant": participant,
                "passage": draw(place),
                "delegates": [{"person": draw(st.sampled_from(people)), "passage": draw(place)}],
            }
            for participant in present
        ],
        "statements": [{"number": number, **draw(statement)} for number in numbers],
        "pledges": [{"number": number, **draw(pledge)} for number in numbers[:2]],
        "figures": draw(
            st.lists(
                st.fixed_dictionaries({"text": TEXTS, "subject": TEXTS, "passage": place}),
                max_size=2,
            )
        ),
        "relations": [
            {"relation": "mentioned", "passage": draw(place), "meeting": {"slug": f"stub-{key}"}}
            for key in draw(keys)
        ],
        "references": [{"title": draw(TEXTS), "passage": draw(place)}],
        "inferred": [{"path": "/meeting/date", "reason": draw(TEXTS)}],
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
