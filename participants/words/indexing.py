"""What the search index gets of a text, alike on every database.

Databases disagree on letters and marks beyond ASCII, and some ask the locale of the machine. The
index is given words of a-z and 0-9 alone: other letters are written in a code of four, which a
stemmer leaves alone, and of which the beginning is the code of a word's beginning. See
``docs/decisions/0010-letters.md``.
"""

import re
import string

from .cutting import GAP, has_cut_words, tokens

#: counted up whenever a text is folded, cut or spelt in another way
FOLDING = 1

#: signs beyond ASCII that every database takes for the end of a word
_SIGNS = "\u00a0¡§©«®°±¶·»¿×÷\u2010\u2011\u2012\u2013\u2014\u2015‘’‚“”„†‡•…‰′″‹›€−"
_NOT_PLAIN = re.compile(rf"[^\t\n\r -~{_SIGNS}]")
# PostgreSQL reads 1e5 as a number and parts it from what follows.
_EXPONENT = re.compile("[0-9][Ee]")
_BEGINS_WITH_EXPONENT = re.compile("([0-9]+)e")
#: longer words are stemmed by one database and not by the other
_LONGEST_STEMMED = 64
_LONG = re.compile(f"[A-Za-z0-9]{{{_LONGEST_STEMMED + 1}}}")
#: characters of the index that a word has at most; PostgreSQL drops words over 2,046
_LONGEST = 1_000

_DIGITS = string.digits + string.ascii_lowercase
_FIRST = "qxzjvw"
_PER_LETTER = len(_DIGITS) * len(_DIGITS) * 10


def is_plain(text: str) -> bool:
    """Whether every database finds the same words in a text as Python does, without help."""
    if _NOT_PLAIN.search(text) or _EXPONENT.search(text) or has_cut_words(text):
        return False
    longest = max(map(len, text.split()), default=0)
    return longest <= _LONGEST_STEMMED or not _LONG.search(text)


def search_text(text: str) -> str | None:
    """The words of a text as the index takes them; None where it takes the text itself."""
    if is_plain(text):
        return None
    return " ".join([index_spelling(token.form) for token in tokens(text)])


def index_spelling(form: str, *, prefix: bool = False) -> str:
    """A word in normal form, or the beginning of one, as the index holds it before stemming."""
    if form == GAP:
        return _code("\0")
    if match := _BEGINS_WITH_EXPONENT.match(form):
        form = match[1] + _code("e") + form[match.end() :]
    if not form.isascii():
        form = "".join(letter if letter.isascii() else _code(letter) for letter in form)
    if len(form) <= _LONGEST_STEMMED or form[-1].isdigit():
        return form[:_LONGEST]
    # An end in a digit keeps every stemmer away.
    return form[:_LONGEST_STEMMED] if prefix else form[: _LONGEST - 1] + "0"


def _code(letter: str) -> str:
    """Four characters for each half of UTF-16: a letter, two of any kind, and a digit."""
    halves = letter.encode("utf-16-be", "surrogatepass")
    return "".join(
        _code_of_number(int.from_bytes(halves[at : at + 2])) for at in range(0, len(halves), 2)
    )


def _code_of_number(number: int) -> str:
    first, rest = divmod(number, _PER_LETTER)
    rest, last = divmod(rest, 10)
    second, third = divmod(rest, len(_DIGITS))
    return f"{_FIRST[first]}{_DIGITS[second]}{_DIGITS[third]}{last}"
