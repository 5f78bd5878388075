"""Files and feeds that are not made: why, as plain text, and when to ask again."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ..formats.file_format import NotMade

#: seconds after which who was told that it took too long may ask again
RETRY_AFTER = 60


def refusal(why: NotMade) -> HttpResponse:
    """The answer in the place of a file; no cache keeps it."""
    response = HttpResponse(f"{why.words}\n", "text/plain; charset=utf-8", why.status)
    response.headers["Cache-Control"] = "no-store"
    if why.seconds:
        response.headers["Retry-After"] = str(why.seconds)
    return response


def too_slow() -> NotMade:
    """That the database took too long."""
    words = _("This took too long. Fewer or rarer words, or another filter, will find it.")
    return NotMade(words, RETRY_AFTER)


def wrong_values(filters: Any) -> NotMade:
    """What is wrong with the values of filters, a line each, with the name in the address."""
    lines = [
        f"{filters.form[name].label} ({name}): {error}" if name in filters.form.fields else error
        for name, errors in filters.form.errors.items()
        for error in errors
    ]
    return NotMade("\n".join(lines), status=400)
