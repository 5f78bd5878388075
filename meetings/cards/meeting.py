"""The meeting of a statement or a pledge, as rows name it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..addresses import address
from ..dates import wording
from ..models import Meeting, Series

#: what :func:`meeting_card` takes, to be read through a foreign key to the meeting
MEETING = ("slug", "title", "date", "first_day", "series__name", "ordinal", "theme", "city")


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """The meeting of a statement or pledge: its title, its date in words and its address."""

    slug: str
    shown_title: str
    date_wording: str
    url: str
    first_day: date | None = None

    def get_absolute_url(self) -> str:
        """The page of the meeting."""
        return self.url

    def __str__(self) -> str:
        return self.shown_title


def meeting_card(named: Sequence[Any]) -> MeetingCard:
    """The meeting whose values at :data:`MEETING` these are."""
    slug, title, day, first, series, ordinal, theme, city = named
    if not title:
        title = Meeting(
            series=Series(name=series) if series is not None else None,
            ordinal=ordinal,
            theme=theme,
            city=city,
            date=day,
        ).composed_title
    return MeetingCard(slug, title, wording(day) if day else "", address("meeting", slug), first)
