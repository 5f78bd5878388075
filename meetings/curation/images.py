"""Images of rows: what parts of a record are, with all that hangs on them, as JSON holds it.

An image maps the label of a model to its rows, and the number of each row to its values. Two
images tell what an act changed; a change is undone by putting rows back as they were.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, ForeignObjectRel

from participants.queries.prepared_rows import PreparedRows

from ..models import (
    Act,
    Document,
    Finding,
    Meeting,
    RetiredNumber,
    StatementParticipant,
    StatementPerson,
)
from ..models.derived_rows import DerivedRow
from ..models.numbered import Numbered

#: the values of a row by column; None where there is no such row
Values = dict[str, Any]
#: rows by the label of their model and their number, as text
Image = dict[str, dict[str, Values | None]]

#: what is computed from others, or belongs to no part
_APART = (DerivedRow, StatementParticipant, StatementPerson, Act)
#: what has parts of a record hang on it, and is never imaged with them
_WHOLES = (Meeting, Document)
#: what no act changes: the life of a record, and who touched it last
_LIFE = {"status", "layer", "gone", "loaded_digest", "updated_at", "updated_by"}
#: what JSON gives back as it was
_PLAIN = {str, int, bool, type(None)}
#: added to numbers that are about to be others, so that no two are one on the way
_ASIDE = 1_000_000_000
#: what says nothing of how a part reads: where it stands among others, and how it was proposed
_BESIDE = {"order", "search_text"}


@lru_cache(maxsize=64)
def hanging_on(model: type[models.Model]) -> tuple[Any, ...]:
    """The foreign keys of the rows that go with a row of ``model``, those of links as well."""
    if issubclass(model, _WHOLES):
        return ()
    found = (
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and not relation.many_to_many
        and relation.on_delete is models.CASCADE
        and not issubclass(relation.related_model, _APART)
    )
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def _columns(model: type[models.Model]) -> tuple[Any, ...]:
    return tuple(
        field
        for field in model._meta.concrete_fields
        if getattr(field, "serialize", True) and not field.primary_key and field.name not in _LIFE
    )


def values_of(row: models.Model) -> Values:
    """What a row says, by column, as JSON holds it."""
    said = {field.attname: field.value_from_object(row) for field in _columns(type(row))}
    if all(type(value) in _PLAIN for value in said.values()):
        return said
    plain: Values = json.loads(json.dumps(said, cls=DjangoJSONEncoder))
    return plain


def image_of(parts: Iterable[models.Model]) -> Image:
    """The image of parts with all that hangs on them, roots first; parts that are gone have none.

    A fixed number of queries for each model among them.
    """
    return merged(images_by_part(parts).values())


def merged(images: Iterable[Image]) -> Image:
    """Images as one."""
    whole: Image = {}
    for image in images:
        for label, rows in image.items():
            whole.setdefault(label, {}).update(rows)
    return whole


def images_by_part(parts: Iterable[models.Model]) -> dict[tuple[str, int], Image]:
    """The image of each part by itself, by label and number."""
    by_model: dict[type[models.Model], list[int]] = defaultdict(list)
    for part in parts:
        if part.pk is not None:
            by_model[type(part)].append(part.pk)
    images: dict[tuple[str, int], Image] = {}
    for model, numbers in by_model.items():
        label = model._meta.label_lower
        roots = {number: (label, number) for number in numbers}
        images |= {root: {} for root in roots.values()}
        for root, row in _rows_with(model, "pk", roots):
            rows = images[root].setdefault(row._meta.label_lower, {})
            rows[str(row.pk)] = values_of(row)
    return images


@lru_cache(maxsize=256)
def _reader(model: type[models.Model], name: str) -> PreparedRows[models.Model]:
    """Reads the rows that ``name`` leads to; an act reads those of dozens of models, thrice."""
    return PreparedRows(
        model, lambda owner: model._base_manager.filter(**{f"{name}__in": [owner]}).order_by("pk")
    )


def _rows_with(
    model: type[models.Model], name: str, roots: Mapping[int, tuple[str, int]]
) -> Iterator[tuple[tuple[str, int], models.Model]]:
    """The rows that ``name`` leads to any of ``roots``, and what hangs on them."""
    rows = _reader(model, name).rows(roots)
    # By the name of the column a row gives the number that it leads to, and asks for no other row.
    attname = name if name == "pk" else f"{name}_id"
    below = {}
    for row in rows:
        root = roots[getattr(row, attname)]
        below[row.pk] = root
        yield root, row
    if below:
        for field in hanging_on(model):
            yield from _rows_with(field.model, field.name, below)


_RETIRED = PreparedRows(
    RetiredNumber,
    lambda meeting: RetiredNumber.objects.filter(meeting=meeting).order_by("pk"),
)


def retired_numbers(meeting: Any) -> Image:
    """The numbers of a record that are not used again, which follow from what is deleted."""
    rows = _RETIRED.rows(meeting.pk)
    return {RetiredNumber._meta.label_lower: {str(row.pk): values_of(row) for row in rows}}


def changes(before: Image, after: Image) -> tuple[Image, Image]:
    """Of two images, the rows that differ; what is missing in one stands there as None."""
    gone: Image = {}
    new: Image = {}
    for label in dict.fromkeys([*before, *after]):
        old, now = before.get(label, {}), after.get(label, {})
        for number in dict.fromkeys([*old, *now]):
            if old.get(number) != now.get(number):
                gone.setdefault(label, {})[number] = old.get(number)
                new.setdefault(label, {})[number] = now.get(number)
    return gone, new


def same(one: Image, other: Image) -> bool:
    """Whether two images of the same rows read alike, wherever the rows stand among others."""
    return _said(one) == _said(other)


def _said(image: Image) -> Image:
    return {
        label: {
            number: values and {k: v for k, v in values.items() if k not in _BESIDE}
            for number, values in rows.items()
        }
        for label, rows in image.items()
    }


def version_of(image: Image) -> str:
    """A short digest of how a part reads: it changes when a value of it is changed."""
    proposed = Finding._meta.label_lower
    said = {label: rows for label, rows in image.items() if label != proposed}
    packed = json.dumps(_said(said), sort_keys=True).encode("utf-8", "surrogatepass")
    return blake2b(packed, digest_size=8).hexdigest()


def stored(image: Image) -> Image:
    """The rows of an image as they are now."""
    now: Image = {}
    for label, rows in image.items():
        model: Any = apps.get_model(label)
        there = {row.pk: row for row in _reader(model, "pk").rows([int(one) for one in rows])}
        now[label] = {
            number: values_of(there[int(number)]) if int(number) in there else None
            for number in rows
        }
    return now


def put_back(before: Image, now: Image) -> None:
    """Make rows what an image says that they were; rows that it says were not there go.

    ``now`` is what is stored of them.

    Rows are made in the order of the image, owners first, and go in the opposite order.
    """
    for label in reversed(before):
        for number in reversed(before[label]):
            if before[label][number] is None and now[label][number] is not None:
                model = apps.get_model(label)
                for row in model._base_manager.filter(pk=int(number)):
                    row.delete()
    for label, rows in before.items():
        model = apps.get_model(label)
        if issubclass(model, Numbered):
            set_aside_numbers(model, _renumbered(rows, now[label]))
        for number, values in rows.items():
            if values is None:
                continue
            row = _row(model, int(number), values)
            if now[label][number] is None:
                row.save(force_insert=True)
            else:
                row.save(force_update=True, update_fields=[*_names(model, values)])


def set_aside_numbers(model: Any, parts: Iterable[int]) -> None:
    """Give parts numbers that no part has, before they are given others."""
    model._base_manager.filter(pk__in=[*parts]).update(number=F("number") + _ASIDE)


def _renumbered(rows: Mapping[str, Values | None], now: Mapping[str, Values | None]) -> list[int]:
    """The rows that have another number now."""
    return [
        int(row)
        for row, values in rows.items()
        if values and (there := now[row]) and values["number"] != there["number"]
    ]


def _row(model: Any, number: int, values: Values) -> Any:
    fields = {field.attname: field for field in _columns(model)}
    said = {name: fields[name].to_python(value) for name, value in values.items() if name in fields}
    return model(pk=number, **said)


def _names(model: Any, values: Values) -> Iterator[str]:
    return (field.name for field in _columns(model) if field.attname in values)
