"""A stored text as rules read it: broken lines, cut words, ligatures and bullets mended.

The stored text stays as it is; every code point of the mended text knows where it stands there.
"""

from .text import MendedText, Span, mended

__all__ = ["MendedText", "Span", "mended"]
