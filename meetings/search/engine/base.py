"""What the search needs of a database, whichever it is; each engine says it in its own SQL."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from participants.words.indexing import FOLDING

from .definition import FOLDING_ROW, PROGRESS_TABLE, Index, IndexedTable
from .expressions import And, Expression, Term

Sql = tuple[str, list[Any]]

#: ends of the names of an index that is being built, and of one that is being taken away
NEW, OLD = "_new", "_old"
#: rows that one fault names
ROWS_NAMED = 10


@dataclass(frozen=True, slots=True)
class Found:
    """Where rows with an expression are sought, which is tested on each: SQL after FROM.

    ``order`` is what gives the rows in the order of their keys.
    """

    sql: str
    params: list[Any]
    order: str


@dataclass(frozen=True, slots=True)
class IndexTrigger:
    """A trigger that keeps an index, on one of its tables, with the SQL that makes it."""

    name: str
    table: str
    sql: str


class SearchEngine(ABC):
    """The indexes of one database: made, kept by triggers, asked, and built anew."""

    #: whether the planner itself weighs words against links, so that neither is chosen for it
    chooses_its_lead = False
    #: whether ranking goes through all that any of the words has, however few are found
    ranks_by_all = True

    def __init__(self, using: str) -> None:
        self.using = using

    def execute(self, *statements: str) -> None:
        """Run statements that take no parameters."""
        with connections[self.using].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def rows(self, sql: str, params: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, params)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    # Asking

    @abstractmethod
    def match(self, expression: Expression) -> str:
        """An expression in the language of the engine."""

    @abstractmethod
    def found_sql(self, index: Index, expression: Expression, key: str = "") -> Sql:
        """A condition on ``key``, or on the index itself where none is given."""

    @abstractmethod
    def left_out_sql(self, index: Index, expression: Expression, key: str) -> Sql:
        """A condition that ``key`` is none of those found."""

    @abstractmethod
    def rank_sql(self, index: Index, expression: Expression) -> Sql:
        """What rows that are found are ordered by, the best first, from what the index holds."""

    def found_among(self, index: Index, expression: And, direction: str) -> Found:
        """Where an expression is sought, for rows in one direction of their keys: DESC or ASC."""
        return Found(index.name, [], self.key_column(index))

    def reads_long_rows(self, index: Index) -> bool:
        """Whether a row takes so long to read that a thousand are ranked, and no more."""
        return False

    @abstractmethod
    def rows_with(self, index: Index, terms: Sequence[Term], further: str = "") -> list[int]:
        """How many rows hold each word: rare ones counted, others estimated; three queries at most.

        ``further`` is SQL of another condition on the rows, after an AND.
        """

    @abstractmethod
    def found_by_each(
        self, index: Index, expressions: Sequence[And], most: int, further: str = ""
    ) -> list[tuple[int, int]]:
        """Keys of some rows that have each of a few expressions, and which one; one query.

        Of an expression that more rows have than ``most``, any of them are told.
        ``further`` is SQL of another condition on the rows, after an AND.
        """

    def row_count(self, index: Index) -> int:
        """How many rows an index has at most, by the numbers of those of its tables; one query."""
        highest = [f"(SELECT coalesce(max(id), 0) FROM {one.table})" for one in index.sources]
        ((count,),) = self.rows(f"SELECT {' + '.join(highest)}")
        return int(count)

    @abstractmethod
    def key_column(self, index: Index) -> str:
        """The column of the index that holds the key, with its table."""

    # Keeping

    @abstractmethod
    def tables_sql(self) -> list[str]:
        """What makes the tables beside the indexes, and what the indexes need."""

    @abstractmethod
    def create_sql(self, index: Index) -> list[str]:
        """What makes an empty index, to be filled at once."""

    @abstractmethod
    def drop_sql(self, indexes: Iterable[Index]) -> list[str]:
        """What takes away all that the two above made, and the triggers."""

    @abstractmethod
    def fill_sql(self, index: Index, source: IndexedTable, suffix: str = "") -> str:
        """What copies rows with numbers above one and up to another."""

    @abstractmethod
    def triggers(self, index: Index) -> list[IndexTrigger]:
        """The triggers that keep an index."""

    @abstractmethod
    def existing_triggers(self) -> dict[str, str]:
        """The triggers there are and are switched on, by name: what can be told of each."""

    def is_as_made(self, trigger: IndexTrigger, existing: str) -> bool:
        """Whether a trigger that is there does what it should."""
        return True

    def follow_release(self, indexes: Sequence[Index]) -> None:
        """Make triggers anew that another release made, and what they call."""
        for index in indexes:
            self.execute(*map(self.drop_trigger_sql, self.triggers(index)))
        self.restore_triggers(indexes)

    def restore_triggers(self, indexes: Iterable[Index]) -> list[str]:
        """Make the triggers that are missing or differ; their names."""
        existing = self.existing_triggers()
        restored = [
            trigger
            for index in indexes
            for trigger in self.triggers(index)
            if trigger.name not in existing or not self.is_as_made(trigger, existing[trigger.name])
        ]
        for trigger in restored:
            self.execute(self.drop_trigger_sql(trigger), trigger.sql)
        return [trigger.name for trigger in restored]

    @abstractmethod
    def drop_trigger_sql(self, trigger: IndexTrigger) -> str:
        """What takes a trigger away, where it is there."""

    def fill(self, index: Index, source: IndexedTable) -> None:
        """Copy all rows of one table into an index, as one statement."""
        ((last,),) = self.rows(f"SELECT max({source.number}) FROM {source.table}")
        if last is not None:
            with connections[self.using].cursor() as cursor:
                cursor.execute(self.fill_sql(index, source), [-1, last])

    # Checking

    @abstractmethod
    def stored_keys_sql(self, index: Index) -> str:
        """A query for the keys that an index holds."""

    @abstractmethod
    def stale_faults(self, index: Index) -> Iterator[str]:
        """Sentences on rows whose words are not those of their text."""

    def faulty_rows(self, rows: str, sentence: str) -> Iterator[str]:
        """The sentence, with the number of the rows whose keys a query gives; none for no row."""
        ((count,),) = self.rows(f"SELECT count(*) FROM ({rows}) faulty")
        if count:
            some = self.rows(f"SELECT * FROM ({rows}) faulty LIMIT {ROWS_NAMED}")
            keys = ", ".join(str(key) for (key,) in some)
            yield f"{sentence}: {count} ({keys}{', …' if count > ROWS_NAMED else ''})"

    # Building anew

    @abstractmethod
    def begin_copy(self, index: Index) -> None:
        """Make a new, empty index beside the old one, and let it follow changes."""

    @abstractmethod
    def swap(self, index: Index) -> None:
        """Put the new index in the place of the old one, in one transaction."""

    @abstractmethod
    def clear(self, index: Index) -> None:
        """Take away what is beside the index: the old one, or a new one that was not finished."""

    @abstractmethod
    def build_alone(self, index: Index) -> None:
        """Build an index anew at full speed, inside a transaction that others wait for."""

    def folding(self) -> int:
        """The folding that all rows have; 0 for that of a release that did not note it."""
        rows = self.rows(f"SELECT done FROM {PROGRESS_TABLE} WHERE source = '{FOLDING_ROW}'")
        return int(rows[0][0]) if rows else 0

    def note_folding(self, folding: int = FOLDING) -> None:
        """Note that all rows have a folding."""
        self.execute(
            f"DELETE FROM {PROGRESS_TABLE} WHERE source = '{FOLDING_ROW}'",
            f"INSERT INTO {PROGRESS_TABLE} (source, done) VALUES ('{FOLDING_ROW}', {folding})",
        )

    def begin_progress(self, index: Index) -> None:
        """Note that nothing is copied yet."""
        for source in index.sources:
            self.execute(
                f"DELETE FROM {PROGRESS_TABLE} WHERE source = '{source.table}'",
                f"INSERT INTO {PROGRESS_TABLE} (source, done) VALUES ('{source.table}', -1)",
            )

    def note_progress(self, source: IndexedTable, done: int) -> None:
        """Note up to which number rows are copied."""
        self.execute(
            f"UPDATE {PROGRESS_TABLE} SET done = {int(done)} WHERE source = '{source.table}'"
        )
