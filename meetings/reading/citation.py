"""How to cite what a page shows."""

from django.conf import settings

from .meeting import PlacedMeeting


def _sentence(*parts: str) -> str:
    """Parts joined by commas, ended by one full stop."""
    return ", ".join(part for part in parts if part).rstrip(".") + "."


def cite_meeting(meeting: PlacedMeeting, revision: int | None) -> str:
    """Title, place, date; site, record and revision; address."""
    number = f"revision {revision}" if revision else ""
    return " ".join(
        [
            _sentence(meeting.shown_title, meeting.place, meeting.date_wording),
            _sentence(settings.SITE_NAME, f"record {meeting.slug}", number),
            settings.SITE_URL + meeting.get_absolute_url(),
        ]
    )


def cite_statement(meeting: PlacedMeeting, number: int, who: str, url: str) -> str:
    """Speakers, meeting, place and date, ¶; site; address."""
    return " ".join(
        [
            _sentence(
                f"{who}, in: {meeting.shown_title}" if who else meeting.shown_title,
                meeting.place,
                meeting.date_wording,
                f"¶{number}",
            ),
            _sentence(settings.SITE_NAME),
            settings.SITE_URL + url,
        ]
    )
