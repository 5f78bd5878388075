"""Text that XML can hold."""

import re

# What no XML 1.0 document may hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML forbids, so that positions stay."""
    return _FORBIDDEN.sub("\ufffd", text)
