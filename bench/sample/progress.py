"""How far a sample is: one row in a table of its own, written with each batch."""

import json
from dataclasses import asdict, dataclass, field
from typing import Self

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "sample_register"


@dataclass(slots=True)
class Progress:
    """What is being made, the meetings written so far, and the statements that restore indexes.

    ``base`` is the highest row number before the sample, by kind of row; ``rows`` the row
    numbers of topics, series and people; ``restore`` what is still to be run; ``indexed``
    whether what is searched was built after the rows.
    """

    seed: int
    statements: int
    base: dict[str, int]
    rows: dict[str, list[int]]
    written: int = 0
    removed: bool = False
    restore: list[str] = field(default_factory=list)
    done: bool = False
    seconds: float = 0.0
    indexed: bool = False
    speeches: int = 0

    @classmethod
    def read(cls, connection: BaseDatabaseWrapper) -> Self | None:
        """The sample of this register, begun or whole; None where there is none."""
        with connection.cursor() as cursor:
            if TABLE not in connection.introspection.table_names(cursor):
                return None
            cursor.execute(f"SELECT state FROM {TABLE}")  # noqa: S608 - our own name
            row = cursor.fetchone()
        return cls(**json.loads(row[0])) if row else None

    def save(self, connection: BaseDatabaseWrapper) -> None:
        """Keep it; in the transaction of the caller."""
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (state text NOT NULL)")
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 - our own name
            state = json.dumps(asdict(self))
            cursor.execute(f"INSERT INTO {TABLE} (state) VALUES (%s)", [state])  # noqa: S608 - our own name
