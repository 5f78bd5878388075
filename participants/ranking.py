"""In which order rows are offered for a name that is typed: who goes by it whole comes first.

A name, then a code, an abbreviation, another name; then names that begin with it, names of which
words begin so (the name itself before the others), and the rest. Told by the database, so that the
order holds from page to page.
"""

import re
from typing import Any

from django.db.models import Case, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Least

from participants.finder import find_participant
from participants.models.choices import NameKind
from participants.models.participant import Participant, ParticipantName
from participants.models.person import Person, PersonName
from participants.names import fold_name, search_words

NAME, CODE, ABBREVIATION, OTHER = range(4)
#: each has a place behind it for names other than the one that is shown
BEGINNING, WORDS, REST = 4, 6, 8

# A name with another behind it, which the finder understands: "African Union (AU)".
_WITH_ANOTHER = re.compile(r"[^()]+\([^()]+\)\s*")


def fits(column: str, typed: str, whole: Any = NAME, *, other: bool = False) -> Case:
    """How well a folded column fits what is typed, folded; ``whole`` where it is just that."""
    words = Q()
    for word in search_words(typed):
        words &= Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})
    return Case(
        When(Q(**{column: typed}), then=whole),
        When(Q(**{f"{column}__startswith": typed}), then=BEGINNING + other),
        When(words, then=WORDS + other),
        default=REST,
        output_field=IntegerField(),
    )


def is_whole(condition: Q, rank: int) -> Case:
    """``rank`` where the condition holds."""
    return Case(When(condition, then=rank), default=REST, output_field=IntegerField())


def ranked(rows: QuerySet[Any], *ranks: Any) -> QuerySet[Any]:
    """Rows with ``rank``: the best of what is told of each."""
    return rows.annotate(rank=Least(*ranks) if len(ranks) > 1 else ranks[0])


def participants_meant(rows: QuerySet[Participant], term: str) -> QuerySet[Participant]:
    """The participants that a name may mean, however it is spelt, the likeliest first."""
    matching, found = rows.matching(term), _printed(term)  # type: ignore[attr-defined]  # its QuerySet has it
    if found:
        matching = rows.filter(Q(pk__in=matching.order_by().values("pk")) | Q(pk__in=found))
    ranks = [*participant_ranks(term), is_whole(Q(pk__in=found), NAME)]
    return ranked(matching, *ranks).order_by("rank", "sort_name", "slug")


def people_meant(rows: QuerySet[Person], term: str) -> QuerySet[Person]:
    """The people that a name may mean, the likeliest first."""
    matching = rows.matching(term)  # type: ignore[attr-defined]  # its QuerySet has it
    return ranked(matching, *person_ranks(term)).order_by("rank", "sort_name", "key")


def participant_ranks(term: str, path: str = "") -> list[Any]:
    """How well a participant fits, where ``path`` leads to it."""
    typed = fold_name(term)
    names = ParticipantName.objects.filter(participant=OuterRef(f"{path}pk"))
    whole = Case(When(kind=NameKind.ABBREVIATION, then=ABBREVIATION), default=OTHER)
    return [
        fits(f"{path}folded", typed),
        fits(f"{path}formal_folded", typed, other=True),
        is_whole(Q(**{f"{path}code": term.strip().upper()}), CODE),
        is_whole(Q(**{f"{path}slug": term.strip()}), OTHER),
        _further(names, "participant", typed, whole),
    ]


def person_ranks(term: str, path: str = "") -> list[Any]:
    """How well a person fits, where ``path`` leads to them; "Lee, Jane" is Jane Lee."""
    typed = fold_name(term)
    names = PersonName.objects.filter(person=OuterRef(f"{path}pk"))
    family, _comma, given = term.partition(",")
    turned = fold_name(f"{given} {family}")
    return [
        fits(f"{path}folded", typed),
        is_whole(Q(**{f"{path}folded": turned}), NAME),
        is_whole(Q(**{f"{path}key": term.strip()}), OTHER),
        _further(names, "person", typed, OTHER),
    ]


def _further(names: QuerySet[Any], owner: str, typed: str, whole: Any) -> Coalesce:
    """How well the best of the further names fits."""
    fit = fits("folded", typed, whole, other=True)
    best = names.order_by().values(owner).annotate(best=Min(fit)).values("best")
    return Coalesce(Subquery(best, output_field=IntegerField()), REST)


def _printed(term: str) -> list[int]:
    """Who goes by a name printed with its abbreviation behind it."""
    if not _WITH_ANOTHER.fullmatch(term):
        return []
    return [row.pk for row in find_participant(term).candidates]
