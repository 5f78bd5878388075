"""Who and what goes by a name: participants, people and topics on record.

Only what published records link to, or ships with the portal, is found: a name that only a
draft uses neither widens a search nor is repeated in a sentence.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Lower, Replace

from meetings.models import (
    Delegate,
    Delegation,
    Pledger,
    StatementParticipant,
    StatementPerson,
    StatementTopic,
    Topic,
)
from participants.models import (
    Participant,
    ParticipantKind,
    ParticipantName,
    Person,
    PersonName,
)
from participants.names import fold_name

from ..engine import search_engine
from ..engine.normal_form import forms
from .conditions import Condition, marks


@dataclass(slots=True)
class NameBearers:
    """All that goes by one name: row numbers, and the other names that it goes by.

    ``labels`` are its names as pages print them, by their folded form; ``longer`` are names of
    other states that hold one of ``others``, or are one.
    """

    participants: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    topics: list[int] = field(default_factory=list)
    others: list[tuple[str, ...]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    longer: list[tuple[str, ...]] = field(default_factory=list)

    def condition(self) -> Condition:
        """Statements of any of them."""
        return Condition(
            participants=tuple(sorted(set(self.participants))),
            people=tuple(sorted(set(self.people))),
            topics=tuple(sorted(set(self.topics))),
        )


def participants_on_record() -> Any:
    """Participants that ship, or that spoke, pledged or attended in a published record."""
    one = {"participant": OuterRef("pk")}
    return Participant.objects.filter(
        Q(shipped=True)
        | Exists(StatementParticipant.objects.published().filter(**one))
        | Exists(Pledger.objects.published().filter(**one))
        | Exists(Delegation.objects.published().filter(**one))
    )


def people_on_record() -> Any:
    """People that spoke, pledged or attended in a published record."""
    one = {"person": OuterRef("pk")}
    return Person.objects.filter(
        Exists(StatementPerson.objects.published().filter(**one))
        | Exists(Pledger.objects.published().filter(**one))
        | Exists(Delegate.objects.published().filter(**one))
    )


def topics_discussed() -> Any:
    """Topics that a public statement is on."""
    links = StatementTopic.objects.published().filter(topic=OuterRef("pk"))
    return Topic.objects.filter(Exists(links))


def name_bearers(names: Mapping[str, str]) -> dict[str, NameBearers]:
    """Find folded names, each whole, with the code that each may be: name → what goes by it.

    One query where nothing does, as for most words; at most six more for what is named.
    """
    bearers: dict[str, NameBearers] = defaultdict(NameBearers)
    nouns = _nouns_named(names) if names else set()
    wanted = set(names)
    if "participant" in nouns:
        codes = {code: name for name, code in names.items() if code}
        _add_participants(wanted, codes, bearers)
    if "person" in nouns:
        _add_people(wanted, bearers)
    if "topic" in nouns:
        _add_topics(wanted, bearers)
    return dict(bearers)


class _NameColumn(NamedTuple):
    """A column of names of a noun."""

    noun: str
    table: str
    column: str


#: "the" and the comma of a sort name are in no folded name
_PLAIN_SORT_NAME = "replace(replace(sort_name, ',', ''), ' the ', ' ')"
_NAME_COLUMNS = (
    _NameColumn("participant", "participants_participant", "folded"),
    _NameColumn("participant", "participants_participant", "formal_folded"),
    _NameColumn("participant", "participants_participantname", "folded"),
    _NameColumn("person", "participants_person", "folded"),
    _NameColumn("person", "participants_personname", "folded"),
    _NameColumn("topic", "meetings_topic", _PLAIN_SORT_NAME),
    _NameColumn("topic", "meetings_topic", "lower(abbreviation)"),
)
_CODE_COLUMN = _NameColumn("participant", "participants_participant", "code")


def _nouns_named(names: Mapping[str, str]) -> set[str]:
    """Which nouns have a row that goes by a name, public or not; one query."""
    wanted, codes = sorted(names), sorted(filter(None, names.values()))
    asked = [(column, wanted) for column in _NAME_COLUMNS]
    if codes:
        asked.append((_CODE_COLUMN, codes))
    parts = [
        f"SELECT '{of.noun}' FROM {of.table} WHERE {of.column} IN ({marks(values)})"
        for of, values in asked
    ]
    rows = search_engine().rows(
        " UNION ".join(parts), [value for _of, values in asked for value in values]
    )
    return {noun for (noun,) in rows}


def _add_participants(
    wanted: set[str], codes: Mapping[str, str], bearers: dict[str, NameBearers]
) -> None:
    further = ParticipantName.objects.filter(folded__in=wanted).values("participant")
    named = Q(folded__in=wanted) | Q(formal_folded__in=wanted) | Q(pk__in=further)
    states: dict[str, set[int]] = defaultdict(set)
    rows = participants_on_record().filter(named | Q(code__in=list(codes)))
    for row in rows.order_by("pk").prefetch_related("names"):
        names = {row.folded: row.name, row.formal_folded: row.formal_name}
        names |= {other.folded: other.name for other in row.names.all()}
        known = wanted & names.keys() | ({codes[row.code]} if row.code in codes else set())
        for name in known:
            bearers[name].participants.append(row.pk)
            bearers[name].others += [forms(text) for text in names.values() if text]
            bearers[name].labels[row.folded] = row.name
            if row.kind == ParticipantKind.STATE:
                states[name].add(row.pk)
    if states:
        _add_longer_names(states, bearers)


def _add_longer_names(states: Mapping[str, set[int]], bearers: dict[str, NameBearers]) -> None:
    """Names of other states that hold a name of those named, or are the same; one query."""
    shorter = {" ".join(words) for name in states for words in bearers[name].others}
    holding = Q()
    for words in sorted(shorter):
        for column in ("folded", "formal_folded", "names__folded"):
            holding |= Q(**{f"{column}__contains": words})
    if not holding:
        return
    rows = Participant.objects.filter(holding, kind=ParticipantKind.STATE)
    rows = rows.order_by("pk", "names__pk")
    for row in rows.values("pk", "name", "formal_name", "names__name"):
        texts = (row["name"], row["formal_name"], row["names__name"])
        for name, numbers in states.items():
            if row["pk"] not in numbers:
                bearers[name].longer += [forms(text) for text in texts if text]


def _add_people(wanted: set[str], bearers: dict[str, NameBearers]) -> None:
    further = PersonName.objects.filter(folded__in=wanted).values("person")
    rows = people_on_record().filter(Q(folded__in=wanted) | Q(pk__in=further))
    for row in rows.order_by("pk").prefetch_related("names"):
        names = {row.folded: row.name} | {other.folded: other.name for other in row.names.all()}
        for name in wanted & names.keys():
            bearers[name].people.append(row.pk)
            bearers[name].others += [forms(text) for text in names.values()]
            bearers[name].labels[row.folded] = row.name


def _add_topics(wanted: set[str], bearers: dict[str, NameBearers]) -> None:
    plain = Replace(Replace("sort_name", Value(","), Value("")), Value(" the "), Value(" "))
    rows = topics_discussed().annotate(plain=plain, short=Lower("abbreviation"))
    rows = rows.filter(Q(plain__in=wanted) | Q(short__in=wanted)).order_by("pk")
    for pk, name, short in rows.values_list("pk", "name", "abbreviation"):
        words = [word for word in forms(name) if word != "the"]
        for known in wanted & {" ".join(words), short.lower()}:
            bearers[known].topics.append(pk)
            bearers[known].others += [forms(text) for text in (name, short) if text]
            bearers[known].labels[fold_name(name)] = name
