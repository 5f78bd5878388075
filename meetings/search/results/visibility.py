"""Which of a few rows the public may see: candidates first, then ``public()`` of these alone.

To ask of every row what makes it public takes PostgreSQL seconds, so it is asked of few.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import Model

from participants.queries.prepared import PreparedQuery

#: rows of one question
_BATCH = 200


def visible(model: type[Model], numbers: Iterable[int], using: str = "default") -> set[int]:
    """Those of the row numbers whose rows are public; one query for each 200."""
    asked = list(dict.fromkeys(numbers))
    found: set[int] = set()
    for start in range(0, len(asked), _BATCH):
        rows = _question(model).rows(asked[start : start + _BATCH], using=using)
        found |= {pk for (pk,) in rows}
    return found


@lru_cache(maxsize=32)
def _question(model: type[Model]) -> PreparedQuery:
    manager: Any = model._default_manager
    return PreparedQuery(
        lambda number: manager.public().filter(pk__in=[number]).order_by().values_list("pk")
    )
