"""Numbers for the identifiers of a page: 1, 2, 3 in the order in which its template asks."""

from collections.abc import Iterator
from contextvars import ContextVar
from itertools import count
from typing import Any

from jinja2 import Template

_NUMBERS: ContextVar[Iterator[int]] = ContextVar("numbers of a page")


def next_id_number() -> int:
    """The next number of the page that is shown. Raises ``LookupError`` where none is."""
    return next(_NUMBERS.get())


class NumberingTemplate(Template):
    """A template that begins at 1 each time it is shown, so that pages do not depend on others."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page."""
        token = _NUMBERS.set(count(1))
        try:
            return super().render(*args, **kwargs)
        finally:
            _NUMBERS.reset(token)
