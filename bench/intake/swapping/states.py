"""Other states for those of a document: everywhere, in names and adjectives, and in the reading."""

import re
from functools import cache
from random import Random
from typing import Any

from meetings.intake.names import Mention, Names
from meetings.intake.register import KnownParticipant, Register
from meetings.intake.source import Source
from meetings.intake.words import meanings
from participants.names import fold_name

from .placed import Edit, Json, Placed

# States whose short name stands behind “the”: they are swapped among themselves.
_WITH_ARTICLE = frozenset(
    ("NLD", "PHL", "GMB", "GBR", "USA", "RUS", "ARE", "MDV", "BHS", "MHL", "SLB", "SDN", "COM")
)
_ARTICLE = re.compile(r"\b(?P<article>[Aa]n?) $")


def with_other_states(placed: Placed, register: Register, random: Random) -> Placed:
    """The same document of other states, but for the country that it was held in."""
    source = Source.of(placed.text, register)
    others = _others(placed, source, random)
    edits = [
        edit for mention in source.mentions if (edit := _edit(placed.text, source, mention, others))
    ]
    changed = placed.edited(edits)
    return Placed(changed.text, _read(changed.reading, others), changed.places)


def _others(placed: Placed, source: Source, random: Random) -> dict[str, str]:
    """Which state stands for which."""
    held_in = (placed.reading["meeting"].get("place") or {}).get("country")
    named = {mention.key for mention in source.mentions}
    spelt = _adjectives()
    states = sorted(
        key
        for key in named
        if key in spelt and key != held_in and _replaceable(placed.text, source, key)
    )
    pairs: dict[str, str] = {}
    for with_article in (False, True):
        group = [key for key in states if (key in _WITH_ARTICLE) is with_article]
        pool = [
            key
            for key in _plain_names(source.names)
            if (key in _WITH_ARTICLE) is with_article and (key in group or key not in named)
        ]
        random.shuffle(pool)
        pairs |= dict(zip(group, pool, strict=False))
    return pairs


def _replaceable(text: str, source: Source, key: str) -> bool:
    """Whether all its mentions stand in the stored text as rules read them."""
    return all(
        _stored(text, source, mention) is not None
        for mention in source.mentions
        if key in mention.keys
    )


def _stored(text: str, source: Source, mention: Mention) -> tuple[int, int] | None:
    span = source.mended.span(mention.span.start, mention.span.end)
    same = text[span.start : span.end] == mention.printed and len(mention.keys) == 1
    return (span.start, span.end) if same else None


def _edit(text: str, source: Source, mention: Mention, others: dict[str, str]) -> Edit | None:
    other = others.get(mention.key)
    place = _stored(text, source, mention)
    if other is None or place is None:
        return None
    start, end = place
    words = _spelling(source.register, mention, other)
    if article := _ARTICLE.search(text[max(0, start - 4) : start]):
        printed = article["article"]
        start -= len(printed) + 1
        words = f"{printed[0]}{'n' if words[0] in 'AEIOUaeiou' else ''} {words}"
    return Edit(start, end, words)


def _spelling(register: Register, mention: Mention, other: str) -> str:
    """The name of the other state in the form that is printed."""
    known, theirs = register.participant(mention.key), register.participant(other)
    words = theirs.name
    if mention.adjective:
        words = _adjectives()[other]
    elif _is_formal(mention.printed, known) and len(theirs.names) > 1:
        words = re.sub(r"^the ", "", theirs.names[1], flags=re.IGNORECASE)
    return words.upper() if mention.printed.isupper() and len(mention.printed) > 3 else words


def _is_formal(printed: str, known: KnownParticipant) -> bool:
    """Whether a name is the formal one of a state, and not its short name as well."""
    folded = fold_name(printed).removeprefix("the ")
    formal = known.names[1] if len(known.names) > 1 else ""
    return folded == fold_name(formal).removeprefix("the ") != fold_name(known.name)


@cache
def _adjectives() -> dict[str, str]:
    """An adjective of each state."""
    found: dict[str, str] = {}
    for words, key in meanings("adjectives").items():
        if key:
            found.setdefault(key, words.title())
    return found


def _plain_names(names: Names) -> list[str]:
    """The states with an adjective whose short name is found as theirs and nobody else's."""
    return sorted(
        key
        for key in _adjectives()
        if names.register.is_state(key)
        and [m.keys for m in names.mentions(names.register.participant(key).name)] == [(key,)]
        and "," not in names.register.participant(key).name
    )


def _read(reading: Json, others: dict[str, str]) -> Json:
    """The reading with the other states."""

    def other(name: Any) -> Any:
        return others.get(name, name) if isinstance(name, str) else name

    return reading | {
        "delegations": [
            row | {"participant": other(row["participant"])} for row in reading["delegations"]
        ],
        "statements": [
            row | {"speakers": [other(name) for name in row["speakers"]]}
            for row in reading["statements"]
        ],
        "pledges": [
            row | {"by": [other(name) for name in row["by"]]} for row in reading["pledges"]
        ],
    }
