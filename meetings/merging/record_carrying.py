"""Making one of two recorded meetings, of which one was never public."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Meeting, Merge
from ..models.choices import Action
from ..records.checks import record_faults
from .carrying import (
    MergeError,
    Taken,
    chosen_values,
    keep_addresses,
    move,
    packed,
    set_values,
    stored_values,
)
from .record_parts import CarriedParts
from .record_plan import RecordPlan, record_plan
from .records_kept import RecordsKept
from .references import referring


@transaction.atomic
def merge_records(
    kept: Meeting,
    gone: Meeting,
    chosen: Mapping[str, int],
    same: Mapping[str, str],
    user: Any,
    why: str,
) -> Merge:
    """Make one of two records: all parts of ``gone`` become parts of ``kept``.

    ``chosen`` gives for each field the number of the record whose value stands; ``same`` what
    becomes of the parts that both have, by their names. Raises :class:`MergeError`, and writes
    nothing, where something stands against it, or a published record would have new faults.
    """
    plan = _held(kept, gone)
    if not why.strip() or "\0" in why:
        raise MergeError(_("Give the reason; it is kept with each record that is changed."))
    if plan.obstacles:
        raise MergeError(plan.obstacles[0].words)
    told = _("merged %(gone)s into “%(kept)s”: %(why)s")
    name = f"“{gone}”"
    faults = _faults(plan.kept)
    # It is not any more as a file has it: loading that again is refused, and loses nothing.
    records = RecordsKept([plan.kept], set())
    carried = CarriedParts(plan)
    taken: Taken = {
        "gone": packed(plan.gone),
        "before": stored_values(plan.noun, plan.kept),
        "moved": {},
        "dropped": [],
        "described": {},
        "described_after": {},
        "names": [],
    }
    carried.settle(same, chosen)
    for one in referring(Meeting):
        move(plan, one, taken)
    carried.place()
    Meeting._base_manager.get(pk=gone.pk).delete()
    set_values(plan, chosen_values(plan, chosen))
    taken["addresses"] = keep_addresses(plan, [gone.slug])
    taken |= {"after": stored_values(plan.noun, plan.kept), "records": [plan.kept.pk]}
    taken |= {"changed": carried.changed, "whole": carried.dropped}
    records.keep(user, Action.CORRECT, told % {"gone": name, "kept": plan.kept, "why": why})
    if new := _faults(plan.kept) - faults:
        raise MergeError(_("The published record would have faults: %s") % " ".join(sorted(new)))
    return Merge.objects.create(
        noun=Meeting._meta.label_lower,
        kept=plan.kept.pk,
        kept_name=str(plan.kept),
        gone_names=name,
        taken=taken,
        user=user,
        why=why.strip(),
    )


def _held(kept: Meeting, gone: Meeting) -> RecordPlan:
    """The plan, made of records that nobody else changes until the transaction ends."""
    numbers = [kept.pk, gone.pk]
    rows = Meeting.objects.records().select_for_update(of=("self",)).filter(pk__in=numbers)
    held = {row.pk: row for row in rows.order_by("pk")}
    if len(held) != len(numbers):
        raise MergeError(_("One of them is no longer there: somebody merged or deleted it."))
    return record_plan(held[kept.pk], [held[gone.pk]])


def _faults(record: Meeting) -> set[str]:
    """The faults of a published record; of a draft none, as it is checked before it is public."""
    return {fault.message for fault in record_faults(record)} if record.is_published else set()
