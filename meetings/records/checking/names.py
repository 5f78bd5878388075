"""Names that a record prints or holds, and whom else the register knows by them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from participants.finder import find_many
from participants.honorifics import bare_name
from participants.models import NameKind, Participant, Person
from participants.names import fold_name

#: the most words of a name whose order is tried otherwise
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Printed:
    """A name as a row prints it, and who was chosen for it."""

    row: Any
    words: str
    chosen: tuple[Participant | Person, ...]


class Bearers:
    """Whoever goes by some printed names: participants, and people where one was chosen.

    A query for each of the two.
    """

    def __init__(self, names: Collection[Printed]) -> None:
        bodies = {one.words for one in names if _has(one, Participant)}
        self._participants = find_many(bodies) if bodies else {}
        folded = {fold_name(one.words) for one in names if _has(one, Person)} - {""}
        self._people = _people_named(folded)

    def of(self, name: Printed) -> set[Any]:
        """Those that go by one of the names, among the nouns of those chosen."""
        found: set[Any] = set()
        if _has(name, Participant):
            found.update(self._participants[name.words].candidates)
        if _has(name, Person):
            found.update(self._people.get(fold_name(name.words), ()))
        return found


def _has(name: Printed, model: type) -> bool:
    return any(isinstance(row, model) for row in name.chosen)


def _people_named(folded: set[str]) -> dict[str, set[Person]]:
    people: dict[str, set[Person]] = defaultdict(set)
    for row in _going_by(Person, folded) if folded else ():
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
    rows = _going_by(type(row), {folded}, abbreviations=True)
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
    for row in _with_names(model).filter(pk__in=asked):
        for name in _names(row):
            for spelling in _spellings(name) if model is Person else {name}:
                own[spelling].add(row.pk)
    found: dict[int, set[Any]] = defaultdict(set)
    for other in _going_by(model, set(own)):
        for name in _names(other):
            for pk in own.get(name, set()) - {other.pk}:
                found[pk].add(other)
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
    further = "" if getattr(row, "kind_of_name", "") == NameKind.ABBREVIATION else row.further
    return {row.folded, getattr(row, "formal_folded", ""), further or ""} - {""}


def _with_names(model: Any) -> Any:
    """Rows of a noun, each once for every further name it has, told in ``further``."""
    rows = model.objects.order_by().annotate(further=F("names__folded"))
    return rows.annotate(kind_of_name=F("names__kind")) if model is Participant else rows


def _going_by(model: Any, folded: set[str], *, abbreviations: bool = False) -> Any:
    named = Q(folded__in=folded)
    if model is Participant:
        named |= Q(formal_folded__in=folded)
    if abbreviations:
        further = model.names.rel.related_model.objects.filter(folded__in=folded)
        owner = "participant" if model is Participant else "person"
        return model.objects.filter(named | Q(pk__in=further.values(owner)))
    return _with_names(model).filter(named | Q(further__in=folded))
