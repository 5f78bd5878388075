"""Meetings attended by, and pledges by, whom a search names."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet

from meetings.models import Delegate, Delegation, Meeting, Pledge

from ..query.conditions import Condition


def names_somebody(condition: Condition) -> bool:
    """Whether a condition names participants or people."""
    return bool(condition.participants or condition.people)


def _attended_by(condition: Condition) -> Q:
    delegations = Delegation.objects.filter(participant__in=condition.participants)
    delegates = Delegate.objects.filter(person__in=condition.people)
    return Q(pk__in=delegations.values("meeting")) | Q(
        pk__in=delegates.values("delegation__meeting")
    )


def _made_by(condition: Condition) -> Q:
    return Q(pledgers__participant__in=condition.participants) | Q(
        pledgers__person__in=condition.people
    )


#: nouns that can be by somebody
OF_SOMEBODY: dict[type[Model], Callable[[Condition], Q]] = {
    Meeting: _attended_by,
    Pledge: _made_by,
}


def of_somebody(rows: QuerySet[Any], named: Sequence[Condition]) -> QuerySet[Any]:
    """Those of meetings or pledges that meet conditions on whom they are of."""
    for condition in named:
        by = OF_SOMEBODY[rows.model](condition)
        if condition.negated:
            rows = rows.exclude(by)
        else:
            rows = rows.filter(by).distinct() if rows.model is Pledge else rows.filter(by)
    return rows
