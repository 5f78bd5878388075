"""Parts with a number in their meeting that stays theirs for good."""

from typing import Any

from .choices import Noun
from .parts import NaturalKey
from .retired import refuse_retired_number


class Numbered(NaturalKey):
    """A part with a permanent number; ``Noun`` lists each by the name of its model."""

    natural_lookups = ("meeting__slug", "meeting__layer", "number")
    # Fields that each model declares in its own order.
    meeting: Any
    meeting_id: Any
    number: Any

    class Meta:
        abstract = True

    @property
    def noun(self) -> Noun:
        """What it is among the nouns with a permanent number."""
        return Noun(str(self._meta.model_name))

    def clean(self) -> None:
        """Refuse a number that was retired."""
        super().clean()
        refuse_retired_number(self.meeting_id, self.noun, self.number)
