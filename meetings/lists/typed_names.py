"""What came of the names that were typed into the filters of a list."""

from typing import Any, NamedTuple

from .address import Chip
from .name_filters import NameField, NotOneNameError


class Question(NamedTuple):
    """A name that may stand for several: of which filter, and the list with each of them."""

    filter: str
    typed: str
    choices: list[Chip]


def settled_names(filters: Any) -> dict[str, list[str]]:
    """The slugs of names that were typed, by filter; empty where all were slugs already."""
    slugs = {}
    for name, values in filters.address.used.items():
        field, rows = filters.form.fields[name], rows_chosen(filters, name)
        if isinstance(field, NameField) and name not in filters.form.errors:
            keys = [getattr(row, field.key) for row in rows]
            if keys != values:
                slugs[name] = keys
    return slugs


def rows_chosen(filters: Any, name: str) -> list[Any]:
    """The rows that a filter by name stands at; of names typed, those that are understood."""
    if chosen := filters.values.get(name):
        return list(chosen) if isinstance(chosen, list) else [chosen]
    return [row for error in _wrong(filters, name) for row in error.known]


def misread(filters: Any, name: str) -> str:
    """The name that was typed into a filter and stands for nobody or for several; else empty."""
    return next((error.typed for error in _wrong(filters, name)), "")


def questions(filters: Any) -> list[Question]:
    """Each name that may stand for several, with what it may be."""
    return [
        Question(
            str(filters.form[name].label),
            error.typed,
            [_choice(filters, name, error.typed, row) for row in error.candidates],
        )
        for name in filters.form.errors
        for error in _wrong(filters, name)
        if error.candidates
    ]


def _choice(filters: Any, name: str, typed: str, row: Any) -> Chip:
    slug = getattr(row, filters.form.fields[name].key)
    return Chip(slug, str(row), filters.address.replaced(name, typed, slug))


def _wrong(filters: Any, name: str) -> list[NotOneNameError]:
    errors = filters.form.errors.as_data().get(name, [])
    return [error for error in errors if isinstance(error, NotOneNameError)]
