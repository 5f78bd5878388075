"""The addresses of rows: made of the title where none is given, refused where no file has it."""

from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.db import models
from django.utils.translation import gettext

from participants.slugs import is_slug, latin_slug

#: room for the number that tells two addresses apart
SERIAL = 5


def free_slug(base: str, rows: Any, field: str, taken: set[str]) -> str:
    """``base``, or with a number, so that neither one of ``rows`` nor ``taken`` has it."""
    used = taken | {*rows.filter(**{f"{field}__startswith": base}).values_list(field, flat=True)}
    serial, slug = 1, base
    while slug in used:
        serial += 1
        slug = f"{base}-{serial}"
    return slug


class SlugMixin:
    """What a form does about addresses and keys."""

    #: (field that may be left empty, field that it is then made of)
    slug_from: tuple[str, str] | None = None
    #: what other rows of the same page are given
    taken: set[str]

    # Of the form.
    fields: dict[str, Any]
    changed_data: list[str]
    instance: Any
    _meta: Any

    def ask_for_slugs(self) -> None:
        """Leave it to ``check_slugs`` what an address is; one that can be made may be empty."""
        for field in self.fields.values():
            if isinstance(field, forms.SlugField):
                field.validators = [rule for rule in field.validators if rule != validate_slug]
        if self.slug_from and self.slug_from[0] in self.fields:
            self.fields[self.slug_from[0]].required = False

    def fill_slug(self, cleaned: dict[str, Any]) -> None:
        """Make an address where it was left empty; ask for one where none can be made."""
        field, source = self.slug_from or ("", "")
        if field not in self.fields or cleaned.get(field) or not cleaned.get(source):
            return
        limit = self._meta.model._meta.get_field(field).max_length
        if base := latin_slug(cleaned[source], limit - SERIAL):
            cleaned[field] = free_slug(base, self.siblings(), field, self.taken)
            self.taken.add(cleaned[field])
        else:
            self.add_error(  # type: ignore[attr-defined]  # the form has it
                field,
                gettext(
                    "Give it in Latin letters: none can be made from “%s” that could be read aloud."
                )
                % cleaned[source],
            )

    def check_slugs(self, cleaned: dict[str, Any]) -> None:
        """Refuse an address that a record file could not hold."""
        for column in self._meta.model._meta.fields:
            if not isinstance(column, models.SlugField):
                continue
            value = str(cleaned.get(column.name) or "")
            if value and column.name in self.changed_data and not is_slug(value):
                self.add_error(column.name, slug_refused(value))  # type: ignore[attr-defined]

    def siblings(self) -> Any:
        """The rows among which an address is unique."""
        raise NotImplementedError


def slug_refused(text: str) -> str:
    """Why a text is no address, and what would be."""
    better = latin_slug(text)
    return (
        gettext("Use lower-case Latin letters and digits, joined by single hyphens: %s.") % better
        if better
        else gettext("Use lower-case Latin letters and digits, joined by single hyphens.")
    )
