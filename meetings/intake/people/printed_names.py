"""Names of persons as they are printed: honorifics and the words of a name."""

from dataclasses import dataclass

from ..words import meanings
from ..words.longest import longest
from .text import PeopleText

_NUMBERED = frozenset(("delegate", "speaker", "participant", "expert", "official", "person"))
_MOST_WORDS = 6
#: words with capitals that no name begins with
_NO_NAMES = frozenset(
    (
        *("assembly", "debate", "statement", "affairs", "secretary", "committee", "council"),
        *("conference", "meeting", "agreement", "summit", "the", "a", "on", "and", "of", "for"),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december", "monday", "tuesday", "wednesday", "thursday"),
        *("friday", "saturday", "sunday", "in", "at", "by", "with", "he", "she", "it", "they"),
        *("we", "i", "chair", "summary", "office", "government", "co", "excellencies"),
    )
)


@dataclass(frozen=True, slots=True)
class Honorifics:
    """What stands before a name: the word behind it, and the level that it says."""

    end: int
    level: str = ""


def honorifics_at(text: PeopleText, place: int) -> Honorifics | None:
    """The honorifics that begin with a word: “H.E. Mr.”, “Ambassador”."""
    end, level = place, ""
    while end < min(place + 6, len(text.words)):
        if end > place and not text.joined(end):
            break
        taken, phrase = longest("honorifics").at(text.words, end, min(end + 3, len(text.words)))
        if not taken or not _is_printed_so(text, end, phrase):
            break
        level = level or longest("honorifics").values[phrase]
        end += taken
    return Honorifics(end, level) if end > place else None


def _is_printed_so(text: PeopleText, place: int, phrase: str) -> bool:
    if not text.has_capital(place):
        return False
    # "He" is no “H.E.”.
    return phrase != "he" or text.words[place].text.replace(".", "").isupper()


def name_end(text: PeopleText, place: int, *, after_honorific: bool = True) -> int:
    """The word behind a name that begins with a word; ``place`` itself where none does."""
    end = place
    while end < min(place + _MOST_WORDS, len(text.words)):
        if end > place and not text.joined(end):
            break
        taken = _name_words(text, end, end == place, after_honorific)
        if not taken:
            break
        end += taken
    return end


def _name_words(text: PeopleText, place: int, first: bool, after_honorific: bool) -> int:
    """How many words from a place on belong to a name: a particle counts with what follows."""
    word = text.words[place].text
    folded = text.folded(place)
    if word.isdigit():
        return int(not first and text.folded(place - 1) in _NUMBERED)
    if folded in meanings("particles") and not word.isupper():
        follows = text.has_capital(place + 1) and text.joined(place + 1)
        particle = folded in meanings("particles") and text.has_capital(place) and first
        return 2 if follows and not particle else int(bool(follows))
    if not word[:1].isupper() or folded in _NO_NAMES:
        return 0
    # “Mr. Chairman” is no name.
    if folded in meanings("offices") and folded not in _NUMBERED:
        return 0
    if not first and _is_mention(text, place):
        return 0
    if first and not after_honorific and (_is_mention(text, place) or text.is_portfolio(place)):
        return 0
    return 1


def _is_mention(text: PeopleText, place: int) -> bool:
    """Whether a participant is named there; a hyphenated name goes on all the same."""
    mention = text.mention_at(place)
    return mention is not None and "-" not in text.gap(place)
