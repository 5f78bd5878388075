"""Who says a sentence: every way in which reports attribute words, in the order they are tried."""

from .actives import active, heard, relative
from .late import late
from .nominals import closing_with, labelled, made_by, nominal, somebodys_view
from .passives import as_noted_by, by_agent, impersonal, passive
from .room import Room
from .saying import Attribution
from .tokens import Tokens

_READINGS = (
    *(labelled, made_by, closing_with, late, somebodys_view, active),
    *(relative, nominal, by_agent, heard, as_noted_by, passive, impersonal),
)


def attribution_of(tokens: Tokens, room: Room) -> Attribution | None:
    """Who says the sentence; None where it does not tell."""
    for reading in _READINGS:
        found = reading(tokens, room)
        if found:
            return found
    return None
