"""The counter on PostgreSQL: counted once a transaction, by triggers of each statement.

A single row would make everybody who writes wait for the one who wrote first, and could
lock two in each other. So there are several rows, a transaction takes one that no other holds,
and the version is their sum: it grows with each commit. Within the transaction a setting of
its own counts on, so that it sees its own changes too.
"""

from collections.abc import Iterator

from .tables import COUNTER, TEXTS, FollowedTable, Trigger

NOW = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
#: transactions that write at a time without waiting for each other
SLOTS = 32
FUNCTION, SETTING = f"{COUNTER}_bump", "portal.changes"
BUMP = f"SELECT {FUNCTION}()"
READ = (
    f"SELECT sum(number)::bigint, max(changed), coalesce(current_setting('{SETTING}', true), ''),"
    f" coalesce((SELECT string_agg(key, ' ') FROM {TEXTS}), '') FROM {COUNTER}"
)
#: first number of the advisory locks: "regi"
_LOCKS = 0x72656769


def create_sql() -> list[str]:
    """The statements that make the table, its rows and the function that counts."""
    return [
        (
            f"CREATE TABLE {COUNTER} (slot integer PRIMARY KEY, number bigint NOT NULL,"
            " changed bigint NOT NULL) WITH (fillfactor = 50)"
        ),
        (
            f"INSERT INTO {COUNTER} (slot, number, changed)"
            f" SELECT slot, 0, {NOW} FROM generate_series(0, {SLOTS - 1}) slot"
        ),
        f"""
CREATE FUNCTION {FUNCTION}() RETURNS void LANGUAGE plpgsql AS $body$
DECLARE
  counted text := current_setting('{SETTING}', true);
  mine integer := 0;
BEGIN
  IF coalesce(counted, '') = '' THEN
    FOR place IN 0..{SLOTS - 1} LOOP
      IF pg_try_advisory_xact_lock({_LOCKS}, place) THEN
        mine := place;
        EXIT;
      END IF;
    END LOOP;
    UPDATE {COUNTER} SET number = number + 1, changed = greatest(changed + 1, {NOW})
      WHERE slot = mine;
    counted := '0';
  END IF;
  PERFORM set_config('{SETTING}', (counted::bigint + 1)::text, true);
END $body$""",
    ]


def triggers(table: FollowedTable) -> Iterator[Trigger]:
    """The triggers of a table, one for each kind of statement, each with a function of its own."""
    for event, rows in (
        ("insert", ["new_rows"]),
        ("update", ["old_rows", "new_rows"]),
        ("delete", ["old_rows"]),
        ("truncate", []),
    ):
        name = f"{COUNTER}_{table.table}_{event}"
        body = _body(table, rows)
        named = " ".join(f"{row.partition('_')[0].upper()} TABLE AS {row}" for row in rows)
        yield Trigger(
            name,
            table.table,
            (
                (
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
                    f" AS $body${body}$body$"
                ),
                f"CREATE TRIGGER {name} AFTER {event.upper()} ON {table.table}"
                + (f" REFERENCING {named}" if named else "")
                + f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
            ),
            body,
        )


def _body(table: FollowedTable, rows: list[str]) -> str:
    """What the function of a trigger does: it alone says which rows count."""
    seen = table.seen("r")
    columns = ", ".join(table.columns)
    tests = [
        f"EXISTS (SELECT 1 FROM (SELECT {columns} FROM {row}) r"
        + (f" WHERE {seen})" if seen else ")")
        for row in rows
    ]
    return (
        f"BEGIN IF {' OR '.join(tests) or 'true'} THEN PERFORM {FUNCTION}(); END IF;"
        " RETURN NULL; END"
    )


def drop_trigger_sql(name: str) -> str:
    """The statement that takes a trigger and its function away."""
    return f"DROP FUNCTION IF EXISTS {name}() CASCADE"


#: names of the triggers that are there and switched on, and what their functions do
TRIGGERS = (
    "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
    f" WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND starts_with(t.tgname, '{COUNTER}_')"
)
