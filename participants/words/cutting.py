"""The words of a text in normal form, with where they stand.

A word is a run of letters and digits with their marks; its form has no case, no accents and plain
letters (ø → o, ß → ss, й → и). Everything else parts words, so a symbol such as A/RES/60/1 is
four words in a row, and is sought as these: it finds itself however it is printed, and
A/RES/60/15 does not find it.

Scripts without spaces are cut into overlapping pairs of letters, the last letter of a run once
more by itself: 和平会议 is 和平, 平会, 会议, 议. What is sought is a phrase of pairs (``forms``
leaves out the last letter), or one letter that a pair begins with.

A word cut at the end of a line is one word where it stands; its parts follow after the end of
the text, for the hyphen may be the word's own ("self-" and "defence" on the next line).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .characters import (
    APOSTROPHES,
    LETTERS,
    MARKS,
    POINTS,
    RAISED,
    UNSEEN,
    UNSPACED,
    WHOLE_WORDS,
)

#: the form of what stands between the text and the parts of cut words after it
GAP = ""

# Those of ASCII first, for the others are looked up in a long list.
_LETTERS = rf"(?>[A-Za-z0-9]+|[^\W_{RAISED}{WHOLE_WORDS}{APOSTROPHES}])"
_RUN = rf"{_LETTERS}++(?>[{MARKS}]+{_LETTERS}*+)*+"
_BREAK = r"[ \t\u00a0]*\r?\n[ \t\u00a0]*(?=[^\W\d_])"
_CUT = rf"(?:(?<=[^\W\d_]|[{MARKS}])[-\u2010]|(?<=\u00ad)){_BREAK}"

_ASCII_WORD = re.compile("[A-Za-z0-9]+")
_WORD = re.compile(rf"{_RUN}(?:{_CUT}{_RUN})*|[{WHOLE_WORDS}]")
_PART = re.compile(_RUN)
_LINE_CUT = re.compile(_CUT)
# What each cut has, found without a look at every letter.
_HYPHEN_AT_END = re.compile(r"[-\u2010\u00ad][ \t\u00a0]*\r?\n")

_POINTS = re.compile(f"[{POINTS}]")
_UNSEEN = re.compile(f"[{UNSEEN}]+")
_LETTER_ALONE = re.compile(f"[{''.join(LETTERS)}]")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
# A letter with its marks; Thai and Lao write "am" as one sign or as two.
_UNIT = rf"[{UNSPACED}](?:[{MARKS}]|(?<=\u0e4d)\u0e32|(?<=\u0ecd)\u0eb2)*"
_UNITS = re.compile(_UNIT)
_SEGMENT = re.compile(rf"(?P<unspaced>(?:{_UNIT})+)|[^{UNSPACED}]+")

#: letters of a word whose form is kept; others, as sentences of Chinese, hardly come again
_LONGEST_KEPT = 40


class Token(NamedTuple):
    """A word of a text: where it stands (code points) and its normal form."""

    start: int
    end: int
    form: str


class _Piece(NamedTuple):
    """A token within a run; ``is_tail``: the last letter of a run of pairs."""

    start: int
    end: int
    form: str
    is_tail: bool = False


def folded(word: str) -> str:
    """The normal form of one word."""
    if word.isascii():
        return word.lower()
    return _kept_folded(word) if len(word) <= _LONGEST_KEPT else _folded(word)


def _folded(word: str) -> str:
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", word)).casefold()
    text = _LETTER_ALONE.sub(_plain, text)
    text = _POINTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    text = _LETTER_ALONE.sub(_plain, unicodedata.normalize("NFC", text))
    # Of two ways to write "am" in Thai and Lao, the one sign.
    text = text.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
    return _OTHER_DIGIT.sub(_digit, text)


_kept_folded = lru_cache(maxsize=100_000)(_folded)


def _plain(letter: re.Match[str]) -> str:
    return LETTERS[letter.group()]


def _digit(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit.group()))


def has_cut_words(text: str) -> bool:
    """Whether a word of a text goes on after the end of a line."""
    return bool(_HYPHEN_AT_END.search(text) and _LINE_CUT.search(text))


def is_unspaced(form: str) -> bool:
    """Whether a form is of a script without spaces: a pair of letters, or a single one."""
    return not form.isascii() and bool(_IS_UNSPACED.match(form))


def is_single_letter(form: str) -> bool:
    """Whether a form is one letter of a script without spaces: the beginning of a pair."""
    return is_unspaced(form) and bool(_UNITS.fullmatch(form))


def prefix_letters(form: str) -> int:
    """How many letters of an alphabet the beginning of a word is worth.

    One of Chinese, Japanese or Thai narrows a search as three do, a Korean syllable as two.
    """
    if is_unspaced(form):
        return 3 * len(_UNITS.findall(form))
    return sum(2 if "\uac00" <= letter <= "\ud7a3" else 1 for letter in form)


def tokens(text: str) -> list[Token]:
    """The words of a text in order; after a gap, the parts of those cut at the end of a line.

    The gap is a token of no length whose form is :data:`GAP`; the parts of each cut word follow
    one.
    """
    if text.isascii() and not has_cut_words(text):
        return [Token(*word.span(), word.group().lower()) for word in _ASCII_WORD.finditer(text)]
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        if word.isascii() and word.isalnum():
            found.append(Token(start, start + len(word), word.lower()))
        else:
            found += (
                Token(start + piece.start, start + piece.end, piece.form) for piece in _cut(word)
            )
    if has_cut_words(text):
        for match in _WORD.finditer(text):
            if _LINE_CUT.search(match.group()):
                found.append(Token(len(text), len(text), GAP))
                found += _parts(match)
    return found


def forms(text: str) -> tuple[str, ...]:
    """The normal forms of the words of a text, in order, as they are sought."""
    if text.isascii() and not has_cut_words(text):
        return tuple(word.lower() for word in _ASCII_WORD.findall(text))
    found: list[str] = []
    ends_in_tail = False
    for word in _WORD.findall(text):
        if word.isascii() and word.isalnum():
            found.append(word.lower())
            ends_in_tail = False
        elif pieces := _cut(word):
            found += (piece.form for piece in pieces)
            ends_in_tail = pieces[-1].is_tail
    return tuple(found[:-1] if ends_in_tail else found)


def _parts(word: re.Match[str]) -> Iterator[Token]:
    """The tokens of each part of a cut word."""
    for part in _PART.finditer(word.group()):
        start = word.start() + part.start()
        for piece in _cut(part.group()):
            yield Token(start + piece.start, start + piece.end, piece.form)


def _cut(run: str) -> tuple[_Piece, ...]:
    """The tokens of a run of letters, counted from its start."""
    if run.isascii() and run.isalnum():
        return (_Piece(0, len(run), run.lower()),)
    if not _IS_UNSPACED.search(run):
        return tuple(_Piece(0, len(run), form) for form in _simple(_LINE_CUT.sub("", run)))
    pieces: list[_Piece] = []
    for segment in _SEGMENT.finditer(run):
        if segment["unspaced"]:
            pieces += _pairs(segment)
        else:
            written = _LINE_CUT.sub("", segment.group())
            pieces += (_Piece(*segment.span(), form) for form in _simple(written))
    return tuple(pieces)


def _simple(word: str) -> tuple[str, ...]:
    """The forms of a word of letters with spaces between words; mostly one."""
    form = folded(word)
    if _PART.fullmatch(form):
        return (form,)
    # What one sign stands for, as "(1)"; such forms are cut like any text.
    if len(word) == 1 and form != word:
        return forms(form)
    return tuple(folded(part) for part in _PART.findall(form))


def _pairs(run: re.Match[str]) -> Iterator[_Piece]:
    units = list(_UNITS.finditer(run.group()))
    letters = [folded(unit.group()) for unit in units]
    start = run.start()
    for at, unit in enumerate(units[:-1]):
        pair = letters[at] + letters[at + 1]
        yield _Piece(start + unit.start(), start + units[at + 1].end(), pair)
    last = units[-1]
    yield _Piece(start + last.start(), start + last.end(), letters[-1], is_tail=len(units) > 1)
