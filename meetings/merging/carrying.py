"""Making rows one, in one transaction, with all that takes it back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..derived.descriptions import FACTS, describe
from ..models import Document, Meeting, Merge, Relation, Series, Topic
from ..models.choices import Action
from ..models.derived_rows import DerivedRow
from .described import describing, renamed
from .nouns import MergedNoun, names_of
from .plan import MergePlan, affected_records, plan_of
from .records_kept import RecordsKept
from .references import Referring, referring

Taken = dict[str, Any]


class MergeError(Exception):
    """Rows that cannot be made one; the text says why, for the person who tried."""


@transaction.atomic
def merge(kept: Any, gone: Sequence[Any], chosen: Mapping[str, int], user: Any, why: str) -> Merge:
    """Make one of rows: everything that refers to ``gone`` refers to ``kept``.

    ``chosen`` gives for each field the number of the row whose value stands. Raises
    :class:`MergeError`, and writes nothing, where something stands against it.
    """
    plan = _held(kept, gone)
    if not why.strip() or "\0" in why:
        raise MergeError(_("Give the reason; it is kept with each record that is changed."))
    if plan.obstacles:
        raise MergeError(plan.obstacles[0].words)
    names = "; ".join(f"“{row}”" for row in plan.gone)
    told = _("merged %(gone)s into “%(kept)s”: %(why)s")
    records = RecordsKept.of(affected_records(plan))
    taken: Taken = {
        "gone": packed(plan.gone),
        "before": stored_values(plan.noun, plan.kept),
        "moved": {},
        "dropped": [],
    }
    facts = _change_descriptions(plan)
    taken["described"] = {str(pk): before for pk, before in facts.items()}
    for one in referring(plan.noun.table):
        move(plan, one, taken)
    addresses = [address for row in plan.gone for address in plan.noun.addresses(row)]
    names_gone = {name: kind for row in plan.gone for name, kind in names_of(row).items()}
    values = chosen_values(plan, chosen)
    old_names = names_of(plan.kept)
    for row in plan.gone:
        plan.noun.table._base_manager.get(pk=row.pk).delete()
    set_values(plan, values)
    taken["names"] = _keep_names(plan, {**names_gone, **old_names})
    taken["addresses"] = keep_addresses(plan, addresses)
    _settle_descriptions(plan)
    taken["after"] = stored_values(plan.noun, plan.kept)
    settled = Relation.objects.filter(pk__in=facts).values_list("pk", "described")
    taken["described_after"] = {str(pk): said for pk, said in settled}
    records.keep(user, Action.CORRECT, told % {"gone": names, "kept": plan.kept, "why": why})
    return Merge.objects.create(
        noun=plan.noun.model._meta.label_lower,
        kept=plan.kept.pk,
        kept_name=str(plan.kept),
        gone_names=names,
        taken=taken | {"records": [record.pk for record in records.meetings]},
        user=user,
        why=why.strip(),
    )


def _held(kept: Any, gone: Sequence[Any]) -> MergePlan:
    """The plan, made of rows that nobody else changes until the transaction ends."""
    numbers = [kept.pk, *(row.pk for row in gone)]
    if len(set(numbers)) != len(numbers) or len(numbers) == 1:
        raise MergeError(_("Choose two rows at least, and which of them stays."))
    model = type(kept)
    rows = {
        row.pk: row
        for row in model._base_manager.select_for_update(of=("self",))
        .filter(pk__in=numbers)
        .order_by("pk")
    }
    if len(rows) != len(numbers):
        raise MergeError(_("One of them is no longer there: somebody merged or deleted it."))
    first, *rest = (rows[number] for number in numbers)
    return plan_of(first, rest)


def packed(rows: Sequence[Any]) -> str:
    """Rows with their numbers, as they are made again."""
    return serializers.serialize("json", rows)


def stored_values(noun: MergedNoun, row: Any) -> Taken:
    """What a row says, as JSON holds it."""
    names = [column.name for column in noun.fields()]
    names += ["sort_name"] if noun.model in (Topic, Series) else []
    names += ["text", "sha256"] if noun.model is Document else []
    return {name: _plain(getattr(row, row._meta.get_field(name).attname)) for name in names}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (bool, int, str, list)) else str(value)


def move(plan: MergePlan, one: Referring, taken: Taken) -> None:
    """Let the rows of one foreign key lead to the row that stays."""
    numbers = [row.pk for row in plan.gone]
    if one.is_derived:
        # Those of link tables are in the way of the deletion; all are made anew from what moved.
        if not issubclass(one.model, DerivedRow):
            one.rows(numbers).delete()
        return
    dropped = [row for clash in plan.clashes.get(one, ()) for row in clash.rows[1:]]
    if dropped:
        taken["dropped"].append(packed(dropped))
        one.model._base_manager.filter(pk__in=[row.pk for row in dropped]).delete()
    for number in numbers:
        rows = list(one.rows([number]).values_list("pk", flat=True))
        if rows:
            taken["moved"].setdefault(one.key, {})[str(number)] = rows
            one.model._base_manager.filter(pk__in=rows).update(**{one.field.name: plan.kept.pk})


def _change_descriptions(plan: MergePlan) -> dict[int, Any]:
    """Rewrite addresses in what records say of other meetings; what stood there, by relation."""
    model = plan.noun.table
    address = getattr(plan.kept, plan.noun.address)
    slugs = {getattr(row, plan.noun.address): address for row in plan.gone}
    before = {}
    if model is Meeting:
        for relation in Relation.objects.filter(other__in=plan.numbers):
            before[relation.pk] = relation.described
    for relation in describing(model, list(slugs)):
        before[relation.pk] = relation.described
        relation.described = renamed(relation.described, model, slugs)
        relation.save(update_fields=["described"])
    return before


def _settle_descriptions(plan: MergePlan) -> None:
    """Let every record say of one meeting what was chosen, where they said otherwise."""
    if plan.noun.table is not Meeting:
        return
    kept = Meeting.objects.select_related("series", "country").get(pk=plan.kept.pk)
    plain = {name: str(getattr(kept, name)) for name in FACTS if name not in _LINKED}
    plain["ordinal"] = kept.ordinal
    plain |= {"series": kept.series.slug if kept.series else ""}
    plain |= {"country": kept.country.slug if kept.country else ""}
    for relation in Relation.objects.filter(other=kept):
        said = relation.described
        settled = {name: plain[name] if plain.get(name) else value for name, value in said.items()}
        if settled != said:
            relation.described = settled
            relation.save(update_fields=["described"])
    describe(kept)
    plan.kept.refresh_from_db()


#: facts of a meeting that are rows, or a number
_LINKED = ("ordinal", "series", "country", "delegations")


def chosen_values(plan: MergePlan, chosen: Mapping[str, int]) -> dict[str, Any]:
    """What the row that stays is to say, by column."""
    rows = {row.pk: row for row in plan.rows}
    values = {}
    for compared in plan.fields:
        row = rows.get(chosen.get(compared.name, compared.chosen))
        if row is None:
            raise MergeError(_("Choose a value of one of the rows for “%s”.") % compared.label)
        column = plan.kept._meta.get_field(compared.name)
        values[column.attname] = getattr(row, column.attname)
        if compared.name == "name" and plan.noun.model in (Topic, Series):
            # A name is ordered by as its own row had it.
            values |= {"sort_name": row.sort_name}
    if plan.noun.model is Document and not plan.kept.text:
        held = next((row for row in plan.gone if row.text), plan.kept)
        values |= {"text": held.text, "sha256": held.sha256}
        if held.text:
            values["rights"] = held.rights
    return values


def set_values(plan: MergePlan, values: Mapping[str, Any]) -> None:
    """Give the row that stays its values."""
    kept = plan.kept
    for name, value in values.items():
        setattr(kept, name, value)
    if hasattr(kept, "sort_name_written"):
        kept.sort_name = kept.sort_name_written
    try:
        kept.full_clean(exclude=[plan.noun.address])
    except ValidationError as refused:
        raise MergeError(" ".join(refused.messages)) from refused
    kept.save()


def _keep_names(plan: MergePlan, names: Mapping[str, str]) -> list[int]:
    """Add names that it went by, or the others did; the numbers of the rows that are new."""
    if plan.noun.names is None:
        return []
    plan.kept._prefetched_objects_cache = {}
    known = {name.name for name in plan.kept.names.all()}
    known |= {plan.kept.name, getattr(plan.kept, "formal_name", "")}
    known.add(getattr(plan.kept, "code", None) or "")
    made = []
    for name, kind in names.items():
        if name in known:
            continue
        fields = {plan.noun.owner: plan.kept, "name": name} | ({"kind": kind} if kind else {})
        made.append(plan.noun.names.objects.create(**fields).pk)
    return made


def keep_addresses(plan: MergePlan, addresses: Sequence[str]) -> list[str]:
    """Let the addresses of what went lead to what stays; those that are new."""
    former = plan.noun.table._meta.get_field("former_slugs").related_model
    rows = plan.noun.table._base_manager
    made = []
    for slug in dict.fromkeys(addresses):
        taken = former.objects.filter(slug=slug).exists()
        if not taken and not rows.filter(**{plan.noun.address: slug}).exists():
            former.objects.create(**{"slug": slug, plan.noun.owner: plan.kept})
            made.append(slug)
    return made
