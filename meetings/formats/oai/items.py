"""Published records and withdrawn ones by when the public could last see a change of them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Case, F, Max, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from ...models import FormerSlug, Meeting, Revision, Series, Version
from ...models.choices import Action, Layer, Status
from ...models.parts import withdrawn_at
from .request import Asked, Cursor

#: things in one answer
ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Item:
    """A record, or a deleted one: then it has an address and a day, and nothing else.

    ``series`` is the slug of its series, "" without one; ``meeting`` its row number.
    """

    slug: str
    stamp: datetime.datetime
    is_deleted: bool
    series: str = ""
    meeting: int = 0

    @property
    def cursor(self) -> Cursor:
        """What asks for the things behind it."""
        return Cursor(self.stamp, self.slug)


def items(asked: Asked, most: int = ON_A_PAGE) -> list[Item]:
    """The next things that are asked for, the oldest first, and one more where there are more.

    Three queries. A withdrawn record, and an address that a record has no more, are deleted.
    """
    series = Series.objects.public().filter(slug=asked.series).first() if asked.series else None
    if asked.series and series is None:
        return []
    records = _after(_records(series), asked, "slug")
    former = _after(_former(series), asked, "slug")
    found = [
        *(_item(row) for row in records[: most + 1]),
        *(Item(row["slug"], row["stamp"], is_deleted=True) for row in former[: most + 1]),
    ]
    found.sort(key=lambda item: (item.stamp, item.slug))
    return list(islice(found, most + 1))


def item_of(slug: str) -> Item | None:
    """The thing of one address; None where the public never saw a record there."""
    if row := _records().filter(slug=slug).first():
        return _item(row)
    if row := _former().filter(slug=slug).first():
        return Item(row["slug"], row["stamp"], is_deleted=True)
    return None


def series_after(slug: str, most: int = ON_A_PAGE) -> list[tuple[str, str]]:
    """Slug and name of the series behind one, and one more where there are more."""
    rows = Series.objects.public().filter(slug__gt=slug).order_by("slug")
    return list(rows.values_list("slug", "name")[: most + 1])


def _item(row: dict[str, Any]) -> Item:
    if row["status"] != Status.PUBLISHED:
        return Item(row["slug"], row["stamp"], is_deleted=True)
    return Item(row["slug"], row["stamp"], False, row["series__slug"] or "", row["pk"])


def _records(series: Series | None = None) -> QuerySet[Any, Any]:
    rows = Meeting.objects.filter(
        Q(status=Status.PUBLISHED) | withdrawn_at(), layer=Layer.RECORD
    ).annotate(stamp=_stamp("pk", "status", "updated_at"))
    if series:
        rows = rows.filter(series=series)
    return rows.values("pk", "slug", "stamp", "status", "series__slug")


def _former(series: Series | None = None) -> QuerySet[Any, Any]:
    """Addresses that such a record has no more."""
    meeting = {"meeting__layer": Layer.RECORD} | ({"meeting__series": series} if series else {})
    seen = Q(meeting__status=Status.PUBLISHED) | withdrawn_at("meeting__")
    rows = FormerSlug.objects.filter(seen, **meeting)
    stamp = _stamp("meeting", "meeting__status", "meeting__updated_at")
    return rows.annotate(stamp=stamp).values("slug", "stamp")


def _stamp(pk: str, status: str, otherwise: str) -> Coalesce:
    """When its newest version was published, or when it was withdrawn."""
    versions = Version.objects.filter(meeting=OuterRef(pk)).order_by().values("meeting")
    taken_back = Q(status=Status.WITHDRAWN) | Q(action=Action.WITHDRAW)
    revisions = Revision.objects.filter(taken_back, meeting=OuterRef(pk))
    published = versions.annotate(last=Max("revision__when")).values("last")
    withdrawn = revisions.order_by().values("meeting").annotate(last=Max("when")).values("last")
    return Coalesce(
        Case(
            When(**{status: Status.PUBLISHED}, then=Subquery(published)),
            default=Subquery(withdrawn),
        ),
        F(otherwise),
    )


def _after(rows: QuerySet[Any, Any], asked: Asked, slug: str) -> QuerySet[Any, Any]:
    """In order, within what is asked for."""
    if asked.since:
        rows = rows.filter(stamp__gte=asked.since)
    if asked.until:
        rows = rows.filter(stamp__lt=asked.until)
    if last := asked.cursor:
        as_late = Q(stamp=last.stamp, **{f"{slug}__gt": last.slug})
        rows = rows.filter(Q(stamp__gt=last.stamp) | as_late)
    return rows.order_by("stamp", "slug")


def meetings_of(found: Iterable[Item]) -> list[int]:
    """The row numbers of the records that are not deleted."""
    return [item.meeting for item in found if not item.is_deleted]
