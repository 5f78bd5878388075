"""The neighbours of a meeting are those of its series in order, two on each side."""

from collections.abc import Iterable

import pytest

from meetings.models import Meeting
from meetings.reading.meeting import MeetingHead
from meetings.reading.neighbours import rail_of
from participants.queries.prepared import PreparedQuery
from tests.meetings import build

pytestmark = pytest.mark.django_db

DATES = ("2001", "2001-03", "", "2003-05-06", "../2004", "", "2001", "2005/..", "../2003")


def of_series(meetings: Iterable[Meeting]) -> list[Meeting]:
    """The meetings of a series in their order: by ordinal if each has one, else by day."""
    rows = list(meetings)
    if all(row.ordinal for row in rows):
        return sorted(rows, key=lambda row: (row.ordinal or 0, row.slug))
    return sorted(
        rows,
        key=lambda row: (not (row.first_day or row.last_day), str(row.first_day), row.slug),
    )


_HEAD = PreparedQuery(lambda pk: Meeting.objects.filter(pk=pk), MeetingHead)


def head(meeting: Meeting) -> MeetingHead:
    row = _HEAD.row(meeting.pk)
    assert row is not None
    return row


def neighbours(meeting: Meeting) -> list[tuple[str, bool, str]]:
    """Slug, whether it is the meeting itself, and the relation, of each entry."""
    return [(entry.meeting.slug, entry.here, entry.rel) for entry in rail_of(head(meeting))]


def expected(ordered: list[Meeting], here: int) -> list[tuple[str, bool, str]]:
    """The same, of a list of the whole series."""
    rels = {-1: "prev", 1: "next"}
    return [
        (row.slug, place == here, rels.get(place - here, ""))
        for place, row in enumerate(ordered)
        if abs(place - here) < 3
    ]


@pytest.mark.parametrize("ordinals", [True, False])
def test_rail_is_a_stretch_of_the_series_in_order(*, ordinals: bool) -> None:
    series = build.series()
    for n, day in enumerate(DATES):
        ordinal = (n * 5) % 7 + 1 if ordinals else n or None
        # Slugs of which a database that knows languages would change the order.
        slug = f"{'a-c' if n % 2 else 'ab'}{n}"
        build.meeting(slug, series=series, date=day, ordinal=ordinal)
    build.meeting("other", series=build.series("Other"))
    build.meeting("draft", series=series, status="draft")
    build.stub("stub", named_by=build.meeting(), series=series, date="2002", ordinal=2)

    ordered = of_series(Meeting.objects.public().filter(series=series))

    assert len(ordered) == 10
    for here, row in enumerate(ordered):
        assert neighbours(row) == expected(ordered, here)


def test_rail_of_the_only_meeting_of_a_series_is_empty() -> None:
    meeting = build.meeting(series=build.series())

    assert rail_of(head(meeting)) == []
    assert rail_of(head(build.meeting())) == []
