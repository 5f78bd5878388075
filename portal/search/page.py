"""Everything that the search page shows, within a limit of time."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from meetings.search.limits import SearchTimeout, time_limit
from meetings.search.nouns import Group, search_nouns
from meetings.search.spelling import corrected
from meetings.search.statements import Capped, Hits, Prepared, prepare, search_statements
from participants.names import fold

from . import fruitless
from .asked import GROUPS, STATEMENTS, Asked
from .narrowing import facets, years
from .rows import Row, noun_rows, statement_rows

#: seconds that one search may take of the database
LIMIT = 2.0
FEW, MANY = 5, 20
#: conditions that a search that found nothing is tried without
MOST_TRIES = 6

LABELS = {
    STATEMENTS: gettext_lazy("Statements"),
    "meetings": gettext_lazy("Meetings"),
    "pledges": gettext_lazy("Pledges"),
    "participants": gettext_lazy("Participants"),
    "people": gettext_lazy("People"),
    "topics": gettext_lazy("Topics"),
    "documents": gettext_lazy("Documents"),
}
#: nouns of which one that is named exactly stands above all results
_BEST = ("participant", "person", "topic")


@dataclass(frozen=True, slots=True)
class Tab:
    """A group of results: its name, its count in words, and its address."""

    name: str
    label: str
    count: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one group, and where the rest is."""

    name: str
    label: str
    count: str
    rows: list[Row]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Wider:
    """A search that finds something, and what it leaves out."""

    words: str
    url: str
    count: str


def counted(count: Capped) -> str:
    """A number in words: what was not counted to the end is "more than"."""
    n = number_format(count.n, force_grouping=True)
    return n if count.exact else _("more than %(n)s") % {"n": n}


def together(counts: list[Capped]) -> Capped:
    """The sum of numbers, exact where each is."""
    return Capped(sum(one.n for one in counts), all(one.exact for one in counts))


def results(asked: Asked) -> dict[str, Any]:
    """The context of the page; ``timeout`` alone where the search took too long."""
    try:
        with time_limit(LIMIT):
            found = _found(asked)
    except SearchTimeout:
        return {"timeout": True, "chips": asked.chips({})}
    if not found["total"].n and asked.text:
        fruitless.record(asked.text)
    return found


def _found(asked: Asked) -> dict[str, Any]:
    prepared = prepare(asked.query)
    hits = search_statements(
        prepared,
        order="relevance" if asked.by_relevance else "newest",
        after=asked.after if asked.group == STATEMENTS else None,
        before=asked.before if asked.group == STATEMENTS else None,
        limit=MANY if asked.group == STATEMENTS else FEW,
    )
    groups = _groups(asked, prepared)
    counts = {STATEMENTS: hits.count} | {name: groups[n].count for name, n in GROUPS.items()}
    total = together(list(counts.values()))
    narrower = facets(asked, prepared, hits) if hits.count.n or asked.fields else []
    labels = {
        (facet.name, typed): option.label
        for facet in narrower
        for option in facet.options
        for typed in asked.fields.get(facet.name, ())
        if option.value.lower() == typed.lower()
    }
    context = {
        "total": total,
        "total_words": counted(total),
        "notes": hits.notes,
        "tabs": _tabs(asked, counts, total),
        "sections": _sections(asked, hits, groups, counts),
        "best": _best(asked, groups) if not asked.group else None,
        "steps": _steps(asked, hits, counts),
        "chips": asked.chips(labels),
        "facets": narrower,
        "years": [
            (year, n, asked.url(year_from=str(year), year_to=str(year))) for year, n in years(hits)
        ],
        "facets_exact": hits.count.exact,
    }
    return context if total.n else context | _nothing(asked)


def _groups(asked: Asked, prepared: Prepared) -> dict[str, Group]:
    """Every group counted, with a page of the one that is shown alone, or a few of each."""
    if not asked.group:
        return search_nouns(prepared, limit=FEW)
    shown = [GROUPS[asked.group]] if asked.group in GROUPS else []
    start = (asked.page - 1) * MANY
    return search_nouns(prepared, limit=MANY, start=start, rows_of=shown)


