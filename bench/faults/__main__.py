"""`python -m bench.faults SCRIPT`: make a fault under a portal that runs, and print its figures.

`DATABASE_URL` names the server, which gets a database that is dropped again, or is ``sqlite://``.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

from . import away, editors, site, slow

SECONDS, CLIENTS = 10.0, 200
EDITORS, MINUTE = 8, 60.0


def database_away() -> Iterator[dict[str, Any]]:
    """PostgreSQL stops, hangs, and resets its connections."""
    for outcome in away.measure(
        _server("postgres://postgres@127.0.0.1:5432/postgres"), SECONDS, SECONDS
    ):
        yield outcome.figures()


def slow_clients() -> Iterator[dict[str, Any]]:
    """Many clients that dawdle, and a reader beside them."""
    with site.register(_server("sqlite://")) as url, site.served(url) as port:
        for beside in slow.measure(port, CLIENTS, SECONDS):
            yield beside.figures()


def parallel_editors() -> Iterator[dict[str, Any]]:
    """Eight editors on one record, for a minute."""
    yield editors.measure(_server("sqlite://"), EDITORS, MINUTE).figures()


def _server(default: str) -> str:
    return os.environ.get("DATABASE_URL", default)


SCRIPTS: dict[str, Callable[[], Iterator[dict[str, Any]]]] = {
    "away": database_away,
    "slow": slow_clients,
    "editors": parallel_editors,
}


def main(words: list[str]) -> int:
    """Run the scripts named, one after another; 2 where one is unknown or none is named."""
    if not words or any(word not in SCRIPTS for word in words):
        print(f"Name one or several of: {', '.join(SCRIPTS)}.", file=sys.stderr)  # noqa: T201
        return 2
    for word in words:
        for figures in SCRIPTS[word]():
            print(json.dumps(figures, indent=1))  # noqa: T201  (it is what this program is for)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
