"""Model fields for names that are found and ordered alike on every database, and closed lists."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from participants.names import fold_for_sort, fold_name

# Byte order of UTF-8, which is code point order: the same on both databases.
_BYTE_ORDER = {"postgresql": "C", "sqlite": "BINARY"}


class OrderField(models.CharField):
    """Text that lists are ordered by, alike on every database: by its bytes."""

    description = _("Text to order by (up to %(max_length)s)")

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        return {
            **super().db_parameters(connection),
            "collation": _BYTE_ORDER.get(connection.vendor),
        }


class _DerivedNameField(OrderField):
    """Text derived from another field of the row, folded, and collated in byte order."""

    def __init__(self, *args: Any, source: str = "name", **kwargs: Any) -> None:
        self.source = source
        kwargs.setdefault("max_length", 300)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if self.source != "name":
            kwargs["source"] = self.source
        return name, path, args, kwargs

    def _keep(self, instance: models.Model, value: str) -> str:
        # On the instance too, so that what was saved reads like what is stored.
        setattr(instance, self.attname, value)
        return value


class SortField(_DerivedNameField):
    """What a list is ordered by: given or taken from `source`, stored by `fold_for_sort`.

    Left blank, it is filled from the field named by `source` when the row is saved. What was
    given is kept as it was written in the field named by `written`, where there is one; that one
    is declared *after* this one, so that it is saved with it.
    """

    description = _("Text to order by (up to %(max_length)s)")

    def __init__(self, *args: Any, written: str = "", **kwargs: Any) -> None:
        self.written = written
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return fold_for_sort(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        given = getattr(model_instance, self.attname)
        made = fold_for_sort(getattr(model_instance, self.source))
        folded = fold_for_sort(given) or made
        if self.written and given != folded:
            setattr(model_instance, self.written, given)
        elif self.written and fold_for_sort(getattr(model_instance, self.written)) != folded:
            setattr(model_instance, self.written, "" if folded == made else folded)
        return self._keep(model_instance, folded)


class FoldedField(_DerivedNameField):
    """The comparison form (`fold`) of the field named by `source`; never typed."""

    description = _("Text to compare by (up to %(max_length)s)")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        return self._keep(model_instance, fold_name(getattr(model_instance, self.source)))


class TitleOrderField(_DerivedNameField):
    """What lists are ordered by where they are by title: `fold_for_sort` of `source`; never typed.

    NULL where there is no title, so that those come last.
    """

    description = _("Title to order by (up to %(max_length)s)")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("source", "title")
        super().__init__(*args, **kwargs | {"editable": False, "null": True})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        title = fold_for_sort(getattr(model_instance, self.source))
        return self._keep(model_instance, title[: self.max_length] or None)  # type: ignore[arg-type]


class ChoiceListField(models.JSONField):
    """A list of values of a closed list, in an order that means something; stored as JSON.

    `members` are (value, label) pairs, as `TextChoices.choices` gives them. They stay out of
    migrations: the column is the same whatever the list holds.
    """

    description = _("List of values of a closed list")

    def __init__(self, *args: Any, members: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        self.members = tuple(members)
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what is no list, a value that is not in the closed list, and a repeated one.

        Raises: ValidationError, naming the first value that is wrong.
        """
        super().validate(value, model_instance)
        if not isinstance(value, list):
            raise ValidationError(_("Enter a list of values."), code="not_a_list")
        known = [member for member, _label in self.members]
        for position, item in enumerate(value):
            if item not in known:
                raise ValidationError(
                    _("“%(value)s” is not one of: %(known)s."),
                    code="invalid_choice",
                    params={"value": item, "known": ", ".join(known)},
                )
            if item in value[:position]:
                raise ValidationError(
                    _("“%(value)s” is given twice."), code="repeated", params={"value": item}
                )

    def formfield(self, **kwargs: Any) -> Any:
        """Return checkboxes, one a member of the closed list."""
        return models.Field.formfield(
            self,
            **{
                "form_class": forms.MultipleChoiceField,
                "choices": self.members,
                "widget": forms.CheckboxSelectMultiple,
                "show_hidden_initial": False,
                **kwargs,
            },
        )

    def save_form_data(self, instance: models.Model, data: Sequence[str]) -> None:
        """Keep the stored order of the values that stay; new ones follow.

        Checkboxes come in the order of the closed list, which is not the order of the source.
        """
        stored = getattr(instance, self.attname) or []
        kept = [value for value in stored if value in data]
        setattr(instance, self.attname, kept + [value for value in data if value not in kept])

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        super().contribute_to_class(cls, name, private_only)
        labels = dict(self.members)

        def display(instance: models.Model) -> str:
            return ", ".join(
                str(labels.get(value, value)) for value in getattr(instance, name) or []
            )

        method = f"get_{name}_display"
        if method not in cls.__dict__:
            setattr(cls, method, display)
