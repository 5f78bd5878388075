"""Names made comparable: one form for finding, one for ordering.

Both forms depend on Python alone, so that SQLite and PostgreSQL find and order alike.
"""

import re
import unicodedata

# Letters with a stroke, ligatures and dotless i have no decomposition in Unicode.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
    }
)
# Replaced before decomposition, which would tear the acute accent sign into a space.
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛ʼʻʹʾʿ′`´＇"))
_SIGNS = str.maketrans({"&": " and ", "＆": " and ", "+": " plus ", "＋": " plus "})
_ACCENTS = re.compile("[\u0300-\u036f]")
_MOST_SEARCH_WORDS = 12
_INITIAL_WITH_DOT = re.compile(r"\b([^\W\d_])\.")


def fold_name(name: str) -> str:
    """Return the comparison form of a name: two spellings of one name fold alike.

    Case, accents, apostrophes, the dots of initials and the word "the" are dropped; hyphens,
    dashes, other punctuation and any Unicode white space count as one space; "&" is "and" and
    "+" is "plus" (the g7+ is not the G7). Folding twice changes nothing. A name of punctuation
    alone, or of "the" alone, is kept, so that the
    form is empty only for text without a visible character.
    """
    words = "".join(c if _is_word(c) else " " for c in _plain(name)).split()
    return " ".join([word for word in words if word != "the"] or words) or _blank_or_kept(name)


def fold_for_sort(name: str) -> str:
    """Return the form that lists are ordered by: lower case, no accents, no leading "the".

    Commas stay, because "Deng, Francis" is one family name and "Deng Francis" might be another.
    Folding twice changes nothing.
    """
    words = "".join(c if c == "," or _is_word(c) else " " for c in _plain(name)).split()
    text = re.sub(r"\s*,[\s,]*", ", ", " ".join(words)).strip(" ,")
    return re.sub(r"^(the )+", "", text) or _blank_or_kept(name)


def spelled_alike(one: str, other: str) -> bool:
    """Say whether two names differ by case and accents alone: "Mahmoud ABBAS", "Mahmoud Abbas"."""
    return _without_case_and_accents(one) == _without_case_and_accents(other)


def _without_case_and_accents(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", letters)).translate(_LETTERS)


def search_words(text: str) -> list[str]:
    """Return the folded words to look for, at most as many as any name needs.

    Each word is one more condition, and databases refuse conditions by the thousand.
    """
    return fold_name(text).split()[:_MOST_SEARCH_WORDS]


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    text = unicodedata.normalize("NFKD", _ACCENTS.sub("", text).casefold())
    text = _ACCENTS.sub("", text).translate(_APOSTROPHES).translate(_LETTERS).translate(_SIGNS)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", _INITIAL_WITH_DOT.sub(r"\1", text))


def _is_word(character: str) -> bool:
    # Marks (M*) carry the vowels of several scripts: they are part of the word.
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _blank_or_kept(name: str) -> str:
    # Control characters and broken halves of pairs are nobody's name, and no database takes them.
    visible = (" " if unicodedata.category(c).startswith("C") else c for c in name.casefold())
    return " ".join("".join(visible).split())
