"""Languages as Akoma Ntoso has them: ISO 639-2 in three letters (naming convention, 4.4)."""

#: those of ISO 639-1 in which the United Nations or its members most often publish
_THREE_LETTERS = {
    "ar": "ara",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fa": "fas",
    "fr": "fra",
    "he": "heb",
    "hi": "hin",
    "id": "ind",
    "it": "ita",
    "ja": "jpn",
    "ko": "kor",
    "nl": "nld",
    "pt": "por",
    "ru": "rus",
    "tr": "tur",
    "uk": "ukr",
    "ur": "urd",
    "zh": "zho",
}
#: no language is known
UNDETERMINED = "und"


def three_letters(tag: str) -> str:
    """The language of a BCP 47 tag in three letters; "und" for one that is not known here."""
    language = tag.split("-")[0].lower()
    return language if len(language) == 3 else _THREE_LETTERS.get(language, UNDETERMINED)


def two_letters(language: str) -> str:
    """The BCP 47 tag of a language that Akoma Ntoso names; "" for none, or an undetermined one."""
    known = {long: short for short, long in _THREE_LETTERS.items()}
    language = language.lower()
    return "" if language == UNDETERMINED else known.get(language, language)
