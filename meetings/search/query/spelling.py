"""A misspelt word offers the right one, where nothing was found.

Candidates are words of names (participants, people, topics) and of published statements that
begin alike; the nearest by edit distance wins, one that the index does not hold is never
offered. A few milliseconds for a word, and only after a search that found nothing.
"""

from collections.abc import Iterable

from django.db.models import Q

from ..engine import search_engine
from ..engine.definition import STATEMENT_INDEX
from ..engine.expressions import Term
from ..engine.normal_form import forms, tokens
from ..engine.vocabulary import reach_of, words_like
from .language import ParsedQuery, parse_query
from .name_bearers import participants_on_record, people_on_record, topics_discussed

SHORTEST_CORRECTED = 4
MOST_CORRECTED = 4
_MOST_NAMES = 5_000


def corrected(query: ParsedQuery | str) -> str | None:
    """The query with words that nothing holds replaced by the nearest that something does.

    None where there is nothing better to offer. At most six queries a word, for at most
    :data:`MOST_CORRECTED` words.
    """
    parsed = parse_query(query) if isinstance(query, str) else query
    corrections: dict[str, str] = {}
    for word in _doubtful_words(parsed)[:MOST_CORRECTED]:
        if _is_in_statement(word) or word in (names := set(_name_words(word))):
            continue
        if nearest := _nearest(word, names):
            corrections[word] = nearest
    return _rewritten(parsed.text, corrections) if corrections else None


def _doubtful_words(query: ParsedQuery) -> list[str]:
    words = [word for term in query.terms if not term.prefix for word in term.words]
    names = [
        word
        for field in query.fields
        if field.name in ("from", "topic")
        for word in forms(field.value)
    ]
    doubtful = [*(word for word in words if not word.isdigit()), *names]
    return list(dict.fromkeys(word for word in doubtful if len(word) >= SHORTEST_CORRECTED))


def _rewritten(text: str, corrections: dict[str, str]) -> str:
    parts, at = [], 0
    for token in tokens(text):
        if token.form in corrections:
            parts += [text[at : token.start], corrections[token.form]]
            at = token.end
    return "".join([*parts, text[at:]])


def _is_in_statement(word: str) -> bool:
    engine = search_engine()
    sql, params = engine.found_sql(STATEMENT_INDEX, Term((word,)))
    rows = engine.rows(f"SELECT 1 FROM {STATEMENT_INDEX.name} WHERE {sql} LIMIT 1", params)
    return bool(rows)


def _nearest(word: str, names: set[str]) -> str | None:
    """The nearest word; of those as near one of ``names``, and the first by letters."""
    reach = reach_of(word)
    letters = set(word)
    ranked: list[tuple[int, bool, str]] = []
    for candidate in {*names, *words_like(word)}:
        if len(letters ^ set(candidate)) > 2 * reach or candidate == word:
            continue
        away = distance(word, candidate, reach)
        if away <= reach:
            ranked.append((away, candidate not in names, candidate))
    for _away, _is_unnamed, candidate in sorted(ranked)[:5]:
        if candidate in names or _is_in_statement(candidate):
            return candidate
    return None


def _name_words(word: str) -> Iterable[str]:
    """Words of public names that begin with the same letter, or with the second one."""
    starts, further = Q(), Q()
    for letter in dict.fromkeys(word[:2]):
        starts |= Q(folded__startswith=letter) | Q(folded__contains=f" {letter}")
        further |= Q(names__folded__startswith=letter) | Q(names__folded__contains=f" {letter}")
    participants, people, topics = participants_on_record(), people_on_record(), topics_discussed()
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
            yield from (part for part in forms(name or "") if len(part) >= SHORTEST_CORRECTED)


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
