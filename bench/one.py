"""Measure one register: `python -m bench.one`, DATABASE_URL names it; prints JSON."""

import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import django


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much is measured; all from the environment."""

    statements: int
    seed: int
    requests: int
    limit: float
    wrk_seconds: int
    memory_requests: int
    datasette: bool

    @classmethod
    def from_environment(cls) -> "Wanted":
        """Read BENCH_*; README.md explains each."""
        return cls(
            number("BENCH_STATEMENTS", 1_000_000),
            number("BENCH_SEED", 1),
            number("BENCH_REQUESTS", 500),
            float(number("BENCH_LIMIT", 60)),
            number("BENCH_WRK_SECONDS", 3),
            number("BENCH_MEMORY_REQUESTS", 50_000),
            number("BENCH_DATASETTE", 1) == 1,
        )


def number(name: str, default: int) -> int:
    """A whole number from the environment."""
    return int(os.environ.get(name, default))


def log(line: str) -> None:
    """Say on standard error what goes on."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201  (a program for people to watch)


def main() -> None:
    """Make the sample if it is missing, measure all pages, and print the figures as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    wanted = Wanted.from_environment()
    figures: dict[str, Any] = {"wanted": asdict(wanted), "load": _load(wanted)}
    from .corpus import read_corpus  # it needs Django to be set up
    from .pages import PAGES

    corpus = read_corpus(wanted.seed)
    addresses = {}
    for page in PAGES:
        rng = Random(f"{page.name} {wanted.seed}")  # noqa: S311 - repeatable, not secret
        addresses[page.name] = [page.address(corpus, rng) for _ in range(wanted.requests)]
    figures["pages"] = _in_process(wanted, addresses)
    _under_gunicorn(wanted, addresses, figures)
    json.dump(figures, sys.stdout, indent=1)


def _load(wanted: Wanted) -> dict[str, Any]:
    """Migrate, make the sample, and say what that took; seconds of an earlier run are kept."""
    from django.core.management import call_command
    from django.db import connection

    from bench.sample import progress
    from bench.sample.command import Command

    call_command("migrate", verbosity=0, stdout=sys.stderr)
    before = progress.read(connection)
    begun = time.monotonic()
    call_command(
        Command(),
        statements=wanted.statements,
        seed=wanted.seed,
        stdout=sys.stderr,
        stderr=sys.stderr,
    )
    made = progress.read(connection)
    fresh = before is None or not before.indexed
    whole = time.monotonic() - begun if fresh else None
    seconds = Path(os.environ.get("BENCH_KEPT", os.devnull))
    if fresh and seconds.name != "null":
        seconds.write_text(str(whole))
    if whole is None and seconds.is_file() and seconds.name != "null":
        whole = float(seconds.read_text())
    return {
        "rows_seconds": round(made.seconds, 1) if made else None,
        "whole_seconds": round(whole, 1) if whole else None,
        **_sizes(connection),
    }


def _sizes(connection: Any) -> dict[str, int]:
    """Bytes of the whole register, and of what is searched."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            whole = cursor.fetchone()[0]
            cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE '%\\_data' ESCAPE '\\'")
            tables = [row[0] for row in cursor.fetchall()]
            index = 0
            for table in tables:
                cursor.execute(f'SELECT coalesce(sum(length(block)), 0) FROM "{table}"')  # noqa: S608 - a name from the schema
                index += cursor.fetchone()[0]
            return {"register_bytes": whole, "search_bytes": index}
        cursor.execute("SELECT pg_database_size(current_database())")
        whole = cursor.fetchone()[0]
        cursor.execute(
            "SELECT coalesce(sum(pg_total_relation_size(attrelid)), 0) FROM (SELECT DISTINCT"
            " a.attrelid FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
            " WHERE a.atttypid = 'tsvector'::regtype AND c.relkind = 'r'"
            " AND c.relnamespace = current_schema()::regnamespace) t"
        )
        return {"register_bytes": whole, "search_bytes": int(cursor.fetchone()[0])}


def _in_process(wanted: Wanted, addresses: dict[str, list[str]]) -> list[dict[str, Any]]:
    from .measure import measure, measure_unchanged
    from .pages import AGAIN

    rows = []
    for name, asked in addresses.items():
        samples = measure(name, asked, wanted.limit)
        log(f"{name}: {samples.state}, {len(samples.cpu)} requests")
        rows.append(samples.summary())
    for name in AGAIN:
        same = addresses[name][0]
        again = [same] * wanted.requests
        rows.append(
            measure(f"{name}, from the cache", again, wanted.limit / 2, cached=True).summary()
        )
        rows.append(measure_unchanged(name, same, wanted.requests, wanted.limit / 2).summary())
    return rows


def _under_gunicorn(
    wanted: Wanted, addresses: dict[str, list[str]], figures: dict[str, Any]
) -> None:
    from django.db import connection

    from .serving import portal, worker_memory, wrk

    rows = {row["name"]: row for row in figures["pages"]}
    with portal(PAGE_CACHE="off") as server:
        for name, asked in addresses.items():
            if rows[name]["state"].startswith("absent") or not wanted.wrk_seconds:
                continue
            found = wrk(server, asked, wanted.wrk_seconds)
            if found is None:
                figures["wrk"] = "missing: install wrk to measure requests a second"
                break
            rows[name]["requests_per_second"], _count, rows[name]["refused"] = found
            log(f"{name}: {found[0]:.0f} requests a second")
        if wanted.datasette and connection.vendor == "sqlite":
            figures["datasette"] = _beside_datasette(wanted, addresses, server)
    # As in production, with the cache: what piles up there would be seen.
    with portal() as server:
        if wanted.memory_requests:
            mixed = [
                asked[place]
                for place in range(50)
                for name, asked in addresses.items()
                if not rows[name]["state"].startswith(("absent", "stopped")) and place < len(asked)
            ]
            figures["memory"] = worker_memory(server, mixed, wanted.memory_requests, 600)


def _beside_datasette(wanted: Wanted, addresses: dict[str, list[str]], server: Any) -> Any:
    """Latency of like requests, ours and Datasette's, one after another."""
    from django.db import connection

    from .rivals import rival_addresses
    from .serving import datasette, datasette_program

    program = datasette_program()
    if program is None:
        return "missing: Datasette could not be installed"
    file = Path(str(connection.settings_dict["NAME"]))
    count = min(wanted.requests, 100)
    found = {}
    with datasette(program, file) as rival:
        for name, (ours, theirs) in rival_addresses(wanted.seed, file.stem, count).items():
            found[name] = {
                "portal_ms": server.latencies(addresses[ours][:count], 20),
                "datasette_ms": rival.latencies(theirs, 20) if theirs else {},
            }
            log(f"beside Datasette, {name}: {found[name]}")
    return found


if __name__ == "__main__":
    main()
