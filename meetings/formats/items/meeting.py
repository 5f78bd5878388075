"""Meetings of a list, as they are taken along: records, and meetings that records only name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from msgspec import Meta, Struct

from participants.queries.prepared import PreparedQuery

from ...addresses import whole_address
from ...models import Meeting
from ...models.choices import Attendance, Layer, Mode, Stage
from ...reading.links import SeriesLink
from ...reading.meeting import MeetingRow, fill_rows
from ..table import Column, Table, in_words, together
from .shared import Edtf, Named, Url, named


class ListedMeetingItem(Struct):
    """A meeting, with how much of it is on record."""

    slug: str
    title: Annotated[str, Meta(description="Composed where no source gives one.")]
    url: Url
    date: Edtf
    first_day: Annotated[str | None, Meta(description="The earliest day that the date may mean.")]
    last_day: Annotated[str | None, Meta(description="The latest one.")]
    series: Named | None
    ordinal: Annotated[int | None, Meta(description="The how-manieth of its series.")]
    theme: str
    venue: str
    city: str
    country: str
    mode: str
    layer: Annotated[str, Meta(description="“record”, or “stub”: only named by records.")]
    stage: Annotated[str, Meta(description="Whether it was held.")]
    attendance: Annotated[str, Meta(description="How much of who was present is recorded.")]
    delegations: int
    statements: int
    pledges: int
    figures: Annotated[list[str], Meta(description="Of attendance, as sources give them.")]
    record_file: Annotated[str | None, Meta(description="Address of the record file.")]


@dataclass(slots=True)
class _Row(MeetingRow):
    mode: str
    series: SeriesLink | None


_ROWS = PreparedQuery(
    lambda numbers: Meeting.objects.counted().filter(pk__in=[numbers]).order_by(), _Row
)


def meeting_items(numbers: Sequence[int]) -> list[ListedMeetingItem]:
    """The meetings of these numbers, in this order; three queries, and three more for stubs."""
    rows = {row.pk: row for row in _ROWS.rows(numbers)}
    fill_rows([*rows.values()])
    return [_item(rows[pk]) for pk in numbers if pk in rows]


def _item(row: _Row) -> ListedMeetingItem:
    url = whole_address(row.url)
    return ListedMeetingItem(
        slug=row.slug,
        title=row.shown_title,
        url=url,
        date=row.date,
        first_day=row.first_day.isoformat() if row.first_day else None,
        last_day=row.last_day.isoformat() if row.last_day else None,
        series=named(row.series) if row.series else None,
        ordinal=row.ordinal,
        theme=row.theme,
        venue=row.venue,
        city=row.city,
        country=row.country_name or "",
        mode=row.mode,
        layer=row.layer,
        stage=row.stage,
        attendance=row.attendance,
        delegations=row.delegation_count,
        statements=row.statement_count,
        pledges=row.pledge_count,
        figures=[*row.figures],
        record_file=None if row.is_stub else f"{url.rstrip('/')}.json",
    )


TABLE = Table(
    (
        Column(_("Meeting"), lambda item: item.title, is_wide=True),
        Column(_("Date (EDTF)"), lambda item: item.date),
        Column(_("First day"), lambda item: item.first_day),
        Column(_("Last day"), lambda item: item.last_day),
        Column(_("Series"), lambda item: item.series and item.series.name),
        Column(_("Number in the series"), lambda item: item.ordinal),
        Column(_("Theme"), lambda item: item.theme),
        Column(_("Venue"), lambda item: item.venue),
        Column(_("City"), lambda item: item.city),
        Column(_("Country"), lambda item: item.country),
        Column(_("Mode"), lambda item: in_words(Mode, item.mode)),
        Column(_("Recorded"), lambda item: in_words(Layer, item.layer)),
        Column(_("Held"), lambda item: in_words(Stage, item.stage)),
        Column(_("Attendance"), lambda item: in_words(Attendance, item.attendance)),
        Column(_("Delegations"), lambda item: item.delegations),
        Column(_("Statements"), lambda item: item.statements),
        Column(_("Pledges"), lambda item: item.pledges),
        Column(_("Figures of attendance"), lambda item: together(item.figures)),
        Column(_("Address"), lambda item: item.url),
        Column(_("Slug"), lambda item: item.slug),
        Column(_("Slug of the series"), lambda item: item.series and item.series.slug),
        Column(_("Record file"), lambda item: item.record_file),
    )
)
