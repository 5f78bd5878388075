"""Suggestions while typing: what is public and has a name that begins, or a word that begins so."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from meetings.models import Meeting, Series, Topic
from participants.models import Participant, Person
from participants.names import fold_for_sort, fold_name

from .noun_groups import visible

SHORTEST_BEGINNING = 2
#: candidates of a noun that are asked whether they are public
MOST_CANDIDATES = 200


class Suggestion(NamedTuple):
    """A noun by its name, and the address of its page."""

    noun: str
    label: str
    url: str
    slug: str


def suggestions(typed: str, limit: int = 8, noun: str = "") -> list[Suggestion]:
    """Participants, people, topics, series and meetings for a beginning of two letters or more.

    With ``noun``, "participant" and so on, of that one alone.

    Names that begin with it stand before those that have a word that does; nouns in turn, so
    that none crowds out the others. At most sixteen queries.
    """
    name = fold_name(typed)[:100]
    if len(name) < SHORTEST_BEGINNING:
        return []
    sort_name = fold_for_sort(typed)[:100] or name
    ranked = [
        ((not begins, position, order), _suggestion(name_of_noun, row))
        for order, (name_of_noun, matching) in enumerate(_NOUNS.items())
        if noun in ("", name_of_noun)
        for position, (begins, row) in enumerate(matching(name, sort_name, limit))
    ]
    ranked.sort(key=lambda entry: entry[0])
    return [suggestion for _rank, suggestion in ranked[:limit]]


def _suggestion(noun: str, row: Any) -> Suggestion:
    slug = row.key if noun == "person" else row.slug
    return Suggestion(noun, str(row), row.get_absolute_url(), slug)


#: rows, and whether their name begins with what was typed
Judged = list[tuple[bool, Any]]


def _folded(rows: QuerySet[Any], name: str, limit: int) -> Judged:
    begins = Q(folded__startswith=name) | Q(names__folded__startswith=name)
    within = Q(folded__contains=f" {name}") | Q(names__folded__contains=f" {name}")
    # Ordered by name; those that begin so first, which two cheap limits keep.
    pks = set(rows.filter(begins).values_list("pk", flat=True)[:MOST_CANDIDATES])
    more = (
        set(rows.filter(within).values_list("pk", flat=True)[:MOST_CANDIDATES])
        if len(pks) < MOST_CANDIDATES
        else ()
    )
    public = visible(rows.model, pks.union(more))
    chosen = public & pks if len(public & pks) >= limit else public
    in_order = rows.model.objects.filter(pk__in=chosen).in_alphabetical_order()
    judged = [(row.pk in pks, row) for row in in_order]
    return sorted(judged, key=lambda entry: not entry[0])[:limit]


def _participants(name: str, _sort_name: str, limit: int) -> Judged:
    return _folded(Participant.objects.all(), name, limit)


def _people(name: str, _sort_name: str, limit: int) -> Judged:
    return _folded(Person.objects.all(), name, limit)


def _sorted(rows: QuerySet[Any], matches: Q, begins: str, limit: int) -> Judged:
    candidates = list(rows.filter(matches).order_by("sort_name", "slug")[:MOST_CANDIDATES])
    public = visible(rows.model, [row.pk for row in candidates])
    judged = [(row.sort_name.startswith(begins), row) for row in candidates if row.pk in public]
    return sorted(judged, key=lambda entry: not entry[0])[:limit]


def _topics(name: str, sort_name: str, limit: int) -> Judged:
    matches = Q(sort_name__startswith=sort_name) | Q(sort_name__contains=f" {sort_name}")
    matches |= Q(abbreviation__istartswith=name)
    return _sorted(Topic.objects.all(), matches, sort_name, limit)


def _series(name: str, sort_name: str, limit: int) -> Judged:
    matches = Q(sort_name__startswith=sort_name) | Q(sort_name__contains=f" {sort_name}")
    return _sorted(Series.objects.all(), matches, sort_name, limit)


def _meetings(name: str, _sort_name: str, limit: int) -> Judged:
    matches = Q(title__istartswith=name) | Q(title__icontains=f" {name}")
    matches |= Q(slug__startswith=name.replace(" ", "-"))
    rows = Meeting.objects.filter(matches).newest_first()
    pks = list(rows.values_list("pk", flat=True)[:MOST_CANDIDATES])
    public = visible(Meeting, pks)
    shown = [pk for pk in pks if pk in public][:limit]
    meetings = Meeting.objects.select_related("series").in_bulk(shown)
    in_order = [meetings[pk] for pk in shown if pk in meetings]
    return [(meeting.title.lower().startswith(name), meeting) for meeting in in_order]


_NOUNS: dict[str, Callable[[str, str, int], Judged]] = {
    "participant": _participants,
    "person": _people,
    "topic": _topics,
    "series": _series,
    "meeting": _meetings,
}
