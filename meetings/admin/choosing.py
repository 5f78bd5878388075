"""What is offered where a row of the register is chosen by typing, the likeliest first.

Participants and people are known to ``participants.ranking``. Parts are chosen within a meeting.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.http import HttpRequest

from meetings.models import (
    AgendaItem,
    Delegate,
    Delegation,
    Document,
    Meeting,
    Pledge,
    Series,
    Session,
    Statement,
    StubMeeting,
    Topic,
)
from meetings.models.parts import meeting_path
from participants.admin import AUTOCOMPLETE
from participants.models import Participant, Person
from participants.names import fold_for_sort, fold_name, search_words
from participants.ranking import (
    ABBREVIATION,
    BEGINNING,
    CODE,
    NAME,
    OTHER,
    REST,
    WORDS,
    fits,
    is_whole,
    participant_ranks,
    person_ranks,
    ranked,
)
from participants.words.indexing import search_text

from .numbers import row_number

#: parts of one meeting whose titles are compared as they are folded
MOST_PARTS = 2_000

Rows = QuerySet[Any]


class LikeliestFirst(admin.ModelAdmin):
    """A noun whose rows are chosen by typing: within the meeting of the form, where it has one."""

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """What is searched; where a row is chosen, the likeliest first."""
        meeting = row_number(request.GET.get("meeting", ""))
        scoped = meeting is not None and meeting_path(self.model) == "meeting"
        rows = queryset.filter(meeting=meeting) if scoped else queryset
        if request.path.endswith(AUTOCOMPLETE):
            chosen = likeliest_first(rows, search_term, scoped=scoped)
            if chosen is not None:
                return chosen, False
        return super().get_search_results(request, rows, search_term)


def likeliest_first(rows: Rows, term: str, *, scoped: bool = False) -> Rows | None:
    """Those of the rows that a text may mean, in order; None for nouns that are not known here.

    Rows that are ``scoped`` belong to one meeting.
    """
    choose = None if scoped else _ANYWHERE.get(rows.model)
    choose = choose or _CHOICES.get(rows.model)
    return choose(rows, term) if choose and term.strip() else None


def _topics(rows: Rows, term: str) -> Rows:
    typed, short = fold_for_sort(term), term.strip()
    found = rows.filter(
        _every_word(term, "sort_name", "slug", "search_text", "name")
        | Q(abbreviation__istartswith=short)
    )
    ranks = [
        fits("sort_name", typed),
        _text_fits("name", term),
        is_whole(Q(slug=short), CODE),
        is_whole(Q(abbreviation__iexact=short), ABBREVIATION),
    ]
    return ranked(found, *ranks).order_by("rank", "sort_name", "slug")


def _series(rows: Rows, term: str) -> Rows:
    ranks = [
        fits("sort_name", fold_for_sort(term)),
        _text_fits("name", term),
        is_whole(Q(slug=term.strip()), CODE),
    ]
    found = rows.filter(_every_word(term, "sort_name", "slug", "name"))
    return ranked(found, *ranks).order_by("rank", "sort_name", "slug")


def _meetings(rows: Rows, term: str) -> Rows:
    typed, short = fold_for_sort(term), term.strip()
    columns = ("title_order", "title", "slug", "series__sort_name", "theme", "city", "date")
    matching = _every_word(term, *columns, "search_text", number="ordinal")
    number = _number(short.rpartition(" ")[2])
    series = fold_for_sort(short.rpartition(" ")[0])
    ranks = [
        fits("title_order", typed),
        _text_fits("title", term),
        is_whole(Q(slug=short), CODE),
        fits("series__sort_name", typed, BEGINNING, other=True),
        # "Friends of Human Security 2" is the second of them.
        is_whole(Q(series__sort_name=series, ordinal=number), OTHER),
    ]
    newest = F("first_day").desc(nulls_last=True)
    return ranked(rows.filter(matching), *ranks).order_by("rank", newest, "slug", "pk")


def _documents(rows: Rows, term: str) -> Rows:
    short = term.strip()
    ranks = [
        _text_fits("title", term),
        is_whole(Q(symbol__iexact=short), NAME),
        is_whole(Q(key=short), CODE),
        is_whole(Q(symbol__istartswith=short), BEGINNING),
    ]
    found = rows.filter(_every_word(term, "title", "symbol", "key", "search_text"))
    return ranked(found, *ranks).order_by("rank", "title", "key")


def _titled_parts(rows: Rows, term: str) -> Rows:
    """Sessions and items of an agenda, which have no folded column: a meeting has few."""
    typed, words = fold_name(term), search_words(term)
    places: dict[int, tuple[int, int]] = {}
    read = rows.values_list("pk", "title", "key")[:MOST_PARTS]
    for place, (pk, title, key) in enumerate(read):
        rank = _part_rank(fold_name(title), key, typed, words)
        if rank is not None:
            places[pk] = rank, place
    chosen = sorted(places, key=places.__getitem__)[:200]
    whens = [When(pk=pk, then=Value(place)) for place, pk in enumerate(chosen)]
    return (
        rows.filter(pk__in=chosen).annotate(rank=Case(*whens, default=REST)).order_by("rank", "pk")
    )


def _titled_parts_anywhere(rows: Rows, term: str) -> Rows:
    columns = ("title", "key", "meeting__slug")
    return _titled_parts(rows.filter(_every_word(term, *columns)), term)


def _part_rank(title: str, key: str, typed: str, words: list[str]) -> int | None:
    if typed in (title, key):
        return NAME
    if title.startswith(typed):
        return BEGINNING
    if all(f" {title}".find(f" {word}") >= 0 for word in words):
        return WORDS
    return REST if all(word in title or word in key for word in words) else None


def _statements(rows: Rows, term: str) -> Rows:
    number = _number(term.strip().lstrip("¶"))
    named = Q(speakers__participant__in=Participant.objects.matching(term)) | Q(
        speakers__person__in=Person.objects.matching(term)
    )
    speaking = Statement.objects.filter(named).values("pk")
    words = _every_word(term, "text", "collective", "search_text")
    ranks = [
        is_whole(Q(number=number), NAME),
        is_whole(Q(pk__in=speaking), OTHER),
        is_whole(Q(text__istartswith=term.strip()), BEGINNING),
    ]
    found = rows.filter(Q(number=number) | Q(pk__in=speaking) | words)
    return ranked(found, *ranks).order_by("rank", "order", "number", "pk")


def _statements_anywhere(rows: Rows, term: str) -> Rows:
    """Without a meeting: by its slug or title and the number; no text is read."""
    words = search_words(term)
    number = next((n for word in reversed(words) if (n := _number(word))), None)
    columns = ("meeting__slug", "meeting__title_order", "meeting__series__sort_name")
    found = rows.filter(_every_word(term, *columns, number="number"))
    ranks = [is_whole(Q(meeting__slug=term.strip()), CODE), is_whole(Q(number=number), OTHER)]
    newest = F("meeting").desc()
    return ranked(found, *ranks).order_by("rank", newest, "order", "number", "pk")


def _pledges(rows: Rows, term: str) -> Rows:
    number = _number(term.strip())
    ranks = [is_whole(Q(number=number), OTHER), _text_fits("title", term)]
    columns = ("title", "collective", "meeting__slug", "search_text")
    found = rows.filter(Q(number=number) | _every_word(term, *columns))
    return ranked(found, *ranks).order_by("rank", "-meeting", "order", "number", "pk")


def _delegations(rows: Rows, term: str) -> Rows:
    found = rows.filter(
        Q(participant__in=Participant.objects.matching(term))
        | _every_word(term, "printed", "meeting__slug")
    )
    ranks = [*participant_ranks(term, "participant__"), _text_fits("printed", term, other=True)]
    return ranked(found, *ranks).order_by("rank", "-meeting", "order", "pk")


def _delegates(rows: Rows, term: str) -> Rows:
    found = rows.filter(
        Q(person__in=Person.objects.matching(term))
        | Q(delegation__participant__in=Participant.objects.matching(term))
        | _every_word(term, "printed", "title")
    )
    ranks = [*person_ranks(term, "person__"), _text_fits("printed", term, other=True)]
    return ranked(found, *ranks).order_by("rank", "-delegation", "order", "pk")


def _every_word(term: str, *columns: str, number: str = "") -> Q:
    """Each of the words somewhere in one of the columns, or as the number."""
    condition = Q()
    for word in search_words(term):
        somewhere = Q()
        for column in columns:
            # The words of a row whose text is not plain, as the search index spells them.
            sought = (search_text(word) or word) if column == "search_text" else word
            somewhere |= Q(**{f"{column}__icontains": sought})
        if number and (n := _number(word)) is not None:
            somewhere |= Q(**{number: n})
        condition &= somewhere
    return condition


def _text_fits(column: str, term: str, *, other: bool = False) -> Case:
    """How well a column fits that is not folded."""
    typed = term.strip()
    return Case(
        When(Q(**{f"{column}__iexact": typed}), then=OTHER if other else NAME),
        When(Q(**{f"{column}__istartswith": typed}), then=BEGINNING + other),
        When(Q(**{f"{column}__icontains": f" {typed}"}), then=WORDS + other),
        default=REST,
    )


def _number(text: str) -> int | None:
    number = row_number(text)
    return number if number is not None and number < 2**31 else None


#: how the rows of each noun are found
_CHOICES: dict[Any, Callable[[Rows, str], Rows]] = {
    Topic: _topics,
    Series: _series,
    Meeting: _meetings,
    StubMeeting: _meetings,
    Document: _documents,
    Session: _titled_parts,
    AgendaItem: _titled_parts,
    Statement: _statements,
    Pledge: _pledges,
    Delegation: _delegations,
    Delegate: _delegates,
}
#: the same without a meeting, where the register may hold a million
_ANYWHERE: dict[Any, Callable[[Rows, str], Rows]] = {
    Statement: _statements_anywhere,
    Session: _titled_parts_anywhere,
    AgendaItem: _titled_parts_anywhere,
}
