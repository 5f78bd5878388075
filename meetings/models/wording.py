"""Records in words: what lists and headings call them.

Read of rows of the models, and of all that has the same names.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, gettext, ngettext

from ..dates import DateError, wording
from .proper_names import begins_with_name

#: names that a line holds; the rest are counted
LINE_NAMES = 4
#: words of a statement that has no topic
OPENING_WORDS = 12
#: marks after which no heading breaks off
PAUSES = " ,;:–—-("

#: a title that says what a meeting is, which English gives an article
_SAYS_WHAT = re.compile(
    r"\b(assembly|breakfast|briefing|conference|congress|consultation|debate|dialogue|discussion"
    r"|event|exhibition|forum|meeting|ministerial|retreat|review|roundtable|seminar|session"
    r"|summit|symposium|workshop)s?\b",
    re.IGNORECASE,
)
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
    """Whom a heading names: the country; else the person and the body; else as printed.

    ``speaker`` is a model or a row, with ``person`` and ``participant``.
    """
    who, body = speaker.person, speaker.participant
    if body and (who is None or body.kind in _COUNTRIES):
        return body.name
    if body and who:
        return f"{who.name} ({body.name})"
    return str(speaker)


def speakers_wording(speakers: Iterable[Any], collective: str) -> str:
    """Who said it, in words: speakers, else the collective; empty where the source is silent."""
    names = list(dict.fromkeys(speaker_name(speaker) for speaker in speakers))
    if not names:
        return capfirst(collective)
    return listed_at_most([*names, *filter(None, [collective])], LINE_NAMES)


def cited_wording(speakers: Iterable[Any], collective: str) -> str:
    """Who said it, as a citation has it: people by name, with the country or body in brackets."""
    names = dict.fromkeys(cited_name(speaker) for speaker in speakers)
    return capfirst(listed([*names, *filter(None, [collective])]))


def cited_name(speaker: Any) -> str:
    """The person, with the country or body in brackets; else the body; else as printed."""
    if speaker.person and speaker.participant:
        return f"{speaker.person.name} ({speaker.participant.name})"
    return str(speaker)


def heading_wording(who: str, topics: Sequence[str], text: str) -> str:
    """Speakers and the first topic; opening words where it has no topic.

    "Egypt: definition of human security (+4 topics)"; "Speaker not stated · Peacekeeping".
    """
    if not topics:
        opening = _isolated(_opening(text))
        return f"{who}: {opening}" if who and who not in opening else opening
    topic = topics[0]
    if who and not _is_name_in(text, topic):
        topic = topic_in_sentence(topic)
    if more := len(topics) - 1:
        others = ngettext("(+%(n)d topic)", "(+%(n)d topics)", more) % {"n": more}
        topic = f"{topic} {others}"
    if who:
        return f"{who}: {topic}"
    return gettext("Speaker not stated · %(topic)s") % {"topic": topic}


def _opening(text: str) -> str:
    """The first words of a text; before the sign that there are more stands no mark of a pause."""
    words = Truncator(text).words(OPENING_WORDS, truncate="…")
    return f"{words[:-1].rstrip(PAUSES)}…" if words.endswith("…") else words


def _isolated(words: str) -> str:
    """Words for a line of another direction: what is written right to left is set apart."""
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words):
        return f"\u2068{words}\u2069"
    return words


def topic_in_sentence(topic: str) -> str:
    """A topic as English has it within a sentence: with a small letter, unless it is a name.

    One that has further capitals stands as it is, and so does one in another language.
    """
    is_english = (get_language() or "").startswith("en")
    if not is_english or topic[1:] != topic[1:].lower() or begins_with_name(topic):
        return topic
    return topic[:1].lower() + topic[1:]


def meeting_in_sentence(title: str, shown: str) -> str:
    """A meeting as English has it within a sentence: "the Third Meeting of Friends".

    Where it has a title that says what it is; a composed one, a name ("TICAD IV") and one that
    has an article, or is in another language, stand as they are.
    """
    is_english = (get_language() or "").startswith("en")
    has_article = re.match(r"(the|a|an) ", title, re.IGNORECASE)
    if not is_english or has_article or not _SAYS_WHAT.search(title):
        return shown
    return f"the {shown}"


def _is_name_in(text: str, topic: str) -> bool:
    """Whether a text has the first word of a topic with a capital alone, inside a sentence."""
    word = re.escape(topic.split(maxsplit=1)[0]) if topic else "."
    inside = re.search(rf"[^\W\d_]{{2}},? {word}\b", text)
    return bool(inside) and not re.search(rf"\b{word.lower()}\b", text)


def _when(day: str) -> str:
    """The date in words; as it was typed in a form that is shown again because it is none."""
    try:
        return wording(day)
    except DateError:
        return day


def composed_title(series: str | None, ordinal: int | None, theme: str, city: str, day: str) -> str:
    """A title made of what is known of a meeting; at the least "Meeting, date not stated"."""
    if series and ordinal:
        return gettext("%(series)s, meeting %(ordinal)d") % {"series": series, "ordinal": ordinal}
    when = _when(day) if day else gettext("date not stated")
    if series:
        return gettext("Meeting of %(series)s, %(when)s") % {"series": series, "when": when}
    if theme:
        return gettext("Meeting on %(theme)s") % {"theme": theme}
    if city:
        return gettext("Meeting in %(city)s, %(when)s") % {"city": city, "when": when}
    return gettext("Meeting, %(when)s") % {"when": when}
