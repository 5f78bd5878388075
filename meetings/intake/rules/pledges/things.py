"""Things that promises are made of: contributions, experts, ships."""

import re
from functools import cache

from ...parts import Span
from ...words import phrases


def names_thing(text: str, span: Span) -> bool:
    """Whether one of them is named in the first words of a span."""
    return bool(_things().search(text, span.start, min(span.end, span.start + 160)))


@cache
def _things() -> re.Pattern[str]:
    joined = "|".join(re.escape(thing) for thing in phrases("things_promised"))
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)
