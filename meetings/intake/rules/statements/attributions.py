"""Who says a sentence: every way in which reports attribute words, in the order they are tried."""

from .actives import active
from .nominals import closing_with, labelled, nominal, somebodys_view
from .passives import by_agent, impersonal, passive
from .room import Room
from .saying import Attribution
from .tokens import Tokens

_READINGS = (
    *(labelled, closing_with, somebodys_view, active),
    *(nominal, by_agent, passive, impersonal),
)


def attribution_of(tokens: Tokens, room: Room) -> Attribution | None:
    """Who says the sentence; None where it does not tell."""
    for reading in _READINGS:
        found = reading(tokens, room)
        if found:
            return found
    return None
