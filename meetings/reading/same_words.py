"""Words compared as a reader compares them: without case, marks, spaces and cut lines."""

import re
import unicodedata

_NO_LETTER = re.compile(r"[\W_]+")


def bare_letters(text: str) -> str:
    """Letters and digits alone, in one case; ligatures taken apart.

    Quotation marks, white space, punctuation, hyphens and combining marks make no difference, so
    that "re-\\nsource" and "resource" are one.
    """
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())
