"""Addresses inside what records say of other meetings, which are kept as JSON."""

from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from participants.models import Participant

from ..models import Relation, Series

Facts = dict[str, Any]


def describing(model: Any, slugs: list[str]) -> list[Relation]:
    """The relations whose facts name a participant or series by one of some addresses."""
    if model not in (Participant, Series):
        return []
    rows = Relation.objects.annotate(facts=Cast("described", TextField()))
    found: dict[int, Relation] = {}
    for slug in slugs:
        for relation in rows.filter(facts__contains=f'"{slug}"'):
            if renamed(relation.described, model, {slug: ""}) != relation.described:
                found[relation.pk] = relation
    return [found[pk] for pk in sorted(found)]


def renamed(facts: Facts, model: Any, slugs: dict[str, str]) -> Facts:
    """The facts with other addresses; two delegations that become one have the roles of both."""
    changed = dict(facts)
    if model is Series:
        if facts.get("series") in slugs:
            changed["series"] = slugs[facts["series"]]
        return changed
    if facts.get("country") in slugs:
        changed["country"] = slugs[facts["country"]]
    if "delegations" in facts:
        present: dict[str, list[str]] = {}
        for one in facts["delegations"]:
            who = slugs.get(one["participant"], one["participant"])
            roles = present.setdefault(who, [])
            roles += [role for role in one["roles"] if role not in roles]
        changed["delegations"] = [
            {"participant": who, "roles": roles} for who, roles in present.items()
        ]
    return changed
