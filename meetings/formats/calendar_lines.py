"""Content lines of iCalendar (RFC 5545, 3.1), in bytes.

The package icalendar makes an object of each property and folds letter by letter: three quarters of
the time of a calendar of a thousand meetings. Its lines are these; the tests read them back by it.
"""

#: bytes of a line before it is folded; what follows begins with a space
_WIDTH = 74


def text_line(name: str, text: str) -> bytes:
    """A property that is a text: what has a meaning in it is escaped."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    for end in ("\r\n", "\n", "\r"):
        escaped = escaped.replace(end, "\\n")
    return content_line(f"{name}:{escaped}")


def content_line(line: str) -> bytes:
    """A line, folded between letters; no escape is torn, which some readers do not put together."""
    data = line.encode()
    if len(data) <= _WIDTH:
        return data
    parts, start = [], 0
    while len(data) - start > _WIDTH:
        end = start + _WIDTH
        while data[end] & 0xC0 == 0x80:
            end -= 1
        if data[end - 1 : end] == b"\\":
            end -= 1
        parts.append(data[start:end])
        start = end
    return b"\r\n ".join([*parts, data[start:]])
