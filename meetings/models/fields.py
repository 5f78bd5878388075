"""Model fields for what RECORDS.md calls dates and passages of text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ..dates import DateError, day_bounds


def validate_edtf(value: str) -> None:
    """Refuse what is no EDTF date with day bounds, naming it."""
    try:
        day_bounds(value)
    except DateError as error:
        raise ValidationError(str(error), code="edtf") from error


class EdtfField(models.CharField):
    """A date as far as it is known, in EDTF (ISO 8601-2), e.g. ``2008-04?``.

    Each save also sets two date fields of the same row, declared *after* this one: the
    strict earliest and latest day, NULL where that end is open or nothing is known.
    """

    default_validators = [validate_edtf]

    def __init__(
        self, *args: Any, first: str = "first_day", last: str = "last_day", **kwargs: Any
    ) -> None:
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("blank", True)
        self.first, self.last = first, last
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """The bounds' names belong to the schema's history too."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"first": self.first, "last": self.last}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Set the bounds of the row on the way to the database."""
        value = super().pre_save(model_instance, add)
        first, last = day_bounds(value) if value and value not in self.words else (None, None)
        setattr(model_instance, self.first, first)
        setattr(model_instance, self.last, last)
        return value

    #: values that are no dates and have no bounds
    words: tuple[str, ...] = ()


class MadeField(EdtfField):
    """When a pledge was made: EDTF, or the words "before the meeting"."""

    words = ("before the meeting",)
    default_validators = []

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what is neither."""
        super().validate(value, model_instance)
        if value and value not in self.words:
            validate_edtf(value)
