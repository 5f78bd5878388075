"""A page of a list as JSON: the items themselves, and where the next ones are."""

from typing import Any

import msgspec
from msgspec import Struct

MEDIA_TYPE = "application/json"
#: items on a page, unless so many are asked for; and the most
USUAL, MOST = 100, 500


class ListPage(Struct):
    """A page of a list; ``next`` is absent from the last one."""

    page: str
    this: str
    next: str | None
    items: list[Any]


def json_page(page: ListPage) -> bytes:
    """The page, encoded."""
    return msgspec.json.encode(page)
