"""What stands above a record: its title, day, place, theme and summary."""

from typing import Any

from ...dates import wording
from ...records.fields.meeting import MeetingRecord
from .gathered import PublicRecord
from .identification import known_days
from .markup import add_text, child, element


def preface(of: PublicRecord) -> Any:
    """The element with what is known of the meeting as a whole."""
    made = element("preface")
    title = child(child(made, "longTitle", eId="title"), "p")
    child(title, "docTitle", of.title, refersTo="#meeting")
    _when_and_where(made, of)
    meeting = of.record.meeting
    _line(made, "series", meeting.series.name if meeting.series else "")
    if meeting.ordinal:
        child(child(made, "p"), "docNumber", str(meeting.ordinal))
    _line(made, "theme", meeting.theme)
    _line(made, "mode", "" if meeting.mode == "not stated" else meeting.mode)
    child(child(made, "p"), "docStatus", meeting.stage)
    if meeting.summary.strip():
        summary = child(made, "container", name="summary", eId="summary")
        for line in filter(str.strip, meeting.summary.splitlines()):
            child(summary, "p", line)
    return made


def _line(parent: Any, name: str, text: str) -> None:
    if text:
        child(child(parent, "p"), "inline", text, name=name)


def _when_and_where(parent: Any, of: PublicRecord) -> None:
    meeting = of.record.meeting
    if meeting.date:
        _date(child(parent, "p"), meeting)
    place = meeting.place
    if place.city or place.venue or place.country:
        line = child(parent, "p")
        country = of.participants.get(place.country)
        where = [place.venue, place.city, country.name if country else ""]
        child(line, "location", ", ".join(filter(None, where)), refersTo="#location")


def _date(line: Any, meeting: MeetingRecord) -> None:
    """The day, or both; in words alone where no day is known."""
    days = known_days(meeting.date)
    if not days:
        child(line, "inline", wording(meeting.date), name="date")
    for place, (_name, day) in enumerate(days):
        if place:
            add_text(line, " – ")
        child(line, "docDate", wording(day.isoformat()), date=day.isoformat())
