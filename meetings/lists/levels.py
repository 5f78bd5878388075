"""The levels that lists can be narrowed to."""

from ..models.choices import Level

#: levels that a delegation is known to have been at, with their words
LEVELS = [choice for choice in Level.choices if choice[0] != Level.NOT_STATED]
