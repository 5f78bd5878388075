"""Participants as pages show them: ``ParticipantRow`` for lists, and the profile of one."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q
from django.utils.translation import get_language, ngettext

from participants.models import NameKind, Participant, ParticipantKind, ParticipantName, Region
from participants.queries.prepared import PreparedList, PreparedQuery

from ..addresses import list_address
from ..derived.counts import tally_participants
from ..derived.facet_codes import FacetName
from ..models import Document, Meeting, Pledge, Speaker, Statement, StatementParticipant
from ..models.choices import Layer, Stage
from . import sections
from .bars import CountBar, topics_spoken_of
from .document import DocumentRow
from .links import ParticipantLink
from .presence import latest_delegations
from .sections import EMPTY, Section

#: the most statements said on its behalf, and documents, that are shown
_MOST = 50
#: the most statements that mention it
_MENTIONS = 20


@lru_cache(maxsize=64)
def _kind(kind: str, language: str) -> str:
    return str(ParticipantKind(kind).label)


@dataclass(slots=True)
class _Participant(ParticipantLink):
    """What rows and the page of a participant have in common."""

    pk: int
    part_of: ParticipantLink | None

    def get_kind_display(self) -> str:
        """The kind in words."""
        return _kind(self.kind, get_language())


@dataclass(slots=True)
class ParticipantRow(_Participant):
    """A participant of a list, and how much it has on record."""

    sort_name: str
    attended: int
    said: int
    promised: int
    on_record: bool


@dataclass(slots=True)
class OtherName:
    """Another name that a participant goes by, and of what kind that is."""

    kind: str
    name: str


@dataclass(slots=True)
class Succession:
    """A former Member State, and a state that followed it."""

    from_participant: ParticipantLink
    to_participant: ParticipantLink


@dataclass(slots=True)
class ParticipantPage(_Participant):
    """A participant with all that its profile shows."""

    formal_name: str
    region: str
    first_year: int | None
    last_year: int | None
    day: datetime.date = datetime.date.min
    parts: Sequence[ParticipantLink] = ()
    names: Sequence[OtherName] = ()
    successors: Sequence[ParticipantLink] = ()
    predecessors: Sequence[ParticipantLink] = ()
    attended: Section = EMPTY
    named_at: Section = EMPTY
    said: Section = EMPTY
    said_for: Section = EMPTY
    mentioned: Section = EMPTY
    promised: Section = EMPTY
    issued: Section = EMPTY
    topics: Sequence[CountBar] = ()
    held_in: int = 0

    def get_region_display(self) -> str:
        """The regional group in words."""
        return str(Region(self.region).label)

    @property
    def abbreviations(self) -> list[str]:
        """Its abbreviations."""
        return self._names(NameKind.ABBREVIATION)

    @property
    def other_names(self) -> list[str]:
        """Its other names of today."""
        return self._names(NameKind.OTHER)

    @property
    def former_names(self) -> list[str]:
        """The names that it had before."""
        return self._names(NameKind.FORMER)

    def _names(self, kind: NameKind) -> list[str]:
        return [name.name for name in self.names if name.kind == kind]

    @property
    def held_in_url(self) -> str:
        """The list of the recorded meetings held in it."""
        held = {"stage": Stage.HELD.value, "record": Layer.RECORD.value}
        return list_address("meeting_list", country=self.slug, **held)

    @property
    def has_nothing(self) -> bool:
        """Whether nothing of it is on record."""
        numbers = (self.attended, self.named_at, self.said, self.said_for, self.promised)
        rest = (self.mentioned, self.issued)
        return not (self.held_in or any(section.n for section in (*numbers, *rest)))

    @property
    def totals(self) -> list[sections.Total]:
        """The numbers at the top; nothing on record is said in words, never as 0."""
        met, said = self.attended.n, self.said.n
        promised, mentioned = self.promised.n, self.mentioned.n
        mention = ngettext("statement that mentions it", "statements that mention it", mentioned)
        return sections.totals(
            (met, ngettext("meeting attended", "meetings attended", met)),
            (said, ngettext("statement", "statements", said)),
            (promised, ngettext("pledge", "pledges", promised)),
            (mentioned, mention),
        )


_ROWS = PreparedQuery(
    lambda numbers: tally_participants(Participant.objects.filter(pk__in=[numbers]).order_by()),
    ParticipantRow,
)
_PARTICIPANT = PreparedQuery(
    lambda slug: Participant.objects.public().filter(slug=slug), ParticipantPage
)
_PARTS = PreparedQuery(
    lambda whole: Participant.objects.public().filter(part_of=whole).in_alphabetical_order(),
    ParticipantLink,
)
_SUCCESSIONS = PreparedQuery(
    lambda who: Participant.successors.through.objects.filter(
        Q(from_participant=who) | Q(to_participant=who),
        from_participant__in=Participant.objects.public().values("pk"),
        to_participant__in=Participant.objects.public().values("pk"),
    ).order_by(
        "from_participant__sort_name",
        "from_participant__slug",
        "to_participant__sort_name",
        "to_participant__slug",
    ),
    Succession,
)
_NAMES = PreparedQuery(
    lambda who: ParticipantName.objects.filter(participant=who).order_by("kind", "name"), OtherName
)
_SAID = sections.newest_statement_keys(
    lambda who: StatementParticipant.objects.published().filter(participant=who)
)
_BEHALF = sections.newest_statement_keys(
    lambda who: Statement.objects.published().filter(
        pk__in=Speaker.objects.filter(on_behalf_of=who).values("statement")
    ),
    _MOST,
)
_MENTIONING = sections.newest_statement_keys(
    lambda who: Statement.objects.published().filter(mentions=who), _MENTIONS
)
_PROMISED = sections.newest_pledges(
    lambda who: Pledge.objects.published().filter(
        pk__in=Pledge.objects.filter(pledgers__participant=who)
    )
)
_ISSUED = PreparedList(
    lambda who: Document.objects.public().filter(issuers=who),
    lambda rows: rows.order_by("-first_day", "title", "key")[: _MOST + 1],
    DocumentRow,
)
_HELD_IN = PreparedList(
    lambda who: Meeting.objects.published().held().filter(country=who),
    lambda rows: rows.values_list("pk"),
)


def participant_rows(numbers: Sequence[int]) -> list[ParticipantRow]:
    """Participants by their numbers, in their order; one query."""
    rows = {row.pk: row for row in _ROWS.rows(numbers)}
    return [rows[pk] for pk in numbers if pk in rows]


def public_participant(slug: str, day: datetime.date) -> ParticipantPage | None:
    """A participant that may be shown, with its record as of a day."""
    who = _PARTICIPANT.row(slug)
    if who is None:
        return None
    who.day = day
    who.parts, who.names = _PARTS.rows(who.pk), _NAMES.rows(who.pk)
    successions = _SUCCESSIONS.rows(who.pk)
    who.successors = [
        row.to_participant for row in successions if row.from_participant.slug == slug
    ]
    who.predecessors = [
        row.from_participant for row in successions if row.to_participant.slug == slug
    ]
    url = list_address("meeting_list", participant=slug, stage=Stage.HELD.value)
    who.attended, who.named_at = latest_delegations(who.pk, url)
    _add_statements(who)
    url = list_address("pledge_list", participant=slug)
    who.promised = sections.pledges(sections.first(_PROMISED, who.pk, url), day)
    who.issued = sections.first(_ISSUED, who.pk, most=_MOST)
    who.held_in = _HELD_IN.count(who.pk)
    return who


def _add_statements(who: ParticipantPage) -> None:
    """Give it what it said, what was said on its behalf and of it, and its topics."""
    url = list_address("statement_list", participant=who.slug)
    said, who.said_for, who.mentioned = sections.statements(
        sections.first(_SAID, who.pk, url, facet=FacetName.PARTICIPANT),
        sections.first(_BEHALF, who.pk, most=_MOST),
        sections.first(_MENTIONING, who.pk, most=_MENTIONS),
    )
    who.said = sections.with_parts(said, FacetName.PARTICIPANT, who.pk)
    who.topics = topics_spoken_of(
        FacetName.PARTICIPANT,
        who.pk,
        lambda topic: list_address("statement_list", participant=who.slug, topic=topic),
    )
