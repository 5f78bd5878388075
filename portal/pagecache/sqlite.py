"""The counter on SQLite: one row, counted by triggers of each row that changes."""

from collections.abc import Iterator

from .tables import COUNTER, TEXTS, FollowedTable, Trigger

#: microseconds since 1970; SQLite's clock knows milliseconds
NOW = "CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)"
#: transactions that write at a time
SLOTS = 1
BUMP = f"UPDATE {COUNTER} SET number = number + 1, changed = max(changed + 1, {NOW})"
READ = (
    "SELECT number, changed, '',"
    f" coalesce((SELECT group_concat(key, ' ') FROM {TEXTS}), '') FROM {COUNTER}"
)


def create_sql() -> list[str]:
    """The statements that make the table with its row."""
    return [
        (
            f"CREATE TABLE {COUNTER} (slot integer NOT NULL PRIMARY KEY, number integer NOT NULL,"
            " changed integer NOT NULL)"
        ),
        f"INSERT INTO {COUNTER} (slot, number, changed) VALUES (0, 0, {NOW})",
    ]


def triggers(table: FollowedTable) -> Iterator[Trigger]:
    """The triggers of a table: one for each kind of change of a row."""
    for event, rows in (("insert", ["new"]), ("update", ["old", "new"]), ("delete", ["old"])):
        seen = " OR ".join(filter(None, map(table.seen, rows)))
        when = f" WHEN {seen}" if seen else ""
        name = f"{COUNTER}_{table.table}_{event}"
        text = (
            f"CREATE TRIGGER {name} AFTER {event.upper()} ON {table.table}{when} BEGIN {BUMP}; END"
        )
        yield Trigger(name, table.table, (text,), text)


def drop_trigger_sql(name: str) -> str:
    """The statement that takes a trigger away."""
    return f"DROP TRIGGER IF EXISTS {name}"


#: names and texts of the triggers there are
TRIGGERS = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    f" AND substr(name, 1, {len(COUNTER) + 1}) = '{COUNTER}_'"
)
