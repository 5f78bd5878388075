"""Names that a record prints or holds, and whom else the register knows by them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from participants.finder import find_many
from participants.honorifics import bare_name
from participants.models import NameKind, Participant, ParticipantName, Person, PersonName
from participants.names import fold_name
from participants.queries.prepared import PreparedQuery

#: the most words of a name whose order is tried otherwise
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Printed:
    """A name as a row prints it, and who was chosen for it."""

    row: Any
    words: str
    chosen: tuple[Participant | Person, ...]

    @property
    def is_own(self) -> bool:
        """Whether it is the name, as it stands on their page, of one of those chosen; or empty."""
        return fold_name(self.words) in {"", *(row.folded for row in self.chosen)}


class Bearers:
    """Whoever goes by some printed names: participants, and people where one was chosen.

    A query for each of the two.
    """

    def __init__(self, names: Collection[Printed]) -> None:
        # Most print the name of who was chosen: for these nobody else is sought.
        sought = [one for one in names if not one.is_own]
        bodies = {one.words for one in sought if _has(one, Participant)}
        self._participants = find_many(bodies) if bodies else {}
        folded = {fold_name(one.words) for one in sought if _has(one, Person)} - {""}
        self._people = _people_named(folded)

    def of(self, name: Printed) -> set[Any]:
        """Those that go by one of the names, among the nouns of those chosen."""
        found: set[Any] = set()
        if name.is_own:
            folded = fold_name(name.words)
            return {row for row in name.chosen if folded and row.folded == folded}
        if _has(name, Participant):
            found.update(self._participants[name.words].candidates)
        if _has(name, Person):
            found.update(self._people.get(fold_name(name.words), ()))
        return found


def _has(name: Printed, model: type) -> bool:
    return any(isinstance(row, model) for row in name.chosen)


def _people_named(folded: set[str]) -> dict[str, set[Person]]:
    people: dict[str, set[Person]] = defaultdict(set)
    # Joined to their further names, people come once for each, told in `further`.
    rows: Any = Person.objects.order_by().annotate(further=F("names__folded"))
    named = Q(folded__in=folded) | Q(further__in=folded)
    for row in rows.filter(named) if folded else ():
        for name in {row.folded, row.further} & folded:
            people[name].add(row)
    return people


def names_another(name: Printed, bearers: set[Any]) -> str:
    """A doubt about a printed name that is one of others alone; both are named; "" for none.

    An office and its body are one here: “Secretary-General” is printed, the United Nations speak.
    """
    if not bearers or any(_related(one, row) for one in bearers for row in name.chosen):
        return ""
    words = _("“%(printed)s” is a name of %(other)s, and %(chosen)s was chosen; which is right?")
    other = min(bearers, key=lambda row: (row.sort_name, row.pk))
    named = ", ".join(str(row) for row in name.chosen)
    return words % {"printed": name.words, "other": other, "chosen": named}


def _related(bearer: Any, chosen: Any) -> bool:
    """Whether two are one, or one is part of the other, by the bodies that the finder reads."""
    if bearer == chosen:
        return True
    if not (isinstance(bearer, Participant) and isinstance(chosen, Participant)):
        return False
    above = {bearer.part_of_id, bearer.part_of.part_of_id if bearer.part_of else None}
    return chosen.pk in above or bearer.pk == chosen.part_of_id


def goes_by_too(other: Any) -> str:
    """A doubt about a row that goes by a name of another."""
    return _("“%(other)s” goes by this name too; is it the same?") % {"other": other}


def others_named(row: Participant | Person, name: str) -> Any:
    """Participants, or people, other than ``row`` that go by a name, in alphabetical order."""
    folded = fold_name(name)
    rows = _going_by(type(row), folded)
    return rows.exclude(pk=row.pk).in_alphabetical_order() if folded else rows.none()


def namesakes(rows: Iterable[Participant | Person]) -> dict[Any, Any]:
    """For each row that shares a name with others the first of these; two queries a noun.

    Names are alike in any order of their words, and with or without an honorific. What the
    portal ships, and abbreviations, are left out.
    """
    alike: dict[Any, Any] = {}
    known = set(rows)
    bodies = {row for row in known if isinstance(row, Participant) and not row.shipped}
    for model, asked in ((Participant, bodies), (Person, known - {*_of(Participant, known)})):
        if asked:
            alike |= _namesakes(model, {row.pk: row for row in asked})
    return alike


def _of(model: type, rows: Iterable[Any]) -> Iterable[Any]:
    return (row for row in rows if isinstance(row, model))


def _namesakes(model: Any, asked: dict[int, Any]) -> dict[Any, Any]:
    own: dict[str, set[int]] = defaultdict(set)
    for row in _NAMED[model].rows(asked):
        for name in _names(row):
            for spelling in _spellings(name) if model is Person else {name}:
                own[spelling].add(row.pk)
    found: dict[int, list[_PersonNames]] = defaultdict(list)
    names = list(own)
    others = _NAMED_SO[model].rows(*[names] * (3 if model is Participant else 2)) if names else []
    for other in others:
        for name in _names(other):
            for pk in own.get(name, set()) - {other.pk}:
                found[pk].append(other)
    first = {pk: min(rows, key=lambda row: (row.sort_name, row.pk)) for pk, rows in found.items()}
    return {asked[pk]: other for pk, other in first.items()}


def _spellings(name: str) -> set[str]:
    """A folded name, without honorific, and with its first or last word at the other end."""
    words = bare_name(name).split()
    turned = {name, " ".join(words)}
    if 1 < len(words) <= _MOST_WORDS:
        turned |= {" ".join([*words[1:], words[0]]), " ".join([words[-1], *words[:-1]])}
    return turned - {""}


def _names(row: Any) -> set[str]:
    """The folded names of a row that was read with one of its further ones."""
    is_short = getattr(row, "kind_of_name", "") == NameKind.ABBREVIATION
    further = "" if is_short else row.further
    return {row.folded, getattr(row, "formal_folded", ""), further or ""} - {""}


@dataclass(slots=True)
class _PersonNames:
    """A person, with one further name."""

    pk: int
    name: str
    sort_name: str
    folded: str
    further: Annotated[str | None, F("names__folded")]

    def __str__(self) -> str:
        return self.name


@dataclass(slots=True)
class _ParticipantNames(_PersonNames):
    """A participant, with one further name."""

    formal_folded: str
    kind_of_name: Annotated[str | None, F("names__kind")]


# Once for every further name of each.
_NAMED: dict[Any, PreparedQuery[Any]] = {
    Person: PreparedQuery(
        lambda number: Person.objects.order_by().filter(pk__in=[number]), _PersonNames
    ),
    Participant: PreparedQuery(
        lambda number: Participant.objects.order_by().filter(pk__in=[number]), _ParticipantNames
    ),
}
_NAMED_SO: dict[Any, PreparedQuery[Any]] = {
    Person: PreparedQuery(
        lambda name, further: Person.objects.order_by().filter(
            Q(folded__in=[name]) | Q(names__folded__in=[further])
        ),
        _PersonNames,
    ),
    Participant: PreparedQuery(
        lambda name, formal, further: Participant.objects.order_by().filter(
            Q(folded__in=[name]) | Q(formal_folded__in=[formal]) | Q(names__folded__in=[further])
        ),
        _ParticipantNames,
    ),
}


def _going_by(model: Any, folded: str) -> Any:
    named = Q(folded=folded)
    if model is Participant:
        named |= Q(formal_folded=folded)
    names: Any = ParticipantName if model is Participant else PersonName
    owner = "participant" if model is Participant else "person"
    further = names.objects.filter(folded=folded)
    return model.objects.filter(named | Q(pk__in=further.values(owner)))
