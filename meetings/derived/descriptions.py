"""What records say of meetings that they only name.

Each relation keeps what its own source says; the stub that the public sees holds what
*published* records say of it. A draft therefore adds nothing to a public stub, and a
withdrawn record takes away what it alone had said.
"""

from collections.abc import Iterable
from typing import Any

from participants.models import Participant

from ..models.choices import Mode, Stage
from ..models.delegation import Delegation
from ..models.meeting import Meeting
from ..models.relation import Relation
from ..models.series import Series

Facts = dict[str, Any]

TEXTS = ("title", "theme", "date", "city", "venue", "mode", "stage")
#: every fact that a relation can hold, as JSON: texts, a number, slugs, delegations
FACTS = (*TEXTS, "ordinal", "series", "country", "delegations")
_SILENT: Facts = {"mode": Mode.NOT_STATED, "stage": Stage.MENTIONED, "ordinal": None}


def facts_of(stub: Meeting) -> Facts:
    """What the row of a stub says, without what it leaves open."""
    delegations = stub.delegations.select_related("participant").order_by("order", "pk")
    facts = {name: str(getattr(stub, name)) for name in TEXTS} | {
        "ordinal": stub.ordinal,
        "series": stub.series.slug if stub.series else "",
        "country": stub.country.slug if stub.country else "",
        "delegations": [
            {"participant": delegation.participant.slug, "roles": delegation.roles}
            for delegation in delegations
        ],
    }
    silent = {"mode": Mode.NOT_STATED.value}
    return {name: value for name, value in facts.items() if value and value != silent.get(name)}


def keep_description(instance: Relation, raw: bool = False, **_signal: Any) -> None:
    """Receiver of ``pre_save``: a new relation states what its stub says.

    Unless another record has described that stub already.
    """
    if raw or not instance._state.adding or instance.described:
        return
    if not Relation.objects.filter(other=instance.other_id).exclude(described={}).exists():
        instance.described = facts_of(instance.other)


def describe_stubs(meeting: Meeting) -> None:
    """Derive anew the stubs that a record names."""
    for stub in Meeting.objects.stubs().filter(named_by__meeting=meeting).distinct():
        describe(stub)


def describe(stub: Meeting) -> None:
    """Derive a stub: what published records say of it; while none names it, what any says."""
    relations = Relation.objects.filter(other=stub).order_by("meeting__slug", "order", "pk")
    published = list(relations.published())
    facts = merged(published or relations)
    # A stub that no record has named yet says what its editor entered.
    if (published or facts) and {"stage": Stage.MENTIONED.value} | facts != facts_of(stub):
        _write(stub, facts)


def merged(relations: Iterable[Relation]) -> Facts:
    """What several sources say together; where two differ, the first one stands."""
    facts: Facts = {}
    present: dict[str, Any] = {}
    for relation in relations:
        for name, value in relation.described.items():
            facts.setdefault(name, value)
        for delegation in relation.described.get("delegations", []):
            present.setdefault(delegation["participant"], delegation)
    if present:
        facts["delegations"] = list(present.values())
    return facts


def differing(relation: Relation, facts: Facts) -> list[str]:
    """The names of the facts that a relation states otherwise."""
    described = relation.described
    names = [
        name
        for name in FACTS[:-1]
        if name in facts and name in described and facts[name] != described[name]
    ]
    delegations = {
        delegation["participant"]: delegation for delegation in described.get("delegations", [])
    }
    if any(
        delegations.get(delegation["participant"], delegation) != delegation
        for delegation in facts.get("delegations", [])
    ):
        names.append("delegations")
    return names


def correct_relations(stub: Meeting, before: Facts) -> None:
    """Carry a correction of the stub's row into every record that names it."""
    after = facts_of(stub)
    changed = {name for name in FACTS if before.get(name) != after.get(name)}
    for relation in Relation.objects.filter(other=stub) if changed else []:
        for name in changed:
            relation.described.pop(name, None)
            if name in after:
                relation.described[name] = after[name]
        relation.save(update_fields=["described"])


def _write(stub: Meeting, facts: Facts) -> None:
    for name in (*TEXTS, "ordinal"):
        setattr(stub, name, facts.get(name, _SILENT.get(name, "")))
    stub.series = Series.objects.filter(slug=facts.get("series", "")).first()
    stub.country = Participant.objects.filter(slug=facts.get("country", "")).first()
    stub.save()
    present = facts.get("delegations", [])
    slugs = [delegation["participant"] for delegation in present]
    rows = {row.slug: row for row in Participant.objects.filter(slug__in=slugs)}
    stub.delegations.exclude(participant__slug__in=slugs).delete()
    for order, delegation in enumerate(present):
        if delegation["participant"] in rows:
            Delegation.objects.update_or_create(
                meeting=stub,
                participant=rows[delegation["participant"]],
                defaults={"roles": delegation["roles"], "order": order},
            )
