"""Addresses: what one looks like, and how one is made of a title in any script."""

import re
import unicodedata

from anyascii import anyascii
from django.utils.text import slugify

#: lower-case Latin letters and digits, joined by single hyphens; as a record file has it
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
#: characters of the longest address
LONGEST = 120

_SLUG = re.compile(SLUG)
#: scripts whose letters say in Latin ones what is spoken; others leave out the vowels
_READABLE = (
    *("LATIN", "FULLWIDTH", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"),
    *("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "THAI", "LAO"),
)
# Each of these is a word or a syllable that stands by itself.
_SYLLABIC = ("CJK",)


def is_slug(text: str) -> bool:
    """Whether a text can end an address, and be read again from a record file."""
    return bool(_SLUG.fullmatch(text))


def latin_slug(title: str, limit: int = LONGEST) -> str:
    """An address made of a title, cut between words; "" where none can be read aloud.

    Cyrillic, Greek, Chinese, Japanese, Korean and others are written in Latin letters. Of
    Arabic, Hebrew or Devanagari only consonants would be left: somebody has to give a name.
    """
    spelt, lost, kept = [], 0, 0
    for letter in unicodedata.normalize("NFC", title):
        kind = unicodedata.category(letter)[0]
        if kind == "L":
            script = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
            if script not in _READABLE:
                lost += 1
                continue
            kept += 1
            latin = anyascii(letter)
            spelt.append(f" {latin} " if script in _SYLLABIC else latin)
        else:
            spelt.append(anyascii(letter) if kind in "NMPZ" else " ")
    if lost > kept:
        return ""
    return _cut(re.sub("[-_]+", "-", slugify("".join(spelt))).strip("-"), limit)


def _cut(slug: str, limit: int) -> str:
    """Whole words, as many as there is room for."""
    if len(slug) <= limit:
        return slug
    whole = slug[: limit + 1].rpartition("-")[0]
    return (whole or slug[:limit]).strip("-")
