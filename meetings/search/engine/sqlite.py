"""The index on SQLite: FTS5 without content of its own, kept by triggers.

Without content, because snippets are made in Python (alike on both databases), and because
a view over the statements would stop Django's table rebuilds. A row is taken out with the
'delete' command, which needs the text that was put in: the triggers have it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections

from .definition import PROGRESS_TABLE, WORDS_TABLE, Index, Source
from .expressions import And, Expression, Or, Term
from .normal_form import LETTERS

#: prefix='3': a short prefix* is one list of the index, not a merge of thousands
_OPTIONS = "content='', prefix='3', tokenize='porter unicode61 remove_diacritics 2', detail=full"
#: bytes that FTS5 gathers before it writes: its own choice, and where an index is built at once
USUAL, BULK = 1 << 20, 64 << 20


def normal(text: str) -> str:
    """SQL of a text as it is indexed: letters that FTS5 would not make plain are replaced.

    Case and accents it folds itself. Most texts have none of them, nor any other letter beyond
    ASCII, and are taken as they are: twenty replacements cost a third of the indexing.
    """
    plain_text = text
    for letter, plain in LETTERS.items():
        for form in dict.fromkeys((letter, letter.upper())):
            if form.isascii() or len(form) > 1:
                continue
            text = f"replace({text}, '{form}', '{plain}')"
    is_plain = f"length(CAST({plain_text} AS BLOB)) = length({plain_text})"
    return f"CASE WHEN {is_plain} THEN {plain_text} ELSE {text} END"


def create_sql(index: Index, suffix: str = "") -> str:
    """The statement that makes an empty index."""
    return f"CREATE VIRTUAL TABLE {index.name}{suffix} USING fts5(words, {_OPTIONS})"


def hash_sql(index: Index, size: int, suffix: str = "") -> str:
    """The statement that sets how many bytes of new entries FTS5 gathers before it writes."""
    name = index.name + suffix
    return f"INSERT INTO {name} ({name}, rank) VALUES ('hashsize', {size})"


def tables_sql() -> list[str]:
    """The statements that make the tables beside the indexes."""
    return [
        f"CREATE TABLE {WORDS_TABLE} (word TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
        f"CREATE TABLE {PROGRESS_TABLE} (source TEXT NOT NULL PRIMARY KEY, done INTEGER NOT NULL)",
    ]


def triggers(index: Index, suffix: str = "") -> dict[str, str]:
    """The triggers that keep an index, by name; with ``suffix``, those of a rebuild.

    A rebuild's index takes only rows up to where its copying has come.
    """
    found = {}
    for source in index.sources:
        for event, body in _bodies(index.name + suffix, source, bool(suffix)):
            name = f"{index.name}{suffix}_{source.table}_{event.split()[0].lower()}"
            found[name] = f"CREATE TRIGGER {name} AFTER {event} ON {source.table} BEGIN {body} END"
    return found


def _bodies(table: str, source: Source, copying: bool) -> Iterator[tuple[str, str]]:
    def there(row: str) -> str:
        done = (
            f" AND {row}{source.number} <= (SELECT done FROM {PROGRESS_TABLE}"
            f" WHERE source = '{source.table}')"
        )
        return f"{row}{source.number} IS NOT NULL" + (done if copying else "")

    changed = " OR ".join(
        f"old.{column} IS NOT new.{column}" for column in (source.number, *source.columns)
    )
    out = (
        f"INSERT INTO {table} ({table}, rowid, words) SELECT 'delete', {source.key('old.')},"
        # A row that was never indexed must not be taken out: FTS5 would call the file malformed.
        f" {normal(source.text('old.'))} WHERE {there('old.')}"
        f" AND EXISTS (SELECT 1 FROM {table}_docsize WHERE id = {source.key('old.')})"
    )
    into = (
        f"INSERT INTO {table} (rowid, words) SELECT {source.key('new.')},"
        f" {normal(source.text('new.'))} WHERE {there('new.')}"
    )
    columns = ", ".join((source.number, *source.columns))
    yield "INSERT", f"{into};"
    yield "DELETE", f"{out};"
    yield f"UPDATE OF {columns}", f"{out} AND ({changed}); {into} AND ({changed});"


def match(expression: Expression) -> str:
    """An expression in the language of FTS5."""
    if isinstance(expression, Term):
        return f'"{" ".join(expression.words)}"' + (" *" if expression.prefix else "")
    if isinstance(expression, Or):
        return "(" + " OR ".join(map(match, expression.parts)) + ")"
    found = " AND ".join(map(match, expression.parts))
    if isinstance(expression, And) and expression.without:
        return f"(({found}) NOT ({' OR '.join(map(match, expression.without))}))"
    return f"({found})"


def found_sql(index: Index, expression: Expression, key: str = "") -> tuple[str, list[Any]]:
    """A condition on ``key``, or on the index itself where none is given; and its parameters."""
    if key:
        sql = f"EXISTS (SELECT 1 FROM {index.name} WHERE {index.name} MATCH %s AND rowid = {key})"
        return sql, [match(expression)]
    return f"{index.name} MATCH %s", [match(expression)]


def left_out_sql(index: Index, expression: Expression, key: str) -> tuple[str, list[Any]]:
    """A condition that ``key`` is none of those found; read once, not for each key."""
    sql = f"{key} NOT IN (SELECT rowid FROM {index.name} WHERE {index.name} MATCH %s)"
    return sql, [match(expression)]


def key_column(index: Index) -> str:
    """The column of the index that holds the key; with its table, for every table has a rowid."""
    return f"{index.name}.rowid"


def existing_triggers(using: str) -> dict[str, str]:
    """The triggers there are, by name."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def restore_triggers(indexes: Sequence[Index], using: str) -> list[str]:
    """Make the triggers that are missing or differ; their names."""
    existing = existing_triggers(using)
    wanted = {name: sql for index in indexes for name, sql in triggers(index).items()}
    restored = [name for name, sql in wanted.items() if existing.get(name) != sql]
    with connections[using].cursor() as cursor:
        for name in restored:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(wanted[name])
    return restored
