"""One normal form of text and of queries, for both engines and for marking words on a page.

What a word is, ``participants.words.cutting`` says; names are folded there too, in models that
know nothing of a search.
"""

from participants.words.cutting import (
    Token,
    folded,
    forms,
    has_cut_words,
    is_single_letter,
    is_unspaced,
    prefix_letters,
    tokens,
)

__all__ = [
    "Token",
    "folded",
    "forms",
    "has_cut_words",
    "is_single_letter",
    "is_unspaced",
    "prefix_letters",
    "tokens",
]
