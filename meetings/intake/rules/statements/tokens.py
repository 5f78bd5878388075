"""A sentence as tokens: words, names, quoted words and brackets each with a class of one letter.

The classes, in order, make a short code in which the structure of a sentence is matched:

``N`` name of a participant, ``J`` its adjective, ``P`` person, ``O`` office, ``C`` collective,
``H`` he, she, it, they, ``h`` his, its, ``d`` the, ``o`` preposition, ``y`` by, ``&`` and,
``s`` possessive, ``V`` verb of saying, ``v`` its bare form, ``A`` auxiliary, ``D`` narrating verb,
``e`` other verb in the past, ``g`` participle (-ing), ``a`` adverb, ``r`` who, which, ``t`` that,
``Q`` quoted words, ``(`` bracket, ``W`` other word with a capital, ``w`` other word,
``#`` number, and the marks ``,`` ``;`` ``:`` ``-`` ``.`` themselves.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ...names import Mention
from ...parts import Span
from ...people import PersonMention
from ...source import Source
from ...words import folded, meanings

_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}|[^\W_]+(?:(?:[-‐‑’'&/]|[.,](?=\d))[^\W_]+)*)"
    r"|(?P<mark>[,;:.!?…()\[\]\"“”«»„–—-])"
)
_POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$")
_ORPHAN = re.compile(r"[’'](?:s\b)?")
_OPENING = {"“": "”", "«": "»", "„": "“”", '"': '"', "(": ")", "[": "]"}
_MARKS = frozenset('()[]"“”«»„')
#: more tokens than that are no quotation, but a mark that was never closed
_FARTHEST = 400

#: the classes of small words
_KINDS = {
    "auxiliary": "A",
    "preposition": "o",
    "determiner": "d",
    "possessive": "h",
    "pronoun": "H",
    "relative": "r",
    "adverb": "a",
    "and": "&",
    "that": "t",
    "by": "y",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a sentence with its class; see the module."""

    kind: str
    span: Span
    folded: str
    mention: Mention | None = None
    capital: bool = False
    person: PersonMention | None = None


@dataclass
class Tokens:
    """The tokens of a sentence; ``code`` has one letter for each of them."""

    source: Source
    span: Span
    tokens: list[Token] = field(default_factory=list)
    code: str = ""

    def range(self, start: int, end: int) -> Span:
        """The words of tokens ``start`` to ``end`` (excluded)."""
        return Span(self.tokens[start].span.start, self.tokens[end - 1].span.end)

    def words(self, start: int, end: int) -> str:
        """Those words as printed."""
        return self.source.words(self.range(start, end)) if start < end else ""

    def folded(self, start: int, end: int) -> str:
        """Those words as they are compared."""
        return " ".join(token.folded for token in self.tokens[start:end])


