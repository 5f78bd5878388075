"""Making two again of what was made one, where nothing that came later stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..derived.descriptions import describe
from ..derived.refresh import refresh_derived
from ..models import Meeting, Merge, Relation, StubMeeting
from ..models.choices import Action
from .carrying import MergeError, stored_values
from .nouns import NOUNS, MergedNoun
from .packing import change_back, changed_since, give_back
from .records_kept import RecordsKept
from .references import Referring, referring


@dataclass(frozen=True, slots=True)
class Moved:
    """Rows of one foreign key that led to a row which went, by that row's number."""

    one: Referring
    gone: int
    rows: list[int]


def noun_of_merge(merge: Merge) -> MergedNoun:
    """The noun whose rows were made one."""
    return next(noun for noun in NOUNS.values() if noun.model._meta.label_lower == merge.noun)


def kept_row(merge: Merge) -> Any:
    """The row that stayed; None where it is no longer there."""
    return noun_of_merge(merge).model._base_manager.filter(pk=merge.kept).first()


def hindrances(merge: Merge) -> Iterator[str]:
    """What came later and stands in the way, a sentence each."""
    if merge.undone:
        yield _("This merge was taken back already.")
        return
    kept = kept_row(merge)
    if kept is None:
        yield (
            _("“%s” is no longer there: it was merged into another, or deleted.") % merge.kept_name
        )
        return
    noun, taken = noun_of_merge(merge), merge.taken
    now = stored_values(noun, kept)
    for name, value in taken["after"].items():
        if now.get(name) != value:
            label = noun.table._meta.get_field(name).verbose_name
            yield _("“%(field)s” of “%(row)s” was changed since.") % {"field": label, "row": kept}
    for moved in _moved(merge):
        there = moved.one.rows([kept.pk]).filter(pk__in=moved.rows).count()
        if there < len(moved.rows):
            yield _("%(noun)s: %(n)d of %(all)d that were moved were changed or deleted since.") % {
                "noun": moved.one.label.capitalize(),
                "n": len(moved.rows) - there,
                "all": len(moved.rows),
            }
    for model in changed_since(taken.get("changed", {}), loose=("order",)):
        yield _("%(noun)s: some were changed or deleted since.") % {
            "noun": capfirst(model._meta.verbose_name_plural)
        }
    facts = dict(Relation.objects.filter(pk__in=taken["described"]).values_list("pk", "described"))
    if any(facts.get(int(pk)) != said for pk, said in taken["described_after"].items()):
        yield _("What records say of a meeting that they name was changed since.")


@transaction.atomic
def undo(merge: Merge, user: Any) -> list[Any]:
    """Take a merge back; the rows that are there again.

    Raises :class:`MergeError`, and writes nothing, where something stands in the way.
    """
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if found := next(hindrances(merge), None):
        raise MergeError(found)
    noun, taken = noun_of_merge(merge), merge.taken
    kept = noun.model._base_manager.select_for_update(of=("self",)).get(pk=merge.kept)
    records = RecordsKept.of(Meeting.objects.filter(pk__in=taken["records"]))
    if noun.names is not None:
        noun.names.objects.filter(pk__in=taken["names"]).delete()
    kept.former_slugs.filter(slug__in=taken["addresses"]).delete()
    for name, value in taken["before"].items():
        setattr(kept, noun.table._meta.get_field(name).attname, value)
    if hasattr(kept, "sort_name_written"):
        kept.sort_name = kept.sort_name_written
    try:
        with transaction.atomic():
            kept.save()
            rows = _again(taken["gone"])
            _move_back(merge)
            for dropped in taken["dropped"]:
                _again(dropped)
            change_back(taken.get("changed", {}))
            for whole in taken.get("whole", []):
                give_back(whole)
    except IntegrityError as refused:
        raise MergeError(
            _("Something made since takes the place of what would return.")
        ) from refused
    if noun.model is Meeting:
        for record in rows:
            refresh_derived(record)
    _describe_again(noun, taken, [kept, *rows])
    told = _("took back: merged %(gone)s into “%(kept)s”")
    words = told % {"gone": merge.gone_names, "kept": merge.kept_name}
    records.keep(user, Action.CORRECT, words)
    merge.undone, merge.undone_by = timezone.now(), user
    merge.save(update_fields=["undone", "undone_by"])
    return rows


def _moved(merge: Merge) -> Iterator[Moved]:
    ways = {one.key: one for one in referring(noun_of_merge(merge).table)}
    for key, by_row in merge.taken["moved"].items():
        for gone, rows in by_row.items():
            yield Moved(ways[key], int(gone), rows)


def _move_back(merge: Merge) -> None:
    for moved in _moved(merge):
        rows = moved.one.model._base_manager.filter(pk__in=moved.rows)
        rows.update(**{moved.one.field.name: moved.gone})


def _again(packed: str) -> list[Any]:
    """Rows as they were, with their numbers; what follows from their values is computed."""
    rows = []
    for one in serializers.deserialize("json", packed):
        one.object.save(force_insert=True)
        rows.append(one.object)
    return rows


def _describe_again(noun: MergedNoun, taken: dict[str, Any], rows: list[Any]) -> None:
    """Give records back what they said of other meetings."""
    for pk, said in taken["described"].items():
        Relation.objects.filter(pk=int(pk)).update(described=said)
    if noun.model is StubMeeting:
        for stub in rows:
            describe(Meeting.objects.get(pk=stub.pk))
