"""A misspelt word offers the right one, where nothing was found.

Candidates are words of names (participants, people, topics) and of published statements that
begin alike; the nearest by edit distance wins, one that the index does not hold is never
offered. A few milliseconds for a word, and only after a search that found nothing.
"""

from collections.abc import Iterable

from django.db import connections
from django.db.models import Q

from .backends import backend
from .definition import STATEMENTS
from .expressions import Query, Term
from .language import parse
from .names import participants_heard, people_heard, topics_discussed
from .normal import forms, tokens
from .vocabulary import like

SHORTEST = 4
MOST_WORDS = 4
_MOST_NAMES = 5_000


def corrected(query: Query | str, using: str = "default") -> str | None:
    """The query with words that nothing holds replaced by the nearest that something does.

    None where there is nothing better to offer. At most eight queries a word, for at most
    :data:`MOST_WORDS` words.
    """
    parsed = parse(query) if isinstance(query, str) else query
    instead: dict[str, str] = {}
    for word in _doubtful(parsed)[:MOST_WORDS]:
        if not _held(word, using):
            nearest = _nearest(word, using)
            if nearest:
                instead[word] = nearest
    return _rewritten(parsed.text, instead) if instead else None


def _doubtful(query: Query) -> list[str]:
    words = [
        word
        for term in query.terms
        if not term.prefix
        for word in term.words
        if len(word) >= SHORTEST and not word.isdigit()
    ]
    names = [
        word
        for field in query.fields
        if field.name in ("from", "topic")
        for word in forms(field.value)
        if len(word) >= SHORTEST
    ]
    return list(dict.fromkeys([*words, *names]))


def _rewritten(text: str, instead: dict[str, str]) -> str:
    parts, at = [], 0
    for token in tokens(text):
        if token.form in instead:
            parts += [text[at : token.start], instead[token.form]]
            at = token.end
    return "".join([*parts, text[at:]])


def _held(word: str, using: str) -> bool:
    """Whether a statement or a public name holds the word."""
    sql, params = backend(using).found_sql(STATEMENTS, Term((word,)))
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {STATEMENTS.name} WHERE {sql} LIMIT 1", params)
        if cursor.fetchone():
            return True
    return word in set(_name_words(word))


def _nearest(word: str, using: str) -> str | None:
    reach = 1 if len(word) < 6 else 2
    letters = set(word)
    found: list[tuple[int, int, str]] = []
    names = set(_name_words(word))
    for candidate in {*names, *like(word, using)}:
        if len(letters ^ set(candidate)) > 2 * reach or candidate == word:
            continue
        away = distance(word, candidate, reach)
        if away <= reach:
            found.append((away, 0 if candidate in names else 1, candidate))
    for _away, _kind, candidate in sorted(found)[:5]:
        if candidate in names or _held(candidate, using):
            return candidate
    return None


def _name_words(word: str) -> Iterable[str]:
    """Words of public names that begin with the same letter, or with the second one."""
    starts = Q()
    for letter in dict.fromkeys(word[:2]):
        starts |= Q(folded__startswith=letter) | Q(folded__contains=f" {letter}")
    further = Q()
    for letter in dict.fromkeys(word[:2]):
        further |= Q(names__folded__startswith=letter) | Q(names__folded__contains=f" {letter}")
    participants, people, topics = participants_heard(), people_heard(), topics_discussed()
    lists = (
        participants.filter(starts).order_by("pk").values_list("folded", flat=True),
        participants.filter(further)
        .order_by("pk", "names__pk")
        .values_list("names__folded", flat=True),
        people.filter(starts).order_by("pk").values_list("folded", flat=True),
        topics.order_by("pk").values_list("sort_name", flat=True),
    )
    for rows in lists:
        for name in rows[:_MOST_NAMES]:
            yield from (one for one in forms(name or "") if len(one) >= SHORTEST)


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, leave out, change or swap with a neighbour; ``most`` + 1 where more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row, older = row, [i], before
        for j, facing in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = last
    return min(row[-1], most + 1)
