"""Who and what goes by a name: participants, people and topics that statements are of.

Only what public statements link to, or ships with the portal, is found: a name that only a
draft uses neither widens a search nor is repeated in a sentence.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Lower, Replace

from meetings.models import StatementParticipant, StatementPerson, StatementTopic, Topic
from participants.models import Participant, ParticipantName, Person, PersonName

from ..engine import search_engine
from ..engine.normal_form import forms
from .conditions import Condition, marks


@dataclass(slots=True)
class NameBearers:
    """All that goes by one name: row numbers, and the other names that it goes by."""

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


def name_bearers(names: Iterable[str]) -> dict[str, NameBearers]:
    """Find folded names, each whole: name → what goes by it.

    One query where nothing does, as for most words; at most five more for what is named.
    """
    wanted = set(names)
    bearers: dict[str, NameBearers] = defaultdict(NameBearers)
    nouns = _nouns_named(sorted(wanted)) if wanted else set()
    if "participant" in nouns:
        _add_participants(wanted, bearers)
    if "person" in nouns:
        _add_people(wanted, bearers)
    if "topic" in nouns:
        _add_topics(wanted, bearers)
    return dict(bearers)


def _nouns_named(wanted: list[str]) -> set[str]:
    """Which nouns have a row that goes by a name, public or not; one query."""
    sort_name = "replace(replace(sort_name, ',', ''), ' the ', ' ')"
    parts = [
        f"SELECT '{noun}' FROM {table} WHERE {column} IN ({marks(wanted)})"
        for noun, table, column in (
            ("participant", "participants_participant", "folded"),
            ("participant", "participants_participant", "formal_folded"),
            ("participant", "participants_participantname", "folded"),
            ("person", "participants_person", "folded"),
            ("person", "participants_personname", "folded"),
            ("topic", "meetings_topic", sort_name),
            ("topic", "meetings_topic", "lower(abbreviation)"),
        )
    ]
    rows = search_engine().rows(" UNION ".join(parts), wanted * len(parts))
    return {noun for (noun,) in rows}


def _add_participants(wanted: set[str], bearers: dict[str, NameBearers]) -> None:
    further = ParticipantName.objects.filter(folded__in=wanted).values("participant")
    rows = participants_heard().filter(
        Q(folded__in=wanted) | Q(formal_folded__in=wanted) | Q(pk__in=further)
    )
    for row in rows.order_by("pk").prefetch_related("names"):
        names = {row.folded: row.name, row.formal_folded: row.formal_name}
        names |= {other.folded: other.name for other in row.names.all()}
        for name in wanted & names.keys():
            bearers[name].participants.append(row.pk)
            bearers[name].others += [forms(text) for text in names.values() if text]


def _add_people(wanted: set[str], bearers: dict[str, NameBearers]) -> None:
    further = PersonName.objects.filter(folded__in=wanted).values("person")
    rows = people_heard().filter(Q(folded__in=wanted) | Q(pk__in=further))
    for row in rows.order_by("pk").prefetch_related("names"):
        names = {row.folded: row.name} | {other.folded: other.name for other in row.names.all()}
        for name in wanted & names.keys():
            bearers[name].people.append(row.pk)
            bearers[name].others += [forms(text) for text in names.values()]


def _add_topics(wanted: set[str], bearers: dict[str, NameBearers]) -> None:
    plain = Replace(Replace("sort_name", Value(","), Value("")), Value(" the "), Value(" "))
    rows = topics_discussed().annotate(plain=plain, short=Lower("abbreviation"))
    rows = rows.filter(Q(plain__in=wanted) | Q(short__in=wanted)).order_by("pk")
    for pk, name, short in rows.values_list("pk", "name", "abbreviation"):
        words = [word for word in forms(name) if word != "the"]
        for known in wanted & {" ".join(words), short.lower()}:
            bearers[known].topics.append(pk)
            bearers[known].others += [forms(text) for text in (name, short) if text]
