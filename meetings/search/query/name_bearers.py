"""Who and what goes by a name: participants, people and topics that statements are of.

Only what public statements link to, or ships with the portal, is found: a name that only a
draft uses neither widens a search nor is repeated in a sentence.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Lower, Replace

from meetings.models import StatementParticipant, StatementPerson, StatementTopic, Topic
from participants.models import Participant, ParticipantName, Person, PersonName

from ..engine.normal_form import forms
from .conditions import Condition, places


@dataclass
class Named:
    """All that goes by one name: row numbers, and the other names they go by."""

    participants: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    topics: list[int] = field(default_factory=list)
    others: list[tuple[str, ...]] = field(default_factory=list)

    def condition(self) -> Condition:
        """Statements of any of them."""
        return Condition(
            participants=tuple(sorted(set(self.participants))),
            people=tuple(sorted(set(self.people))),
            topics=tuple(sorted(set(self.topics))),
        )


def participants_heard() -> Any:
    """Participants that ship, or that a public statement is of."""
    links = StatementParticipant.objects.published().filter(participant=OuterRef("pk"))
    return Participant.objects.filter(Q(shipped=True) | Exists(links))


def people_heard() -> Any:
    """People that a public statement is of."""
    links = StatementPerson.objects.published().filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(links))


def topics_discussed() -> Any:
    """Topics that a public statement is on."""
    links = StatementTopic.objects.published().filter(topic=OuterRef("pk"))
    return Topic.objects.filter(Exists(links))


def going_by(names: Iterable[str], using: str = "default") -> dict[str, Named]:
    """Find folded names, each whole: name → what goes by it.

    One query where nothing does, as for most words; at most five more for what is named.
    """
    wanted = set(names)
    found: dict[str, Named] = defaultdict(Named)
    kinds = _kinds(sorted(wanted), using) if wanted else set()
    for kind, find in (("participant", _participants), ("person", _people), ("topic", _topics)):
        if kind in kinds:
            find(wanted, found)
    return dict(found)


def _kinds(wanted: list[str], using: str) -> set[str]:
    """Which kinds of nouns have a row that goes by a name, public or not; one query."""
    marks = places(wanted)
    plain = "replace(replace(sort_name, ',', ''), ' the ', ' ')"
    parts = [
        f"SELECT '{kind}' FROM {table} WHERE {column} IN ({marks})"
        for kind, table, column in (
            ("participant", "participants_participant", "folded"),
            ("participant", "participants_participant", "formal_folded"),
            ("participant", "participants_participantname", "folded"),
            ("person", "participants_person", "folded"),
            ("person", "participants_personname", "folded"),
            ("topic", "meetings_topic", plain),
            ("topic", "meetings_topic", "lower(abbreviation)"),
        )
    ]
    with connections[using].cursor() as cursor:
        cursor.execute(" UNION ".join(parts), wanted * len(parts))
        return {kind for (kind,) in cursor.fetchall()}


def _participants(wanted: set[str], found: dict[str, Named]) -> None:
    further = ParticipantName.objects.filter(folded__in=wanted).values("participant")
    rows = participants_heard().filter(
        Q(folded__in=wanted) | Q(formal_folded__in=wanted) | Q(pk__in=further)
    )
    for row in rows.order_by("pk").prefetch_related("names"):
        names = {row.folded: row.name, row.formal_folded: row.formal_name}
        names |= {other.folded: other.name for other in row.names.all()}
        for name in wanted & names.keys():
            found[name].participants.append(row.pk)
            found[name].others += [forms(text) for text in names.values() if text]


def _people(wanted: set[str], found: dict[str, Named]) -> None:
    further = PersonName.objects.filter(folded__in=wanted).values("person")
    rows = people_heard().filter(Q(folded__in=wanted) | Q(pk__in=further))
    for row in rows.order_by("pk").prefetch_related("names"):
        names = {row.folded: row.name} | {other.folded: other.name for other in row.names.all()}
        for name in wanted & names.keys():
            found[name].people.append(row.pk)
            found[name].others += [forms(text) for text in names.values()]


def _topics(wanted: set[str], found: dict[str, Named]) -> None:
    plain = Replace(Replace("sort_name", Value(","), Value("")), Value(" the "), Value(" "))
    rows = topics_discussed().annotate(plain=plain, short=Lower("abbreviation"))
    rows = rows.filter(Q(plain__in=wanted) | Q(short__in=wanted)).order_by("pk")
    for pk, name, short in rows.values_list("pk", "name", "abbreviation"):
        words = [word for word in forms(name) if word != "the"]
        for known in wanted & {" ".join(words), short.lower()}:
            found[known].topics.append(pk)
            found[known].others += [forms(text) for text in (name, short) if text]