@cache
def _lexicon() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases of the word lists with the class they make, by first word, the longest first."""
    classes: dict[tuple[str, ...], str] = {}
    for name, kind in (
        ("verbs_of_saying", "V"),
        ("offices", "O"),
        ("offices_of_speakers", "O"),
        ("collectives", "C"),
        ("narrating_verbs", "D"),
        ("phrases_of_saying", "V"),
    ):
        for phrase in meanings(name):
            classes[tuple(phrase.split())] = kind
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words, kind in sorted(classes.items(), key=lambda entry: -len(entry[0])):
        found[words[0]].append((words, kind))
    return found


@cache
def _bare() -> frozenset[str]:
    """Verbs of saying in the present, some of which are nouns as well: “call”, “estimates”."""
    found = set()
    for word in meanings("verbs_of_saying"):
        stem = word.removesuffix("ed")
        if stem == word:
            continue
        bases = {stem, f"{stem}e"}
        if stem.endswith("i"):
            bases = {f"{stem[:-1]}y"}
        elif len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
            bases = {stem[:-1]}
        for base in bases:
            found |= {base, f"{base}s", f"{base}es", f"{base[:-1]}ies"}
    return frozenset(found | {"call", "say", "speak", "think", "understand"})


@cache
def is_saying(participle: str) -> bool:
    """Whether a participle is that of a verb of saying: “noting”, “adding”."""
    said = meanings("verbs_of_saying")
    stem = participle.removesuffix("ing")
    return (
        participle in ("saying", "speaking", "telling", "undertaking")
        or f"{stem}ed" in said
        or f"{stem[:-1]}ied" in said
        or (len(stem) > 2 and stem[-1] == stem[-2] and f"{stem}ed" in said)
    )


def tokens_of(source: Source, span: Span) -> Tokens:
    """The tokens of a sentence."""
    pieces = _with_quotes(source.text, list(_pieces(source, span)))
    tokens = _with_phrases(pieces)
    return Tokens(source, span, tokens, "".join(token.kind for token in tokens))


def _pieces(source: Source, span: Span) -> Iterator[Token]:
    """Persons, names, words and marks, before phrases are joined."""
    entities = _entities(source, span)
    place = span.start
    while place < span.end:
        match = _TOKEN.search(source.text, place, span.end)
        if match is None:
            return
        while entities and entities[0].span.end <= match.start():
            entities.pop(0)
        if entities and entities[0].span.start < match.end():
            token = entities.pop(0)
            yield token
            place = max(token.span.end, match.start() + 1)
            if orphan := _ORPHAN.match(source.text, place, span.end):
                yield Token("s", Span(orphan.start(), orphan.end()), "'s")
                place = orphan.end()
            continue
        if not (match.group() == "." and _is_abbreviated(source.text, match.start())):
            yield from _word(match)
        place = match.end()


def _is_abbreviated(text: str, dot: int) -> bool:
    """Whether a dot ends an abbreviation."""
    start = max(text.rfind(" ", max(0, dot - 12), dot), text.rfind("\n", max(0, dot - 12), dot)) + 1
    return folded(text[start : dot + 1]) in meanings("abbreviations")


def _entities(source: Source, span: Span) -> list[Token]:
    """Persons, and names of participants outside of them, as tokens in order."""
    people = [
        person for person in source.people.within(span) if person.name or person.key or person.body
    ]
    found = [
        Token("P", person.span, folded(source.words(person.span)), None, True, person)
        for person in people
    ]
    for mention in source.mentions_in(span):
        if not any(person.span.meets(mention.span) for person in people):
            kind = "J" if mention.adjective else "N"
            found.append(Token(kind, mention.span, folded(mention.printed), mention, True))
    return sorted(found, key=lambda token: token.span.start)


def _word(match: re.Match[str]) -> Iterator[Token]:
    text, span = match.group(), Span(match.start(), match.end())
    if match["mark"]:
        kind = "." if text in "!?…" else "-" if text in "–—" else text
        yield Token(kind, span, text)
        return
    ending = _POSSESSIVE.search(text)
    capital = text[0].isupper()
    if ending and len(text) > 2 and text.casefold() not in ("it's", "it’s"):
        cut = span.start + ending.start()
        yield Token("", Span(span.start, cut), folded(text[: ending.start()]), None, capital)
        yield Token("s", Span(cut, span.end), "'s")
        return
    yield Token("", span, folded(text), None, capital)


def _with_quotes(text: str, pieces: list[Token]) -> list[Token]:
    """Quoted words and brackets as one token each."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(pieces):
        if token.folded in _MARKS:
            places[token.folded].append(place)
    found: list[Token] = []
    place = 0
    while place < len(pieces):
        token = pieces[place]
        end = _closed(places, place, token.folded)
        if end:
            kind = "(" if token.folded in "([" else "Q"
            span = Span(token.span.start, pieces[end].span.end)
            found.append(Token(kind, span, folded(text[span.start + 1 : span.end - 1])))
            place = end + 1
            continue
        if token.folded not in _MARKS:
            found.append(token)
        place += 1
    return found


def _closed(places: dict[str, list[int]], place: int, opening: str) -> int:
    """Where the quotation or bracket ends that a mark begins; 0 where none does, or far away."""
    ends = []
    for closing in _OPENING.get(opening, ""):
        following = bisect_right(places[closing], place)
        if following < len(places[closing]):
            ends.append(places[closing][following])
    return min(ends) if ends and min(ends) - place < _FARTHEST else 0


def _with_phrases(pieces: list[Token]) -> list[Token]:
    """The words of phrases joined, and every word with its class."""
    found: list[Token] = []
    place = 0
    while place < len(pieces):
        token = pieces[place]
        phrase = None if token.kind else _phrase(pieces, place, found)
        if phrase:
            last = pieces[place + phrase.length - 1]
            span = Span(token.span.start, last.span.end)
            words = " ".join(piece.folded for piece in pieces[place : place + phrase.length])
            found.append(Token(phrase.kind, span, words, None, token.capital))
            place += phrase.length
            continue
        found.append(token if token.kind else _classed(token, found))
        place += 1
    return found


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: str
    length: int


def _phrase(pieces: list[Token], place: int, before: list[Token]) -> _Phrase | None:
    """The longest phrase of the word lists that begins at a word."""
    for words, kind in _lexicon().get(pieces[place].folded, ()):
        part = pieces[place : place + len(words)]
        if tuple(piece.folded for piece in part) != words:
            continue
        if kind in "VD" and before and before[-1].kind in "dh":
            continue
        return _Phrase(kind, len(words))
    return None


def _classed(token: Token, before: list[Token]) -> Token:
    small = meanings("small_words").get(token.folded.rstrip("."), "")
    kind = _KINDS.get(small) or _by_form(token, before)
    return Token(kind, token.span, token.folded, None, token.capital)


def _by_form(token: Token, before: list[Token]) -> str:
    """The class of a word that no list has, by its letters."""
    word = token.folded
    if word[:1].isdigit():
        return "#"
    if token.capital and (before or not word.endswith(("ing", "ly", "ed"))):
        return "W"
    if word in _bare() and not (before and before[-1].kind in "dhsJo"):
        return "v"
    if word in meanings("irregular_pasts") or (word.endswith("ed") and len(word) > 4):
        return "e"
    if word.endswith("ing") and len(word) > 4:
        return "g"
    return "a" if word.endswith("ly") and len(word) > 3 else "w"
