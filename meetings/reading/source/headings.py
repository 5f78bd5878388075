"""The headings of sources, for statements that stand below one and in no session."""

from typing import NamedTuple

from django.db.models import F
from django.db.models.functions import Substr

from participants.queries.prepared import PreparedQuery

from ...models import Mark, Passage
from ...models.choices import MarkKind

_HEADINGS = PreparedQuery(
    lambda meeting: (
        Mark.objects.filter(
            document__in=Passage.objects.filter(meeting=meeting).values("document"),
            kind=MarkKind.HEADING,
        )
        .annotate(words=Substr("document__text", F("start") + 1, F("end") - F("start")))
        .order_by("document", "start", "pk")
        .values_list("document_id", "start", "words")
    )
)
_STATEMENTS = PreparedQuery(
    lambda meeting: (
        Passage.objects.filter(meeting=meeting, statement__isnull=False)
        .order_by("document", "start", "pk")
        .values_list("document_id", "start", "statement_id")
    )
)


class _Place(NamedTuple):
    """Where a heading or a statement stands; the one has ``words``, the other a number."""

    document: int
    start: int
    words: str
    statement: int


def headings_above(meeting: int) -> dict[int, str]:
    """The heading right above each statement that is the first below one; two queries."""
    places = [_Place(document, at, words, 0) for document, at, words in _HEADINGS.rows(meeting)]
    places += [_Place(document, at, "", pk) for document, at, pk in _STATEMENTS.rows(meeting)]
    above: dict[int, str] = {}
    heading = ""
    for place in sorted(places):
        if place.statement and heading:
            above.setdefault(place.statement, heading)
        heading = place.words
    return above
