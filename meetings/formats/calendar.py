"""Meetings as iCalendar (RFC 5545), by the package icalendar: past ones and those to come.

An event needs days. A meeting is one where its days are known exactly, and none is made up for
others: how many are left out is said in the description of the calendar.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from icalendar import Calendar, Event

from participants.queries.prepared import PreparedQuery

from ..addresses import whole_address
from ..date_texts import parse
from ..dates import is_of_days
from ..lists.address import link
from ..lists.meeting import MeetingFilterSet
from ..models import Meeting, Relation, Series, Version
from ..models.choices import Stage
from ..reading.meeting import PlacedMeeting
from .file_format import FileFormat

MEDIA_TYPE = "text/calendar; charset=utf-8"
#: meetings that one calendar holds, the latest first: what icalendar writes in a fifth of a second
MOST = 500
#: how a meeting stands; of one that is only mentioned nothing is said
_STATUS = {
    Stage.HELD: "CONFIRMED",
    Stage.ANNOUNCED: "CONFIRMED",
    Stage.PROPOSED: "TENTATIVE",
    Stage.POSTPONED: "CANCELLED",
    Stage.CANCELLED: "CANCELLED",
}
#: when a meeting changed of which no version tells
_NEVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
#: the newest version of a record: its number and its moment
Newest = tuple[int, datetime.datetime]


@dataclass(slots=True)
class CalendarRow(PlacedMeeting):
    """What a calendar tells of a meeting."""

    last_day: datetime.date | None
    summary: str


_ROWS = PreparedQuery(
    lambda numbers: Meeting.objects.filter(pk__in=[numbers]).order_by(), CalendarRow
)


def list_calendar(filters: MeetingFilterSet, name: str) -> bytes:
    """The meetings that filters leave, at most :data:`MOST`; four queries."""
    numbers = list(filters.qs.values_list("pk", flat=True)[: MOST + 1])
    return _calendar(numbers[:MOST], name, filters if len(numbers) > MOST else None)


def meeting_calendar(slug: str) -> bytes | None:
    """One public meeting; a calendar without an event where its days are not known exactly."""
    rows = Meeting.objects.public().filter(slug=slug).order_by("slug", "layer")
    numbers = list(rows.values_list("pk", flat=True)[:1])
    return _calendar(numbers, "") if numbers else None


def series_calendar(slug: str) -> bytes | None:
    """The public meetings of a series."""
    series = Series.objects.public().filter(slug=slug).first()
    if series is None:
        return None
    query = QueryDict(mutable=True)
    query["series"] = slug
    return list_calendar(MeetingFilterSet(query), series.name)


def has_days(row: Any) -> bool:
    """Whether a meeting is of a day, or of a span of days, that is known exactly."""
    return bool(row.first_day and is_of_days(row.date) and len(parse(row.date).spans) == 1)


def _calendar(numbers: Sequence[int], name: str, cut: MeetingFilterSet | None = None) -> bytes:
    """The file; ``cut`` are the filters that leave more than these."""
    read = {row.pk: row for row in _ROWS.rows(numbers)}
    rows = [read[pk] for pk in numbers if pk in read]
    dated = [row for row in rows if has_days(row)]
    newest = _newest(dated)
    left_out = len(rows) - len(dated)
    said = []
    if left_out:
        words = ngettext(
            "%(n)d meeting is left out, as its days are not known exactly.",
            "%(n)d meetings are left out, as their days are not known exactly.",
            left_out,
        )
        said.append(words % {"n": left_out})
    if cut:
        said.append(_("Only the latest %(n)d meetings are looked at.") % {"n": MOST})
        said += _earlier(rows, cut)
    events = [_event(row, newest.get(row.pk)) for row in dated]
    return _encoded(events, name or rows[0].shown_title, " ".join(said))


def _earlier(rows: Sequence[CalendarRow], filters: MeetingFilterSet) -> Iterator[str]:
    """Where the earlier ones are: the same filters up to the year of the last that is given."""
    day = rows[-1].first_day
    if day is None or [str(day.year)] == filters.address.used.get("year_to"):
        return
    used = filters.address.used | {"year_to": [str(day.year)]}
    query = link({name: used[name] for name in filters.base_filters if name in used})
    where = whole_address(reverse("meeting_list_ics") + query)
    yield _("Those up to %(year)d: %(address)s") % {"year": day.year, "address": where}


def _newest(rows: Iterable[CalendarRow]) -> dict[int, Newest]:
    """The newest version of each record; of a meeting that is only named, of who names it."""
    numbers = [row.pk for row in rows]
    versions = Version.objects.published().filter(meeting__in=numbers).order_by().values("meeting")
    found = versions.annotate(last=Max("number"), when=Max("revision__when"))
    newest = {row["meeting"]: (row["last"], row["when"]) for row in found}
    named = Relation.objects.published().filter(other__in=numbers).order_by().values("other")
    for row in named.annotate(when=Max("meeting__versions__revision__when")):
        if row["when"]:
            newest.setdefault(row["other"], (1, row["when"]))
    return newest


def _event(row: CalendarRow, newest: Newest | None) -> Event:
    """A meeting as an event of whole days: it ends with the day after its last one (RFC 5545)."""
    number, when = newest or (1, _NEVER)
    first = row.first_day
    if first is None:
        raise ValueError(row.date)
    event = Event()
    event.add("uid", f"meeting-{row.slug}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", when)
    event.add("last-modified", when)
    event.add("sequence", number - 1)
    event.add("dtstart", first)
    event.add("dtend", (row.last_day or first) + datetime.timedelta(days=1))
    event.add("summary", _plain(row.shown_title))
    if status := _STATUS.get(Stage(row.stage)):
        event.add("status", status)
    if row.place:
        event.add("location", _plain(row.place))
    described = [row.standing, row.summary, whole_address(row.url)]
    event.add("description", _plain("\n\n".join(filter(None, described))))
    event.add("url", whole_address(row.url))
    event.add("transp", "TRANSPARENT")
    return event


def _encoded(events: Sequence[Event], name: str, said: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//{_plain(settings.SITE_NAME)}//{settings.SITE_URL}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(name))
    if said:
        calendar.add("x-wr-caldesc", _plain(said))
    calendar.add("refresh-interval", datetime.timedelta(days=1), {"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _plain(text: str) -> str:
    """A text without the characters that a line of a calendar cannot hold."""
    return _CONTROL.sub(" ", text)


CALENDAR_FORMATS = (
    FileFormat(
        "meeting", "ics", MEDIA_TYPE, gettext_lazy("Calendar"), meeting_calendar, is_download=True
    ),
    FileFormat("series", "ics", MEDIA_TYPE, gettext_lazy("Calendar"), series_calendar),
)
