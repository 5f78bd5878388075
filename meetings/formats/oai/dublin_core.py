"""Records in the fifteen elements of Dublin Core, a page of them in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Q

from ...addresses import whole_address
from ...derived.chronology import MEETING
from ...models import Delegation, Document, Meeting, Statement
from ...models.meeting import MEETING_LIMIT
from ...models.statement_links import StatementTopic
from ...search.query.conditions import meeting_ranges
from ..registry import formats_of

#: (element, text) of one record
Elements = list[tuple[str, str]]


def dublin_core(meetings: Sequence[int]) -> dict[int, Elements]:
    """The elements of each published record, by row number; five queries, however many."""
    found = Meeting.objects.published().filter(pk__in=meetings).order_by()
    rows = list(found.select_related("series", "country"))
    topics, delegations = _topics(rows), _delegations(meetings)
    documents, languages = _documents(meetings), _languages(meetings)
    return {
        row.pk: [
            *_of_meeting(row),
            *(("subject", name) for name in topics[row.pk]),
            *(("contributor", name) for name in delegations[row.pk]),
            *documents[row.pk],
            *(("language", tag) for tag in languages[row.pk]),
        ]
        for row in rows
    }


def _of_meeting(row: Meeting) -> Elements:
    page = whole_address(row.get_absolute_url())
    place = [row.venue, row.city, row.country.name if row.country else ""]
    found = [
        ("title", row.shown_title),
        ("publisher", settings.SITE_NAME),
        ("type", "Event"),
        ("type", "Text"),
        ("identifier", page),
        ("format", "text/html"),
        *(("format", str(fmt.media_type)) for fmt in formats_of("meeting")),
        ("date", row.date),
        ("description", row.theme),
        ("description", row.summary),
        ("coverage", ", ".join(filter(None, place))),
        ("relation", row.series.name if row.series else ""),
    ]
    return [(name, text) for name, text in found if text]


def _topics(meetings: Sequence[Meeting]) -> dict[int, list[str]]:
    """By the keys of their statements: joined to these, PostgreSQL reads all links there are."""
    ranges = meeting_ranges((row.pk, row.first_day) for row in meetings)
    if not ranges:
        return _by_meeting(())
    within = reduce(or_, (Q(key__range=span) for span in ranges))
    used = StatementTopic.objects.published().filter(within).order_by()
    pairs = {
        (key // MEETING % MEETING_LIMIT, topic)
        for key, topic in used.values_list("key", "topic__name")
    }
    return _by_meeting(sorted(pairs))


def _delegations(meetings: Sequence[int]) -> dict[int, list[str]]:
    rows = Delegation.objects.filter(meeting__in=meetings).values_list(
        "meeting", "participant__name"
    )
    return _by_meeting(sorted(rows))


def _languages(meetings: Sequence[int]) -> dict[int, list[str]]:
    rows = Statement.objects.filter(meeting__in=meetings).exclude(language="").order_by()
    return _by_meeting(sorted(rows.values_list("meeting", "language").distinct()))


def _documents(meetings: Sequence[int]) -> dict[int, Elements]:
    """Sources: who issued them, their addresses, and what may be shown of them."""
    rows = Document.objects.filter(passages__meeting__in=meetings).order_by()
    names = ("passages__meeting", "title", "symbol", "url", "rights", "issuers__name")
    found: dict[int, dict[tuple[str, str], None]] = defaultdict(dict)
    for row in sorted(rows.values(*names).distinct(), key=lambda row: str(list(row.values()))):
        title = row["symbol"] or row["title"]
        told = [
            ("source", title),
            ("source", row["url"]),
            ("creator", row["issuers__name"] or ""),
            ("rights", f"{title}: {row['rights']}"),
        ]
        found[row["passages__meeting"]] |= dict.fromkeys(one for one in told if one[1])
    return defaultdict(list, {meeting: list(told) for meeting, told in found.items()})


def _by_meeting(pairs: Iterable[tuple[Any, Any]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for meeting, text in pairs:
        found[meeting].append(text)
    return found
