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


_AIM = re.compile(
    r"\b(?:answer|aim|purpose|goal|object|objective|intention|idea|point|task|solution|reply|question|"
    r"role|way|challenge|mandate)\s+(?:is|was|are|were)\s+to\s+$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?P<word>\w+),?\s+(?:that|which)\s+$")
#: characters before a verb that are looked at
_NEAR = 60


def is_only_told(sentence: Sentence, subject: int, verb: int) -> bool:
    """Whether “is to” only tells of something: “its aim was to”, “the bill that it is to adopt”."""
    if _AIM.search(sentence.text, max(sentence.span.start, verb - _NEAR), verb):
        return True
    link = _RELATIVE.search(sentence.text[max(sentence.span.start, subject - _NEAR) : subject])
    return bool(link) and link["word"].casefold() not in phrases("verbs_of_saying")  # type: ignore[index]
