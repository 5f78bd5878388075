"""Rows taken out with all that hangs on them, and changed values, to be given back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import NestedObjects
from django.core import serializers
from django.db import router

from .references import DERIVED

#: values before and after, by field; by row number; by model
Changed = dict[str, dict[str, dict[str, list[Any]]]]

#: numbers that no part has
_APART = 1_000_000_000


def taken_out(rows: Sequence[Any]) -> str:
    """Delete rows of one model, and what goes along; all of it, to be given back."""
    if not rows:
        return "[]"
    collector = NestedObjects(using=router.db_for_write(type(rows[0])))
    collector.collect(rows)
    found: Any = collector.model_objs
    # Links of many-to-many fields are packed with the rows whose fields they are.
    packed = [
        row
        for model, group in found.items()
        if not (issubclass(model, DERIVED) or model._meta.auto_created)
        for row in sorted(group, key=lambda one: one.pk)
    ]
    text = serializers.serialize("json", packed)
    type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).delete()
    return text


def give_back(packed: str) -> None:
    """Store rows as they were, with their numbers and links; nothing is derived of them."""
    for one in serializers.deserialize("json", packed):
        one.save(force_insert=True)


def change(changed: Changed, row: Any, **values: Any) -> None:
    """Store other values of a row, noted with those before; a foreign key by its number."""
    of_model = changed.setdefault(row._meta.label_lower, {})
    noted = of_model.setdefault(str(row.pk), {})
    for name, value in values.items():
        noted.setdefault(name, [getattr(row, name), value])[1] = value
        setattr(row, name, value)
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def changed_since(changed: Changed, loose: Iterable[str] = ()) -> Iterator[Any]:
    """The models of which a row does not say any more what was stored then, but for ``loose``."""
    for label, by_row in changed.items():
        model = apps.get_model(label)
        rows = model._base_manager.in_bulk([int(pk) for pk in by_row])
        for pk, noted in by_row.items():
            row = rows.get(int(pk))
            names = [name for name in noted if name not in loose]
            if row is None or any(getattr(row, name) != noted[name][1] for name in names):
                yield model
                break


def change_back(changed: Changed) -> None:
    """Store the values that were there before."""
    for label, by_row in changed.items():
        model = apps.get_model(label)
        numbered = [int(pk) for pk, noted in by_row.items() if "number" in noted]
        for apart, row in enumerate(numbered, _APART):
            # Out of each other's way first: two may have changed their numbers.
            model._base_manager.filter(pk=row).update(number=apart)
        for pk, noted in by_row.items():
            before = {name: values[0] for name, values in noted.items()}
            model._base_manager.filter(pk=int(pk)).update(**before)
