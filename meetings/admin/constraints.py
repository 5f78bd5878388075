"""The constraints of the models, checked by every form and said beside the field they are about.

Django leaves out a constraint as soon as one of its fields is not on the form, and says of others
only above the form. Here a form asks each constraint of its model, and a page whose row was
refused by the database all the same is shown again with what was typed.
"""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models
from django.db.models import BaseConstraint, CheckConstraint, F, Q, UniqueConstraint
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from .doubts import confirmed
from .readings import with_reading

logger = logging.getLogger(__name__)


def fields_of(constraint: BaseConstraint) -> list[str]:
    """The names of the fields that a constraint is about, in its order."""
    if isinstance(constraint, UniqueConstraint):
        return list(constraint.fields)
    if isinstance(constraint, CheckConstraint) and isinstance(constraint.condition, Q):
        return list(dict.fromkeys(_names(constraint.condition)))
    return []


def _names(condition: Q) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _names(child)
        elif isinstance(child, tuple):
            path, value = child
            yield str(path).split("__")[0]
            if isinstance(value, F):
                yield str(value.name).split("__")[0]  # type: ignore[attr-defined]  # it has one


def box_of(constraint: BaseConstraint, boxes: Collection[str]) -> str | None:
    """Which of the boxes of a form a constraint is said beside; None if it is about none."""
    about = [name for name in fields_of(constraint) if name in boxes]
    if isinstance(constraint, UniqueConstraint):
        # "Once a meeting" is said of what is given once, not of the meeting.
        about = about[1:] or about
    return about[0] if about else None


def broken_constraints(
    instance: models.Model, failed: Collection[str]
) -> Iterator[tuple[BaseConstraint, ValidationError]]:
    """The constraints that a row does not keep, but for those about a field that has failed."""
    model = type(instance)._meta.concrete_model or type(instance)
    for constraint in model._meta.constraints:
        try:
            constraint.validate(model, instance, exclude=set(failed))
        except ValidationError as error:
            yield constraint, error


@contextmanager
def constraints_apart(instance: Any) -> Iterator[None]:
    """Have ``full_clean`` leave out the constraints, which the form then asks itself."""
    instance.validate_constraints = lambda exclude=None: None
    try:
        yield
    finally:
        del instance.validate_constraints


def refuse_repeated(rows: list[Any]) -> None:
    """Give each form an error that has what no two may have alike with a form before it."""
    seen = set()
    for form in rows:
        if form.errors or not (form.has_changed() or form.instance.pk):
            continue
        for rule in _unique(type(form.instance)):
            # Rows of one page have one owner, which a new one does not have in it yet.
            alike = tuple(getattr(form.instance, name) for name in fields_of(rule)[1:])
            if alike and None not in alike and (rule.name, alike) in seen:
                form.add_error(box_of(rule, form.boxes()), str(rule.get_violation_error_message()))
            seen.add((rule.name, alike))


def _unique(model: type[models.Model]) -> list[UniqueConstraint]:
    return [
        rule
        for rule in model._meta.constraints
        if isinstance(rule, UniqueConstraint) and rule.condition is None
    ]


class SavesOrSays(admin.ModelAdmin):
    """A page that is shown again, with what was typed, where the database refuses the row.

    Two people may store the same in the same moment, after both forms were found right.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save; refused, look again, for the form then sees what was stored meanwhile."""
        if request.method == "POST":
            request.POST = with_reading(request.POST)  # type: ignore[assignment]  # a copy
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (IntegrityError, DataError) as error:
            logger.warning("A row of %s was refused: %s", self.opts.label, error)
            request.__dict__["refused"] = refusal(error)
        # What was said of the save that came to nothing.
        getattr(get_messages(request), "_queued_messages", []).clear()
        for name in request.FILES:
            for upload in request.FILES.getlist(name):
                upload.seek(0)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """What was confirmed stays so, whatever else is said of the form."""
        context["sure"] = confirmed(request.POST)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form; refused by the database, it is never saved but shown."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refused = request.__dict__.get("refused", "")
        return form


def refusal(error: Exception) -> str:
    """Why a database refused a row, in the words of the constraint that it names."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name in str(error):
                return str(constraint.get_violation_error_message())
    return gettext(
        "This was not saved: something that it depends on was changed meanwhile, or a value is too "
        "large to be kept. Look through the form and save again."
    )