def _tabs(asked: Asked, counts: dict[str, Capped], total: Capped) -> list[Tab]:
    every = Tab(
        "", pgettext("results", "All"), counted(total), asked.url(group=""), not asked.group
    )
    return [every] + [
        Tab(name, str(LABELS[name]), counted(count), asked.url(group=name), asked.group == name)
        for name, count in counts.items()
    ]


def _sections(
    asked: Asked, hits: Hits, groups: dict[str, Group], counts: dict[str, Capped]
) -> list[Section]:
    found = []
    for name in (asked.group,) if asked.group else counts:
        if name == STATEMENTS:
            rows = statement_rows(hits.rows, hits.terms)
        else:
            rows = noun_rows(GROUPS[name], groups[GROUPS[name]].rows, hits.terms)
        if rows or asked.group:
            whole = asked.group or (len(rows) == counts[name].n and counts[name].exact)
            more = "" if whole else asked.url(group=name)
            found.append(Section(name, str(LABELS[name]), counted(counts[name]), rows, more))
    return found


def _best(asked: Asked, groups: dict[str, Group]) -> dict[str, str] | None:
    """What is named by the whole text, where a noun is."""
    name = fold(asked.text)
    labels = {"participant": _("Participant"), "person": _("Person"), "topic": _("Topic")}
    for noun in _BEST if name else ():
        for row in groups[noun].rows:
            names = [row.name, getattr(row, "abbreviation", "")]
            if noun != "topic":
                names += row.names
            if name in map(fold, names):
                return {"label": labels[noun], "name": row.name, "url": row.get_absolute_url()}
    return None


def _steps(asked: Asked, hits: Hits, counts: dict[str, Capped]) -> dict[str, str]:
    """The pages before and after this one."""
    found = {}
    if asked.group == STATEMENTS:
        if hits.previous_key is not None:
            found["previous"] = asked.url(before=hits.previous_key)
        if hits.next_key is not None:
            found["next"] = asked.url(after=hits.next_key)
    elif asked.group:
        if asked.page > 1:
            found["previous"] = asked.url(page=asked.page - 1)
        if asked.page * MANY < counts[asked.group].n:
            found["next"] = asked.url(page=asked.page + 1)
    return found


def _nothing(asked: Asked) -> dict[str, Any]:
    """What could be asked instead: another spelling, or less."""
    right = _spelt(asked)
    changed = right != asked
    wider = []
    for words, other in right.shorter()[:MOST_TRIES]:
        if n := _number_of(other):
            wider.append(Wider(words, other.address, n))
    any_word = right.any_word()
    n = _number_of(any_word) if any_word else ""
    return {
        "spelt": {"text": _in_words(right), "url": right.url(group="")} if changed else None,
        "wider": wider,
        "any_word": {"url": any_word.address, "count": n} if any_word and n else None,
    }


def _spelt(asked: Asked) -> Asked:
    """The search with misspelt words and names put right; the same where there are none."""
    fields = {
        name: tuple(_right_name(name, value) for value in values)
        if name in ("from", "topic")
        else values
        for name, values in asked.fields.items()
    }
    text = corrected(asked.text) if asked.text else None
    return replace(asked, text=text or asked.text, fields=fields)


def _right_name(name: str, value: str) -> str:
    begin = f'{name}:"'
    return (corrected(f'{begin}{value}"') or f'{begin}{value}"')[len(begin) : -1]


def _in_words(asked: Asked) -> str:
    """The text, and the names of the fields that can be misspelt."""
    names = [*asked.fields.get("from", ()), *asked.fields.get("topic", ())]
    return ", ".join(filter(None, [asked.text, *names]))


def _number_of(asked: Asked) -> str:
    """How many statements a search finds, in words; empty for none."""
    count = search_statements(asked.query, limit=1).count
    return counted(count) if count.n else ""
