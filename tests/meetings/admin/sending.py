"""Forms as a browser would send them, and rows as they are stored."""

import json
from typing import Any

from django.contrib import admin
from django.core import serializers
from django.db import models as fields
from django.urls import reverse

from meetings import models
from meetings.models import Statement
from participants.models import Participant, ParticipantName, Person, PersonName

ROWS = [
    *(model for name in models.__all__ if hasattr(model := getattr(models, name), "_meta")),
    Participant,
    ParticipantName,
    Person,
    PersonName,
]
MOVING = {"updated_at", "updated_by"}


def stored() -> dict[str, Any]:
    """Every row of the register with its links; not who touched a record last, and when."""
    rows: dict[str, Any] = {}
    for model in ROWS:
        if model._meta.proxy:
            continue
        for row in json.loads(serializers.serialize("json", model._default_manager.all())):
            kept = {name: value for name, value in row["fields"].items() if name not in MOVING}
            rows[f"{row['model']} {row['pk']}"] = kept
    for statement in Statement.objects.all():
        rows[f"key {statement.pk}"] = [statement.key, statement.series_id]
    return rows


#: why what is published is changed, where a test says no other reason
REASON = "For a test"
#: what the first change of a draft adds: its history begins with what it was
HISTORY = {"meetings.revision", "meetings.sitting", "meetings.sourcetext"}


def begun(before: dict[str, Any]) -> dict[str, Any]:
    """The rows now, without those with which the history of a record began since ``before``."""
    now = stored()
    new = [name for name in now.keys() - before.keys() if name.split()[0] in HISTORY]
    assert [name for name in new if name.startswith("meetings.revision ")]
    return {name: row for name, row in now.items() if name not in new}


def address(model: type[fields.Model], page: str, *args: Any) -> str:
    """An admin address."""
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def ours() -> list[type[fields.Model]]:
    """The nouns of the register that have pages."""
    registered = [
        model
        for model in admin.site._registry
        if model._meta.app_label in {"meetings", "participants"}
    ]
    return sorted(registered, key=lambda model: model.__name__)


def sent(answer: Any, **changes: Any) -> dict[str, Any]:
    """What the form of a page sends, with some fields changed; None leaves one out."""
    context = answer.context
    data: dict[str, Any] = {}
    forms = [context["adminform"].form]
    for rows in context["inline_admin_formsets"]:
        formset = rows.formset
        forms += [formset.management_form, *formset.forms]
    if context.get("opened"):
        data["_opened"] = context["opened"]
    if context.get("once"):
        data["_once"] = context["once"]
    if context.get("ask_why"):
        data["_why"] = context["why"] or REASON
    for form in forms:
        for box in form:
            value = box.value()
            if value is not None and value is not False:
                data[box.html_name] = value
    data |= changes
    return {name: value for name, value in data.items() if value is not None}


def add_row(data: dict[str, Any], prefix: str, **values: Any) -> dict[str, Any]:
    """What a form sends with one more row below it."""
    place = int(data[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{place}-{name}": value for name, value in values.items()}
    return data | {f"{prefix}-TOTAL_FORMS": place + 1} | row


def said(answer: Any) -> dict[str, list[str]]:
    """The errors of a page that was shown again, by the name of the box they stand beside."""
    context = answer.context
    forms = [context["adminform"].form]
    for rows in context["inline_admin_formsets"]:
        forms += rows.formset.forms
    return {
        form.add_prefix(box): [str(error) for error in errors]
        for form in forms
        for box, errors in form.errors.items()
    }
