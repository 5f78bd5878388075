"""What somebody pasted to have it checked: cleaned, in parts, and as it may be meant.

“… human security …”, said Japan, on 7 November: marks, and who is said to have said it, are no part
of what was said. Which of its readings is meant is seen by which one stands in the register.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from participants.words.cutting import Token

from ..intake.words import meanings
from .units import units, weight

#: characters that are checked at a time, and those that an address may hold
LONGEST, LONGEST_ADDRESS = 2_000, 300
#: words of a sentence that can be checked, of a part of it, and of what is taken for a clause
FEWEST, FEWEST_OF_PART, MOST_OF_CLAUSE = 4, 2, 8
#: parts between signs that words were left out
MOST_PARTS = 8

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff](?![ \t]*\r?\n)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_LEFT_OUT = re.compile(
    r"\s*(?:[\[(]\s*(?:…|\.\s?\.\s?\.|\.\.)\s*[\])]|…+|\.{3,}|(?<!\S)\.\s\.\s\.(?!\S))\s*"
)
_MARKS = "\"'“”„‟«»‹›‘’‚‛＂「」『』《》"
#: an opening mark, and what closes it
_CLOSING = {
    '"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "「": "」", "『": "』", "《": "》",
}  # fmt: skip
#: small words inside names
_BETWEEN_NAMES = {"of", "the", "de", "des", "du", "la", "and", "for", "von", "van", "al", "to"}
_IN_BRACKETS = re.compile(r"\s*\((?P<clause>[^()]*)\)\s*\.?$")
_CLAUSE_END = re.compile(r"[,;—–،，、]\s*|\s-\s+|[.!?]\s+")
_CLAUSE_START = re.compile(r"[:：,،，]\s*|\bthat\s+|\bque\s+")


class RefusedQuote(ValueError):  # noqa: N818  (it is an answer: what to do instead)
    """What was pasted cannot be checked; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words in a row, and their units."""

    text: str
    units: Sequence[Token]


@dataclass(frozen=True, slots=True)
class Reading:
    """What may be meant: the parts between signs that words were left out, and what is no part."""

    parts: Sequence[Part]
    aside: str = ""

    @property
    def units(self) -> list[Token]:
        """The units of all parts."""
        return [unit for part in self.parts for unit in part.units]


@dataclass(frozen=True, slots=True)
class AskedQuote:
    """A sentence to be checked: ``readings`` are what it may mean, the whole of it first."""

    text: str
    readings: Sequence[Reading]

    @property
    def raw_words(self) -> list[str]:
        """The words of the whole as they were pasted."""
        return [
            part.text[unit.start : unit.end]
            for part in self.readings[0].parts
            for unit in part.units
        ]


def cleaned(text: str) -> str:
    """A pasted text without what nobody sees and without tags of HTML."""
    text = "".join(
        " " if unicodedata.category(char) == "Cc" and char not in "\t\r\n" else char
        for char in text
    )
    text = _TAG.sub(" ", _UNSEEN.sub("", text))
    # Half of a pair of UTF-16 can be in no text of a database.
    text = text.encode(errors="replace").decode()
    return unicodedata.normalize("NFC", text).strip()


def asked_quote(text: str) -> AskedQuote:
    """Understand what was pasted. Raises :class:`RefusedQuote`."""
    length = len(text.strip())
    if length > LONGEST:
        raise RefusedQuote(
            gettext(
                "These are %(n)s characters; up to %(most)s are checked at a time. Paste the "
                "sentence or the paragraph that you want to check."
            )
            % {"n": f"{length:,}", "most": f"{LONGEST:,}"}
        )
    words = cleaned(text)
    if not words:
        raise RefusedQuote(gettext("Paste the words that you want to check."))
    whole = _reading(words)
    if weight(whole.units) < FEWEST:
        raise RefusedQuote(_too_few(whole.units))
    others = [one for one in _others(words) if weight(one.units) >= FEWEST]
    return AskedQuote(words, [whole, *others])


def _too_few(found: Sequence[Token]) -> str:
    told = ngettext(
        "This is %(n)d word; give %(fewest)d or more in a row, for fewer are said by many.",
        "These are %(n)d words; give %(fewest)d or more in a row, for fewer are said by many.",
        len(found),
    )
    if not found:
        return str(_("There is no word in this. Paste the words that you want to check."))
    return told % {"n": len(found), "fewest": FEWEST}


def _reading(text: str, aside: str = "") -> Reading:
    """A text in parts; what has too few words to be compared belongs to the part beside it."""
    parts = [part for part in map(_part, _LEFT_OUT.split(text, MOST_PARTS - 1)) if part.units]
    long = [part for part in parts if len(part.units) >= FEWEST_OF_PART]
    return Reading(tuple(long or parts), " ".join(aside.split()))


def _part(text: str) -> Part:
    text = text.strip().strip(_MARKS).strip()
    return Part(text, units(text))


def _others(text: str) -> Iterator[Reading]:
    """Other readings: what stands in quotation marks; the text without its last or first clause."""
    seen = {text}
    for words, aside in (*_in_marks(text), *_without_clauses(text)):
        if words not in seen:
            seen.add(words)
            yield _reading(words, aside)


def _in_marks(text: str) -> Iterator[tuple[str, str]]:
    """The longest stretch in quotation marks, and what stands around it."""
    best = (0, 0)
    for start, mark in enumerate(text):
        closing = _CLOSING.get(mark, "")
        is_opening = closing and (start == 0 or not text[start - 1].isalnum())
        if not is_opening or start < best[1]:
            continue
        end = max(text.rfind(one, start + 1) for one in closing)
        if end - start > best[1] - best[0]:
            best = (start, end)
    start, end = best
    if end:
        yield text[start + 1 : end], f"{text[:start]} {text[end + 1 :]}".strip()


def _without_clauses(text: str) -> Iterator[tuple[str, str]]:
    """A text without its last clause, and without its first, where that says who said it."""
    if (found := _IN_BRACKETS.search(text)) and _is_attribution(found["clause"], names=True):
        yield text[: found.start()], found["clause"]
    elif ends := [found for found in _CLAUSE_END.finditer(text) if found.start()]:
        found, clause = ends[-1], text[ends[-1].end() :]
        if _is_attribution(clause, names=found.group().strip() in ("—", "–", "-")):
            yield text[: found.start()], clause
    first = _CLAUSE_START.search(text)
    if first and _is_attribution(text[: first.start()], names=first.group()[0] in ":："):
        yield text[first.end() :], text[: first.start()]


def _is_attribution(clause: str, *, names: bool) -> bool:
    """Whether a clause says who said something: with a verb of saying; or of ``names`` alone,
    which have capital letters."""
    words = clause.strip(" .,;:!?()[]—–-").split()
    if not 0 < len(words) <= MOST_OF_CLAUSE:
        return False
    verbs = meanings("verbs_of_saying")
    if any(verbs.get(word.casefold().strip(".,;:()")) == "" for word in words):
        return True
    return names and all(
        word[0].isupper() or word[0].isdigit() or word in _BETWEEN_NAMES for word in words
    )
