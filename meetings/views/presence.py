"""Where participants and people were, as their profiles show it: prepared questions, few rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.db.models import Count, F, QuerySet

from participants.models import Participant, Person
from participants.models.question import Question

from ..models import Delegate, Delegation, Inference
from ..models.choices import Layer
from .cards import Section
from .named_meeting import WIDTH, columns, meeting_of

#: rows of a section on the profile of a participant, and of a person
MOST, SEATS = 20, 50


def _fields(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


_DELEGATION, _DELEGATE = _fields(Delegation), _fields(Delegate)
_WHO = ("participant__name", "participant__slug")


def _newest(path: str) -> tuple[Any, ...]:
    return F(f"{path}first_day").desc(nulls_last=True), f"{path}slug"


def _number(rows: QuerySet[Any], by: str) -> QuerySet[Any, Any]:
    return rows.order_by().values(by).annotate(n=Count("pk")).values_list("n")


def _at(layer: Layer, participant: int) -> Any:
    rows = Delegation.objects.filter(participant=participant)
    # Public records are the published ones: that is told without looking for stubs.
    if layer == Layer.RECORD:
        return rows.published()
    return rows.public().filter(meeting__layer=layer)


def _shown_at(layer: Layer, participant: int) -> QuerySet[Any, Any]:
    shown = [*_DELEGATION, *_WHO, *columns("meeting__")]
    return _at(layer, participant).order_by(*_newest("meeting__")).values_list(*shown)[: MOST + 1]


def _number_at(layer: Layer, participant: int) -> QuerySet[Any, Any]:
    return _number(_at(layer, participant), "participant")


def _seats(person: int) -> Any:
    return Delegate.objects.published().filter(person=person)


def _reasons_of(owner: str, number: int) -> QuerySet[Any, Any]:
    rows = Inference.objects.filter(**{f"{owner}__in": [number]})
    return rows.order_by("meeting", "pk").values_list(owner, "field", "reason")


_AT = {layer: Question(partial(_shown_at, layer)) for layer in Layer}
_NUMBER_AT = {layer: Question(partial(_number_at, layer)) for layer in Layer}
_REASONS = {owner: Question(partial(_reasons_of, owner)) for owner in ("delegation", "delegate")}
_SEATS = Question(
    lambda who: (
        _seats(who)
        .order_by(F("delegation__meeting__first_day").desc(nulls_last=True), "pk")
        .values_list(
            *_DELEGATE,
            *(f"delegation__{name}" for name in (*_DELEGATION, *_WHO)),
            *columns("delegation__meeting__"),
        )[: SEATS + 1]
    )
)
_NUMBER_OF_SEATS = Question(lambda who: _number(_seats(who), "person"))
_DELEGATES = Question(
    lambda delegation: (
        Delegate.objects.filter(delegation__in=[delegation])
        .order_by("order", "pk")
        .values_list(*_DELEGATE, "person__name", "person__key")
    )
)
_DATE_REASONS = Question(
    lambda meeting: (
        Inference.objects.of_meetings()
        .filter(field="date", meeting__in=[meeting])
        .order_by("pk")
        .values_list("meeting", "field", "reason")
    )
)


def attended(who: Participant, url: str) -> tuple[Section, Section]:
    """The latest delegations of a participant, with all that its profile says of them.

    At recorded meetings, and at those that records only name.
    """
    rows = {layer: _AT[layer].ask(who.pk) for layer in (Layer.RECORD, Layer.STUB)}
    found = {layer: [_delegation(row) for row in some[:MOST]] for layer, some in rows.items()}
    every = [one for some in found.values() for one in some]
    delegates: dict[int, list[Any]] = defaultdict(list)
    for *values, name, key in _DELEGATES.ask([one.pk for one in every]):
        delegate: Any = Delegate.from_db(None, _DELEGATE, values)
        if name is not None:
            delegate.person = Person(pk=delegate.person_id, name=name, key=key)
        delegates[delegate.delegation_id].append(delegate)
    for one in every:
        keep(one, "delegates", delegates[one.pk])
    _explain(every, "delegation")
    _explain([one for some in delegates.values() for one in some], "delegate")
    explain_dates(one.meeting for one in every)
    there, named = [
        _section(found[layer], rows[layer], _NUMBER_AT[layer], who.pk, url)
        for layer in (Layer.RECORD, Layer.STUB)
    ]
    return there, named


def seats(who: Person) -> Section:
    """The latest seats of a person in delegations to recorded meetings."""
    rows = _SEATS.ask(who.pk)
    found = []
    for row in rows[:SEATS]:
        seat: Any = Delegate.from_db(None, _DELEGATE, row[: len(_DELEGATE)])
        seat.delegation = _delegation(row[len(_DELEGATE) :])
        found.append(seat)
    _explain(found, "delegate")
    explain_dates(one.delegation.meeting for one in found)
    return _section(found, rows, _NUMBER_OF_SEATS, who.pk, "")


def explain_dates(meetings: Iterable[Any]) -> None:
    """Why the dates of meetings are inferred, where they are, as ``date_inferences``."""
    known = list(meetings)
    reasons = _told(_DATE_REASONS, [one.pk for one in known])
    for one in known:
        one.date_inferences = reasons[one.pk]


def _section(
    found: Sequence[Any], rows: Sequence[Any], number: Question, who: int, url: str
) -> Section:
    if len(rows) == len(found):
        return Section(found, len(found), url)
    return Section(found, number.ask(who)[0][0], url)


def _delegation(row: Sequence[Any]) -> Any:
    end = len(_DELEGATION)
    delegation: Any = Delegation.from_db(None, _DELEGATION, row[:end])
    name, slug = row[end : end + 2]
    delegation.participant = Participant(pk=delegation.participant_id, name=name, slug=slug)
    delegation.meeting = meeting_of(row[end + 2 : end + 2 + WIDTH])
    return delegation


def _explain(rows: Iterable[Any], owner: str) -> None:
    """What is inferred of each row, as if it had been prefetched."""
    known = list(rows)
    reasons = _told(_REASONS[owner], [one.pk for one in known])
    for one in known:
        keep(one, "inferences", reasons[one.pk])


def _told(question: Question, numbers: list[int]) -> dict[int, list[Inference]]:
    found: dict[int, list[Inference]] = defaultdict(list)
    for owner, field, reason in question.ask(numbers):
        found[owner].append(Inference(field=field, reason=reason))
    return found


def keep(row: Any, name: str, related: list[Any]) -> None:
    """Rows of a relation, where Django keeps those that were prefetched."""
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = related
