"""How the database answers each page: `python -m bench.plans`, DATABASE_URL names a register.

Prints each query of one request for each page, without what is selected, and its plan.
"""

import os
import re
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()

from django.core.cache import cache
from django.db import connection
from django.test import Client

from bench.corpus import read_corpus
from bench.page_kinds import PAGE_KINDS

#: of each query, what tells it apart
_LONGEST = 240
#: of each line of a plan
_WIDEST = 160
_MANY = re.compile(r"\(%s(?:, %s)+\)")
_SELECTED = re.compile(r"SELECT (DISTINCT )?.{60,}? FROM ", re.DOTALL)


def print_plans(names: Collection[str]) -> None:
    """Print the plans of every page that is measured, or of those that are named."""
    corpus = read_corpus(1)
    known: set[str] = set()
    for page in PAGE_KINDS:
        if names and page.name not in names:
            continue
        address = page.address(corpus, Random(page.name))  # noqa: S311 - repeatable, not secret
        _say(f"\n## {page.name}: {address}\n")
        for sql, params in _asked(address):
            shape = _MANY.sub("(%s, …)", _SELECTED.sub(r"SELECT \1… FROM ", sql))[:_LONGEST]
            if shape in known:
                continue
            known.add(shape)
            _say(f"- `{shape}`")
            for line in _plan(sql, params):
                _say(f"    {line}")


def _say(line: str) -> None:
    print(line)  # noqa: T201  (it is what this program is for)


def _asked(address: str) -> list[tuple[str, Any]]:
    """The queries of the second request for an address."""
    client = Client(raise_request_exception=False)
    client.get(address)
    cache.clear()
    with _written() as queries:
        client.get(address)
    return [query for query in queries if query[0].lstrip("( ").startswith(("SELECT", "WITH"))]


@contextmanager
def _written() -> Iterator[list[tuple[str, Any]]]:
    queries: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        queries.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield queries


def _plan(sql: str, params: Any) -> list[str]:
    lite = connection.vendor == "sqlite"
    explain = "EXPLAIN QUERY PLAN " if lite else "EXPLAIN (ANALYZE, COSTS OFF, SUMMARY ON) "
    with connection.cursor() as cursor:
        cursor.execute(explain + sql, params)
        lines = [str(row[-1])[:_WIDEST] for row in cursor.fetchall()]
    return [line for line in lines if "(never executed)" not in line]


if __name__ == "__main__":
    print_plans(sys.argv[1:])
