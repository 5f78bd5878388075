"""How to cite what a page shows: each title and name in its own direction of writing."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext

from ..addresses import whole_address
from .links import Link, MeetingLink
from .meeting import PlacedMeeting


def sentence(*parts: str) -> SafeString:
    """Parts joined by commas, each isolated, ended by one full stop."""
    words = [part for part in parts if part]
    words[-1:] = [word.rstrip(".") for word in words[-1:]]
    return format_html("{}.", format_html_join(", ", "<bdi>{}</bdi>", ((word,) for word in words)))


def cite(sentences: Iterable[SafeString], url: str) -> SafeString:
    """Sentences, and the whole address."""
    return format_html("{} {}", format_html_join(" ", "{}", ((one,) for one in sentences)), url)


def cite_meeting(meeting: PlacedMeeting, version: int | None) -> SafeString:
    """Title, place, date; site, record and version; address."""
    number = f"version {version}" if version else ""
    return cite(
        [
            sentence(meeting.shown_title, meeting.place, meeting.date_wording),
            sentence(settings.SITE_NAME, f"record {meeting.slug}", number),
        ],
        whole_address(meeting.get_absolute_url()),
    )


def cite_version(
    meeting: PlacedMeeting, title: str, version: int, when: datetime.datetime
) -> SafeString:
    """Title as that version has it, site, record, version and its day; address of the version."""
    day = date_format(localtime(when), "j F Y")
    return cite(
        [
            sentence(title),
            sentence(settings.SITE_NAME, f"record {meeting.slug}", f"version {version} of {day}"),
        ],
        whole_address(reverse("version", args=[meeting.slug, version])),
    )


def cite_statement(meeting: PlacedMeeting, number: int, who: str, url: str) -> SafeString:
    """Speakers, meeting, place and date, ¶; site; address."""
    said = sentence(meeting.shown_title, meeting.place, meeting.date_wording, f"¶{number}")
    return cite(
        [
            format_html("<bdi>{}</bdi>, in: {}", who, said) if who else said,
            sentence(settings.SITE_NAME),
        ],
        whole_address(url),
    )


def citation_marks(meeting: MeetingLink, **reasons: str) -> list[Link]:
    """What of a citation is inferred, in words with the reasons.

    ``reasons`` are those of ``speaker`` or ``maker``, and of ``place`` where none is cited.
    """
    words = {
        "speaker": gettext("Speaker inferred"),
        "maker": gettext("Maker inferred"),
        "title": gettext("Title inferred"),
        "place": gettext("Place inferred"),
        "date": gettext("Date inferred"),
    }
    known = reasons | {
        "title": meeting.title_reason,
        "place": reasons.get("place", meeting.place_reason),
        "date": meeting.date_reason,
    }
    return [Link(text, reason=known[of]) for of, text in words.items() if known.get(of)]
