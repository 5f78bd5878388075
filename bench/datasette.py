"""The same questions as Datasette answers them, over the same file."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from django.db import connection
from django.utils.http import urlencode

from meetings.models import Statement, StatementParticipant
from participants.models import Participant

from .corpus import Corpus
from .serving import ROOT, Server, free_port, running

HOME = ROOT / "build" / "bench" / "datasette"


def beside_datasette(
    portal: Server, ours: Mapping[str, list[str]], corpus: Corpus, seed: int, count: int
) -> dict[str, Any] | str:
    """Latency of like requests, ours and Datasette's, one after another; else what is missing."""
    program = _program()
    if program is None:
        return "missing: Datasette could not be installed"
    file = Path(str(connection.settings_dict["NAME"]))
    latencies = {}
    with _served(program, file) as datasette:
        for question, (page, theirs) in _questions(corpus, seed, file.stem, count).items():
            latencies[question] = {
                "portal_ms": portal.latencies(ours[page][:count], 20),
                "datasette_ms": datasette.latencies(theirs, 20) if theirs else {},
            }
    return latencies


def _questions(
    corpus: Corpus, seed: int, database: str, count: int
) -> dict[str, tuple[str, list[str]]]:
    """Question -> our page, and Datasette's addresses; none where it cannot be asked."""
    rng = Random(f"datasette {seed}")  # noqa: S311 - repeatable, not secret
    numbers = dict(Participant.objects.values_list("slug", "pk"))
    participants = [numbers[rng.choice(corpus.participants)] for _ in range(count)]
    table = f"/{database}/{Statement._meta.db_table}"
    links = f"/{database}/{StatementParticipant._meta.db_table}"
    newest = "_size=20&_sort_desc=key"
    deep = [f"{table}?{newest}&key__lt={rng.choice(corpus.keys)}" for _ in range(count)]
    words = [rng.choice(corpus.medium) for _ in range(count)]
    return {
        "list": ("list, no filter", [f"{table}?{newest}"] * count),
        "list, deep": ("list, no filter, deep", deep),
        "filter": (
            "list, one filter",
            [f"{links}?{newest}&participant_id={pk}" for pk in participants],
        ),
        "facet": ("list, no filter", [f"{table}?{newest}&_facet=form"] * count),
        "search": ("search, medium word", _searches(database, words)),
    }


def _searches(database: str, words: list[str]) -> list[str]:
    """Full-text queries over the FTS5 table, if the register has one, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND sql LIKE '%%USING fts5%%' AND name LIKE '%%statement%%'"
        )
        row = cursor.fetchone()
    if row is None:
        return []
    query = (
        f"select rowid, snippet({row[0]}, 0, '', '', '…', 20) from {row[0]}"  # noqa: S608 - a name from the schema
        f" where {row[0]} match :q order by rowid desc limit 20"
    )
    return [f"/{database}?{urlencode({'sql': query, 'q': word})}" for word in words]


def _program() -> Path | None:
    """Datasette in an environment of its own, made on first use; None where it is not to be had."""
    program = HOME / "bin" / "datasette"
    if program.exists():
        return program
    HOME.parent.mkdir(parents=True, exist_ok=True)
    try:
        for command in (
            [sys.executable, "-m", "venv", str(HOME)],
            [str(HOME / "bin" / "pip"), "install", "--quiet", "datasette"],
        ):
            subprocess.run(command, check=True, timeout=300, capture_output=True)  # noqa: S603 - our own command
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return program if program.exists() else None


@contextmanager
def _served(program: Path, database: Path) -> Iterator[Server]:
    """Datasette over the file, time limits raised so that it may answer."""
    port = free_port()
    command = [str(program), "serve", str(database), "--port", str(port)]
    for setting in ("sql_time_limit_ms", "facet_time_limit_ms"):
        command += ["--setting", setting, "30000"]
    with running(command, port) as server:
        yield server
