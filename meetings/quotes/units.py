"""Texts as rows of units that are compared: words, and letters of scripts without spaces.

A search cuts Chinese into overlapping pairs of letters; what differs is shown letter by letter.
"""

from collections.abc import Sequence
from itertools import pairwise

from participants.words.cutting import GAP, Token, folded, is_single_letter, is_unspaced, tokens


def units(text: str) -> list[Token]:
    """The words of a text in normal form, with where they stand; without parts of cut words."""
    words = tokens(text)
    if any(word.form == GAP for word in words):
        words = words[: next(at for at, word in enumerate(words) if word.form == GAP)]
    if text.isascii():
        return words
    found = [_first_letter(word, after.start, text) for word, after in pairwise(words)]
    return [*found, *words[-1:]]


def _first_letter(word: Token, after: int, text: str) -> Token:
    """The first letter of a pair; a word as it is."""
    if not is_unspaced(word.form) or is_single_letter(word.form):
        return word
    return Token(word.start, after, folded(text[word.start : after]))


def letters_of(words: Sequence[Token]) -> str:
    """The letters of units in a row."""
    return "".join(word.form for word in words)


def weight(words: Sequence[Token]) -> float:
    """How many words units are worth: a letter of Chinese or Thai is half a word."""
    return sum(0.5 if is_unspaced(word.form) else 1 for word in words)
