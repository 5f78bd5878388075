"""People as pages show them: ``PersonRow`` for lists, and the profile of one."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import ngettext

from participants.models import Person, PersonName
from participants.queries.prepared import PreparedQuery

from ..addresses import list_address
from ..derived.counts import tally_people
from ..derived.facet_codes import FacetName
from ..models import Delegate, Pledge, Speaker, StatementPerson
from . import sections
from .bars import CountBar, topics_spoken_of
from .links import MeetingLink, ParticipantLink, PersonLink
from .meeting_reasons import give_reasons
from .presence import latest_seats
from .sections import EMPTY, Section

_NEWEST_SEAT = (F("delegation__meeting__first_day").desc(nulls_last=True), "pk")
_NEWEST_SPEECH = (F("statement__key").desc(nulls_last=True), "order", "pk")
#: speeches of a person that are read for the titles
_SPEECHES_READ = 200
#: the most pledges of others that a person announced
_PLEDGES = 50


class Post(NamedTuple):
    """As whom somebody sat or spoke: a title, and the participant."""

    title: str
    body: ParticipantLink | None


@dataclass(slots=True)
class PersonRow(PersonLink):
    """A person of a list, the post at the latest meeting, and how much there is on record."""

    pk: int
    sort_name: str
    attended: int
    said: int
    promised: int
    seat: int | None
    post: Post | None = None


@dataclass(slots=True)
class TitleRow:
    """A title under which somebody spoke at a meeting, and for whom."""

    title: str
    capacity: str
    body: Annotated[ParticipantLink | None, F("participant")]
    meeting: Annotated[MeetingLink, F("statement__meeting")]

    @property
    def words(self) -> str:
        """Title and capacity."""
        return ", ".join(dict.fromkeys(filter(None, [self.title, self.capacity])))


@dataclass(slots=True)
class PersonPage(PersonLink):
    """A person with all that the profile shows."""

    pk: int
    day: datetime.date = datetime.date.min
    names: Sequence[str] = ()
    attended: Section = EMPTY
    named_at: Section = EMPTY
    titles: Sequence[TitleRow] = ()
    said: Section = EMPTY
    promised: Section = EMPTY
    announced: Section = EMPTY
    topics: Sequence[CountBar] = ()

    @property
    def totals(self) -> list[sections.Total]:
        """The numbers at the top; nothing on record is said in words, never as 0."""
        sat, said = self.attended.n, self.said.n
        promised, announced = self.promised.n, self.announced.n
        return sections.totals(
            (sat, ngettext("meeting attended", "meetings attended", sat)),
            (said, ngettext("statement", "statements", said)),
            (promised, ngettext("pledge", "pledges", promised)),
            (announced, ngettext("pledge announced", "pledges announced", announced)),
        )


@dataclass(slots=True)
class _Seat:
    pk: int
    title: str
    body: Annotated[ParticipantLink, F("delegation__participant")]


@dataclass(slots=True)
class _Speech:
    pk: int
    title: str
    capacity: str
    body: Annotated[ParticipantLink | None, F("participant")]


_ROWS = PreparedQuery(
    lambda numbers: tally_people(Person.objects.filter(pk__in=[numbers]).order_by()).annotate(
        seat=Subquery(
            Delegate.objects.published()
            .filter(person=OuterRef("pk"))
            .order_by(*_NEWEST_SEAT)
            .values("pk")[:1]
        )
    ),
    PersonRow,
)
_SEATS = PreparedQuery(lambda numbers: Delegate.objects.filter(pk__in=[numbers]).order_by(), _Seat)
_LATEST_SPEECHES = PreparedQuery(
    lambda numbers: (
        Person.objects.filter(pk__in=[numbers])
        .order_by()
        .values_list(
            "pk",
            Subquery(
                Speaker.objects.published()
                .filter(person=OuterRef("pk"))
                .order_by(*_NEWEST_SPEECH)
                .values("pk")[:1]
            ),
        )
    )
)
_SPEECHES = PreparedQuery(
    lambda numbers: Speaker.objects.filter(pk__in=[numbers]).order_by(), _Speech
)
_PERSON = PreparedQuery(lambda key: Person.objects.public().filter(key=key), PersonPage)
_NAMES = PreparedQuery(
    lambda who: PersonName.objects.filter(person=who).order_by("name").values_list("name")
)
_TITLES = PreparedQuery(
    lambda who: (
        Speaker.objects.published().filter(person=who).order_by(*_NEWEST_SPEECH)[:_SPEECHES_READ]
    ),
    TitleRow,
)
_SAID = sections.newest_statement_keys(
    lambda who: StatementPerson.objects.published().filter(person=who)
)
_PROMISED = sections.newest_pledges(
    lambda who: Pledge.objects.published().filter(
        pk__in=Pledge.objects.filter(pledgers__person=who)
    )
)
_ANNOUNCED = sections.newest_pledges(
    lambda who: (
        Pledge.objects.published()
        .filter(statement__in=Speaker.objects.filter(person=who).values("statement"))
        .exclude(pk__in=Pledge.objects.filter(pledgers__person=who))
    ),
    _PLEDGES,
)


def person_rows(numbers: Sequence[int]) -> list[PersonRow]:
    """People by their numbers, in their order; at most four queries."""
    rows = {row.pk: row for row in _ROWS.rows(numbers)}
    _add_posts(list(rows.values()))
    return [rows[pk] for pk in numbers if pk in rows]


def _add_posts(people: Sequence[PersonRow]) -> None:
    """Give people their posts: the seat, else the speech, of the latest meeting."""
    seats = {seat.pk: seat for seat in _SEATS.rows([row.seat for row in people if row.seat])}
    latest = dict(_LATEST_SPEECHES.rows([row.pk for row in people if not row.seat]))
    speeches = {row.pk: row for row in _SPEECHES.rows([pk for pk in latest.values() if pk])}
    for person in people:
        if seat := seats.get(person.seat or 0):
            person.post = Post(seat.title, seat.body)
        elif speech := speeches.get(latest.get(person.pk) or 0):
            person.post = Post(speech.title or speech.capacity, speech.body)


def public_person(key: str, day: datetime.date) -> PersonPage | None:
    """A person whom published records name, with the record as of a day."""
    who = _PERSON.row(key)
    if who is None:
        return None
    who.day = day
    who.names = [name for (name,) in _NAMES.rows(who.pk)]
    who.attended, who.named_at = latest_seats(who.pk)
    who.titles = _titles_when_speaking(who.pk)
    url = list_address("statement_list", person=key)
    (said,) = sections.statements(sections.first(_SAID, who.pk, url, facet=FacetName.PERSON))
    who.said = sections.with_parts(said, FacetName.PERSON, who.pk)
    who.topics = topics_spoken_of(
        FacetName.PERSON,
        who.pk,
        lambda topic: list_address("statement_list", person=key, topic=topic),
    )
    url = list_address("pledge_list", person=key)
    who.promised = sections.pledges(sections.first(_PROMISED, who.pk, url), day)
    who.announced = sections.pledges(sections.first(_ANNOUNCED, who.pk, most=_PLEDGES), day)
    return who


def _titles_when_speaking(person: int) -> list[TitleRow]:
    """The titles under which the person spoke, each once a meeting, the latest first."""
    titles: dict[tuple[str, str, str], TitleRow] = {}
    for row in _TITLES.rows(person):
        body = row.body.slug if row.body else ""
        if row.words or body:
            titles.setdefault((row.meeting.slug, row.words, body), row)
    give_reasons(row.meeting for row in titles.values())
    return list(titles.values())
