"""Records in words: what lists and headings call them.

Read of rows of the models, and of all that has the same names.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, ngettext

#: topics that a heading names; the rest are counted
HEADING_TOPICS = 3
#: names that a line holds; the rest are counted
LINE_NAMES = 4
#: words of a statement that has no topic
OPENING_WORDS = 12

#: kinds whose people speak in the name of the country: the heading names the country alone
_COUNTRIES = ("state", "observer")


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "Egypt, Japan and Mexico"; empty for none."""
    if len(names) < 2:
        return "".join(names)
    return gettext("%(names)s and %(last)s") % {
        "names": ", ".join(names[:-1]),
        "last": names[-1],
    }


def listed_at_most(names: Sequence[str], most: int) -> str:
    """The first names, and how many more there are."""
    if len(names) <= most:
        return listed(names)
    more = len(names) - most
    others = ngettext("%(n)d other", "%(n)d others", more) % {"n": more}
    return listed([*names[:most], others])


def speaker_name(speaker: Any) -> str:
    """Whom a heading names: the country; else the person and the body; else as printed."""
    who, body = speaker.person, speaker.participant
    if body and (who is None or body.kind in _COUNTRIES):
        return body.name
    if body and who:
        return f"{who.name} ({body.name})"
    return str(speaker)


def statement_speakers(statement: Any) -> str:
    """Who said it, in words: speakers, else the collective; empty where the source is silent.

    Reads the prefetched speakers of ``for_list()``.
    """
    names = list(dict.fromkeys(speaker_name(speaker) for speaker in statement.speakers.all()))
    if not names:
        return capfirst(statement.collective)
    return listed_at_most([*names, *filter(None, [statement.collective])], LINE_NAMES)


def statement_heading(statement: Any) -> str:
    """Speakers "on" topics; the opening words where one of the two is missing.

    Reads the prefetched speakers and topics of ``for_list()``.
    """
    who = statement_speakers(statement)
    topics = [link.topic.name for link in statement.topic_links.all()]
    if who and topics:
        what = listed_at_most(topics, HEADING_TOPICS)
        return gettext("%(speakers)s on %(topics)s") % {"speakers": who, "topics": what}
    return Truncator(statement.text).words(OPENING_WORDS, truncate="…")


def pledge_makers(pledge: Any) -> str:
    """Who promised it, in words, with the collective; empty where the source is silent.

    Reads the prefetched makers of ``for_list()``.
    """
    names = [maker.wording for maker in pledge.pledgers.all()]
    return listed([*dict.fromkeys(names), *filter(None, [pledge.collective])])


def meeting_place(meeting: Any) -> str:
    """Venue, city and country, as far as they are known; empty where none is."""
    country = meeting.country.name if meeting.country else ""
    return ", ".join(filter(None, [meeting.venue, meeting.city, country]))
