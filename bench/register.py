"""Measure one register: `python -m bench.register`, DATABASE_URL names it; prints JSON."""

import json
import os
import sys
from dataclasses import asdict, dataclass, fields
from random import Random
from typing import Any, Self

import django

# The process that makes rows imports this module, too.
if __name__ in ("__main__", "__mp_main__"):
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()

from django.core.management import call_command
from django.db import connection

from bench.corpus import Corpus, read_corpus
from bench.datasette import beside_datasette
from bench.desk import timed_desk
from bench.page_kinds import PAGE_KINDS, REPEATED
from bench.sample.load import load_sample
from bench.serving import served_portal, worker_memory, wrk
from bench.timing import timed_requests, timed_unchanged

#: addresses of each page, by its name
Addresses = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much is measured: BENCH_* of the environment; README.md explains each."""

    statements: int = 1_000_000
    seed: int = 1
    speeches: int = 0
    requests: int = 500
    limit: int = 60
    wrk_seconds: int = 3
    memory_requests: int = 50_000
    datasette: int = 1

    @classmethod
    def from_environment(cls) -> Self:
        """What is not set there keeps its default."""
        given = {field.name: os.environ.get(f"BENCH_{field.name.upper()}") for field in fields(cls)}
        return cls(**{name: int(value) for name, value in given.items() if value})


def log(line: str) -> None:
    """Say on standard error what goes on."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201  (a program for people to watch)


def measure_register() -> None:
    """Make the sample if it is missing, measure all pages, and print the figures as JSON."""
    wanted = Wanted.from_environment()
    figures: dict[str, Any] = {"wanted": asdict(wanted), "load": _load(wanted)}
    corpus = read_corpus(wanted.seed)
    addresses: Addresses = {}
    for page in PAGE_KINDS:
        rng = Random(f"{page.name} {wanted.seed}")  # noqa: S311 - repeatable, not secret
        addresses[page.name] = [page.address(corpus, rng) for _ in range(wanted.requests)]
    figures["pages"] = _in_process(wanted, addresses)
    _under_gunicorn(wanted, corpus, addresses, figures)
    json.dump(figures, sys.stdout, indent=1)


def _load(wanted: Wanted) -> dict[str, Any]:
    """Migrate, make the sample unless it is there, and say what that took."""
    call_command("migrate", verbosity=0, stdout=sys.stderr)
    progress = load_sample(
        wanted.statements, wanted.seed, speeches=wanted.speeches, say=log
    ).progress
    return {"seconds": round(progress.seconds, 1), **_sizes()}


def _sizes() -> dict[str, int]:
    """Bytes of the whole register, and of what is searched."""
    with connection.cursor() as cursor:

        def number(query: str) -> int:
            cursor.execute(query)
            return int(cursor.fetchone()[0])

        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE '%\\_data' ESCAPE '\\'")
            tables = [row[0] for row in cursor.fetchall()]
            size = 'SELECT coalesce(sum(length(block)), 0) FROM "{}"'
            return {
                "register_bytes": number(
                    "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
                ),
                "search_bytes": sum(number(size.format(table)) for table in tables),
            }
        return {
            "register_bytes": number("SELECT pg_database_size(current_database())"),
            "search_bytes": number(
                "SELECT coalesce(sum(pg_total_relation_size(attrelid)), 0) FROM (SELECT DISTINCT"
                " a.attrelid FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                " WHERE a.atttypid = 'tsvector'::regtype AND c.relkind = 'r'"
                " AND c.relnamespace = current_schema()::regnamespace) t"
            ),
        }


def _in_process(wanted: Wanted, addresses: Addresses) -> list[dict[str, Any]]:
    rows = []
    for name, asked in addresses.items():
        samples = timed_requests(name, asked, wanted.limit)
        log(f"{name}: {samples.state}, {len(samples.cpu)} requests")
        rows.append(samples.figures())
    for name in REPEATED:
        same, limit = [addresses[name][0]] * wanted.requests, wanted.limit / 2
        kept = timed_requests(f"{name}, from the cache", same, limit, cached=True)
        rows += [kept.figures(), timed_unchanged(name, same, limit).figures()]
    return rows + timed_desk()


def _under_gunicorn(
    wanted: Wanted, corpus: Corpus, addresses: Addresses, figures: dict[str, Any]
) -> None:
    rows = {row["name"]: row for row in figures["pages"]}
    with served_portal(PAGE_CACHE="off") as server:
        for name, asked in addresses.items():
            if rows[name]["state"].startswith("absent") or not wanted.wrk_seconds:
                continue
            rate = wrk(server, asked, wanted.wrk_seconds)
            if rate is None:
                figures["wrk"] = "missing: install wrk to measure requests a second"
                break
            rows[name] |= {"requests_per_second": rate.per_second, "refused": rate.refused}
            log(f"{name}: {rate.per_second:.0f} requests a second")
        if wanted.datasette and connection.vendor == "sqlite":
            count = min(wanted.requests, 100)
            figures["datasette"] = beside_datasette(server, addresses, corpus, wanted.seed, count)
    if not wanted.memory_requests:
        return
    mixed = [
        asked[nth]
        for nth in range(50)
        for name, asked in addresses.items()
        if not rows[name]["state"].startswith(("absent", "stopped")) and nth < len(asked)
    ]
    # As in production, with the cache: what piles up there would be seen.
    with served_portal() as server:
        figures["memory"] = worker_memory(server, mixed, wanted.memory_requests, 600)


if __name__ == "__main__":
    measure_register()
