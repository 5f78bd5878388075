"""Characters that no text shows are taken out of it."""

import re

_LINE_END = re.compile("\r\n|[\r\x0b\x1c-\x1e\x85\u2028\u2029]")
#: controls, lone halves of surrogate pairs, and code points that are no characters
_UNSHOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def cleaned(text: str) -> str:
    """A text with line feeds for line ends, two for a form feed, and no other control but tabs."""
    return _UNSHOWN.sub("", _LINE_END.sub("\n", text).replace("\f", "\n\n"))
