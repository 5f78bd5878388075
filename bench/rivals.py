"""The same questions as Datasette writes them."""

from random import Random

from django.db import connection
from django.utils.http import urlencode

from participants.models import Participant

from .corpus import read_corpus

Pair = tuple[str, list[str]]


def rival_addresses(seed: int, database: str, count: int) -> dict[str, Pair]:
    """Name -> the page of ours, and Datasette's addresses; none where it cannot be asked."""
    rng = Random(f"datasette {seed}")  # noqa: S311 - repeatable, not secret
    corpus = read_corpus(seed)
    bodies = dict(Participant.objects.values_list("slug", "pk"))
    who = [bodies[rng.choice(corpus.participants)] for _ in range(count)]
    table = f"/{database}/meetings_statement"
    links = f"/{database}/meetings_statementparticipant"
    newest = "_size=20&_sort_desc=key"
    return {
        "list": ("list, no filter", [f"{table}?{newest}"] * count),
        "list, deep": (
            "list, no filter, deep",
            [f"{table}?{newest}&key__lt={rng.choice(corpus.keys)}" for _ in range(count)],
        ),
        "filter": (
            "list, one filter",
            [f"{links}?{newest}&participant_id={pk}" for pk in who],
        ),
        "facet": ("list, no filter", [f"{table}?{newest}&_facet=form"] * count),
        "search": (
            "search, medium word",
            _searches(database, [rng.choice(corpus.medium) for _ in range(count)]),
        ),
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
