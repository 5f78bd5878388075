"""What lists of the register show of their rows, in a fixed number of queries and without texts."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch, Q
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils.text import Truncator

from meetings.models import Delegate
from meetings.models.wording import listed_at_most
from meetings.search.engine import search_engine
from meetings.search.engine.definition import STATEMENT_INDEX
from meetings.search.query.language import parse_query
from participants.names import search_words

from .listing import SafeChangeList

#: the class of a list, for pages that have one of their own
Lists = type[ChangeList]
#: characters of a statement that its first words are taken from
OPENING = 200
#: names that a cell holds; the rest are counted
NAMES = 3
#: published statements with the words sought, the newest of them
MOST_FOUND = 1_000


def is_list(request: HttpRequest) -> bool:
    """Whether the request is for a list, not for a page or a choice."""
    match = request.resolver_match
    return bool(match and (match.url_name or "").endswith("_changelist"))


def named(rows: Iterable[Any], rest: str = "") -> str:
    """Names in a cell, each once, and what follows them; a dash for none."""
    names = list(dict.fromkeys(str(row) for row in rows))
    return listed_at_most([*names, rest] if rest else names, NAMES) or "–"


class OpeningsList(SafeChangeList):
    """Statements, of whose texts the beginnings are read alone."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        """The rows with the beginnings of their texts, their speakers and topics."""
        rows = super().get_queryset(request, exclude_parameters).defer("text", "search_text")
        return rows.annotate(opening=Substr("text", 1, OPENING)).prefetch_related(
            "speakers__participant", "speakers__person", "topic_links__topic"
        )

    def get_results(self, request: HttpRequest) -> None:
        """The rows; what their names are made of is the beginning too."""
        super().get_results(request)
        for row in self.result_list:
            row.text = row.opening


class MakersList(SafeChangeList):
    """Pledges with their makers."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        """The rows with who made them."""
        rows = super().get_queryset(request, exclude_parameters)
        return rows.prefetch_related("pledgers__participant", "pledgers__person")


class PeopleList(SafeChangeList):
    """People with the delegations that they were in."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        """The rows with their delegations."""
        seats = Delegate.objects.select_related("delegation__participant").order_by("-pk")
        rows = super().get_queryset(request, exclude_parameters)
        return rows.prefetch_related(Prefetch("delegates", seats, to_attr="seats"))


def first_words(statement: Any) -> str:
    """The first words of a statement."""
    return Truncator(statement.text).words(12)


def with_words(rows: Any, typed: str) -> Any:
    """Statements with all of some words, or of the meeting with that slug.

    Published ones are found by the search index, as far as it finds a thousand; others, which are
    in no index and few, by their texts.
    """
    condition = Q(key__in=_found(typed))
    words = Q(key__isnull=True)
    for word in search_words(typed):
        words &= (
            Q(text__icontains=word) | Q(search_text__contains=word) | Q(collective__icontains=word)
        )
    return rows.filter(condition | words | Q(meeting__slug=typed.strip()))


def _found(typed: str) -> list[int]:
    expression, engine = parse_query(typed).expression, search_engine()
    if not getattr(expression, "parts", (expression,)):
        return []
    key = engine.key_column(STATEMENT_INDEX)
    sql, params = engine.found_sql(STATEMENT_INDEX, expression)
    found = engine.rows(
        f"SELECT {key} FROM {STATEMENT_INDEX.name} WHERE {sql}"  # noqa: S608  (our own names)
        f" ORDER BY {key} DESC LIMIT {MOST_FOUND}",
        params,
    )
    return [key for (key,) in found]
