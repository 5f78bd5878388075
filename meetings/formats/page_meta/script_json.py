"""JSON as the content of a script element, which no text in it can end."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# The line separators end a line of a script for old browsers.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script_json(value: Any) -> SafeString:
    """JSON without ``<``, ``>``, ``&``, U+2028 and U+2029: these are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308  (no sign of markup is left in it)
