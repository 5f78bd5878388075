"""The quoted words inside a statement, as words instead of positions."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meetings.records.passages import PassageError, Quote, TextIndex, locate


def marked_words(text: str, stretches: list[list[int]]) -> list[str]:
    """The words at each [start, end] of ``text``."""
    return [text[start:end] for start, end in stretches]


def quoted_stretches(text: str, words: list[str]) -> list[list[int]]:
    """[start, end] of each of ``words`` in ``text``, in order of place.

    Raises ``ValidationError`` with the count where words are found never or several times.
    """
    index = TextIndex(text)
    found = []
    for quoted in words:
        try:
            span = locate(index, Quote(quoted))
        except PassageError as error:
            raise ValidationError(_("Quoted words: %s") % error) from error
        found.append([span.start, span.end])
    return sorted(found)
