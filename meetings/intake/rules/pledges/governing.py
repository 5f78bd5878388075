"""Behind which verb of saying a clause stands."""

import re
from functools import cache

from ...words import phrases
from .sentence import Sentence

_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")


def governing_verb(sentence: Sentence, place: int) -> str:
    """The verb of saying behind which the clause before a place stands, "" where there is none."""
    window = re.split(r"[;:]\s", sentence.text[sentence.back(place) : place])[-1]
    thats = list(_THAT.finditer(window))
    if thats:
        window = window[: thats[-1].start()]
        reach = 16
    else:
        reach = 4
    verbs = _verbs()
    for word in reversed([match[0].casefold() for match in _WORD.finditer(window[-160:])][-reach:]):
        if word in verbs:
            return word
    return ""


@cache
def _verbs() -> frozenset[str]:
    """Verbs behind which a clause may stand."""
    names = ("verbs_of_saying", "announcing", "no_promise_behind")
    forms = {word for name in names for word in phrases(name)}
    return frozenset(
        forms
        | {
            "saying",
            "stating",
            "explaining",
            "noting",
            "adding",
            "state",
            "say",
            "clear",
            "telling",
        }
    )
