"""How pages name a noun and lead to it: ``<Noun>Link``, read by itself or as part of a row."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from django.db.models import F
from django.utils.translation import gettext

from ..addresses import address, numbered_address
from ..dates import wording
from ..models.choices import Layer, Stage
from ..models.wording import composed_title, speakers_wording
from .labels import labels


class Link(NamedTuple):
    """Words that may lead somewhere, and why they are inferred, where they are."""

    text: str
    url: str = ""
    reason: str = ""


class Addressed:
    """What has a page; both templates and Django's own parts ask for its address."""

    __slots__ = ()

    @property
    def url(self) -> str:
        """The address of the page."""
        raise NotImplementedError

    def get_absolute_url(self) -> str:
        """The same, by the name that Django has for it."""
        return self.url


@dataclass(slots=True)
class ParticipantLink(Addressed):
    """A participant: its name and its profile. ``kind`` and ``code`` as the model has them."""

    slug: str
    name: str
    kind: str
    code: str | None

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The profile."""
        return address("participant", self.slug)


@dataclass(slots=True)
class PersonLink(Addressed):
    """A person: the name and the profile."""

    key: str
    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The profile."""
        return address("person", self.key)


@dataclass(slots=True)
class TopicLink(Addressed):
    """A topic: its name and its page."""

    slug: str
    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The page of the topic."""
        return address("topic", self.slug)


@dataclass(slots=True)
class DocumentLink(Addressed):
    """A document: its title, symbol, language and page."""

    key: str
    title: str
    symbol: str
    language: str

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """The page of the document."""
        return address("document", self.key)


@dataclass(slots=True)
class MeetingLink(Addressed):
    """A meeting: its title, composed where it has none, its date in words, and its page.

    ``reasons`` say why facts of it are inferred ("date", "place" …), where
    ``meeting_reasons`` was asked.
    """

    slug: str
    title: str
    date: str
    first_day: datetime.date | None
    series_name: Annotated[str | None, F("series__name")]
    ordinal: int | None
    theme: str
    city: str
    pk: int
    layer: str
    stage: str
    shown_title: str = field(init=False)
    date_wording: str = field(init=False)
    reasons: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def __post_init__(self) -> None:
        self.shown_title = self.title or composed_title(
            self.series_name, self.ordinal, self.theme, self.city, self.date
        )
        self.date_wording = wording(self.date) if self.date else ""

    def __str__(self) -> str:
        return self.shown_title

    @property
    def url(self) -> str:
        """The page of the meeting."""
        return address("meeting", self.slug)

    @property
    def is_stub(self) -> bool:
        """Whether this is only what records say of the meeting."""
        return self.layer == Layer.STUB

    @property
    def is_held(self) -> bool:
        """Whether it took place, as far as the sources say."""
        return self.stage == Stage.HELD

    @property
    def date_reason(self) -> str:
        """Why its date is inferred; empty where that is printed, or not asked."""
        return self.reasons.get("date", "")

    @property
    def title_reason(self) -> str:
        """Why its title is inferred."""
        return self.reasons.get("title", "") if self.title else ""

    @property
    def place_reason(self) -> str:
        """Why its place is inferred, or a part of it."""
        return self.reasons.get("place", "")

    @property
    def series_reason(self) -> str:
        """Why its series is inferred, or the name of that."""
        return self.reasons.get("series", "")

    @property
    def standing(self) -> str:
        """What to say of it beside its title; empty of a meeting that was held and is recorded."""
        if self.stage == Stage.MENTIONED:
            return gettext("Only named") if self.is_stub else gettext("Not stated whether held")
        if not self.is_stub:
            return "" if self.is_held else labels(Stage)[self.stage]
        return gettext("%(stage)s, only named") % {"stage": labels(Stage)[self.stage]}


@dataclass(slots=True)
class SeriesLink(Addressed):
    """A series of meetings: its name and its page."""

    pk: int
    slug: str
    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The page of the series."""
        return address("series", self.slug)


@dataclass(slots=True)
class SessionLink:
    """A session of a meeting: its title, and its key, by which the page of the meeting has it."""

    key: str
    title: str


@dataclass(slots=True)
class SpeakerLink:
    """A speaker of a statement: who spoke, for whom, and as what."""

    printed: str
    title: str
    capacity: str
    participant: ParticipantLink | None
    person: PersonLink | None

    def __str__(self) -> str:
        return str(self.person or self.participant or self.printed or self.title)


@dataclass(slots=True)
class StatementLink(Addressed):
    """A statement as other pages name it: its number (the ¶), and who said it."""

    pk: int
    number: int
    meeting_slug: Annotated[str, F("meeting__slug")]
    collective: str
    speakers: Sequence[SpeakerLink] = field(default=(), kw_only=True)

    @property
    def speakers_wording(self) -> str:
        """Who said it, in words; empty where the source is silent."""
        return speakers_wording(self.speakers, self.collective)

    @property
    def label(self) -> str:
        """Who said it, and the ¶."""
        who = self.speakers_wording
        words = gettext("%(who)s, ¶%(n)d") if who else gettext("¶%(n)d")
        return words % {"who": who, "n": self.number}

    @property
    def url(self) -> str:
        """The page of the statement."""
        return numbered_address("statement", self.meeting_slug, self.number)


@dataclass(slots=True)
class PledgeLink(Addressed):
    """A pledge as other pages name it."""

    number: int
    title: str
    meeting_slug: Annotated[str, F("meeting__slug")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """The page of the pledge."""
        return numbered_address("pledge", self.meeting_slug, self.number)
