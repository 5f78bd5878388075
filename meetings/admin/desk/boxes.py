"""The boxes of each noun at the desk: those of its own page, with names typed instead of chosen.

What they check, doubt and refuse is what the plain pages do; the text of a statement and the
passage of a part are not typed here: they follow from the source.
"""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.curation.parts import NOUNS as PARTS
from meetings.models import (
    AgendaItem,
    Amount,
    Delegate,
    Delegation,
    Meeting,
    Pledger,
    Session,
    Speaker,
    Statement,
    StatementTopic,
    Topic,
)

from ..agenda import AgendaForm
from ..base import OVERRIDES
from ..delegation import DelegateForm, DelegationForm
from ..figure import FigureForm
from ..forms import RegisterFormSet
from ..meeting_form import MeetingForm
from ..pledge import AmountForm, PledgeForm, PledgerForm
from ..reference import ReferenceForm
from ..relation import RelationForm
from ..session import SessionForm
from ..statement import SpeakerForm, StatementForm, quoted_stretches
from .names import MAKE, NameField, NamesField
from .nouns import NOUNS

#: rows of which a part is chosen where a form names one of the same record
_CHOSEN = (AgendaItem, Delegation, Session, Statement)


def desk_field(column: Any, **kwargs: Any) -> Any:
    """The box of a column: a name, a choice among parts of the record, or as on a plain page."""
    remote = column.remote_field.model if column.remote_field else None
    if remote in NOUNS:
        box = NamesField if isinstance(column, models.ManyToManyField) else NameField
        return box(remote, label=column.verbose_name, required=not column.blank)
    for kind in type(column).mro():
        # A box of text would take the place of the choices.
        if kind in OVERRIDES and not column.choices:
            kwargs = {**deepcopy(OVERRIDES[kind]), **kwargs}
            break
    return column.formfield(**kwargs)


class DeskForm:
    """What the forms of the desk share: names that are typed, and parts of one record."""

    fields: dict[str, Any]
    instance: Any
    initial: dict[str, Any]
    data: Any

    def prepare(self, meeting: Meeting, user: Any) -> None:
        """Give each box what it needs to know; call it once the form is made."""
        for name, field in self.fields.items():
            if isinstance(field, NameField):
                field.user = user
                field.wanted = frozenset(sent(self.data, MAKE))
                field.kinds = _kinds(self.data)
                if not isinstance(field, NamesField):
                    self._hold(name, field)
            elif isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                field.queryset = _of_record(field.queryset, meeting)

    def _hold(self, name: str, field: NameField) -> None:
        """Let a box that is not touched keep its row."""
        given = self.initial.get(name)
        column = self.instance._meta.get_field(name)
        held = getattr(self.instance, name) if getattr(self.instance, column.attname) else None
        field.held = held
        self.initial[name] = held or (given if isinstance(given, models.Model) else None)


def _of_record(rows: Any, meeting: Meeting) -> Any:
    if rows.model not in _CHOSEN:
        return rows
    rows = rows.filter(meeting=meeting)
    if rows.model is Statement:
        return rows.only("pk", "number", "text", "meeting")
    return rows.select_related("participant") if rows.model is Delegation else rows


def sent(data: Any, name: str) -> list[str]:
    return [str(one) for one in data.getlist(name)] if hasattr(data, "getlist") else []


def _kinds(data: Any) -> dict[str, str]:
    begins = f"{MAKE}-kind-"
    return {key[len(begins) :]: data[key] for key in data if str(key).startswith(begins)}


class StatementValues(StatementForm):
    """A statement without its text, with its topics in one box."""

    topics_named = NamesField(Topic, label=_("Topics"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "topics_named" not in self.initial:
            links = self.instance.topic_links.select_related("topic").order_by("order", "pk")
            self.initial["topics_named"] = [link.topic for link in links]

    def clean(self) -> dict[str, Any]:
        """Find the quoted words in the text."""
        cleaned = super().clean()
        if "quoted" in self.changed_data and "quoted" not in self.errors:
            self.instance.quotations = quoted_stretches(self.instance.text, cleaned["quoted"])
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save, then the topics in their order if they were changed."""
        row = super().save(commit)
        if "topics_named" in self.changed_data:
            row.topic_links.all().delete()
            for order, topic in enumerate(self.cleaned_data["topics_named"]):
                StatementTopic.objects.create(statement=row, topic=topic, order=order)
        return row


#: the forms and their boxes, by noun; the first few are shown, the rest unfolds
FORMS: dict[str, tuple[type[Any], tuple[str, ...], tuple[str, ...]]] = {
    "statement": (
        StatementValues,
        ("topics_named", "session", "agenda_item", "form"),
        (
            *("delivery", "language", "quoted", "collective", "unattributed", "procedural"),
            "mentions",
        ),
    ),
    "delegation": (DelegationForm, ("participant", "printed", "roles", "level", "presence"), ()),
    "delegate": (
        DelegateForm,
        ("delegation", "person", "title", "level"),
        ("printed", "honorific", "role", "presence"),
    ),
    "pledge": (
        PledgeForm,
        ("title", "kind", "strength", "statement"),
        ("made", "due", "condition", "collective"),
    ),
    "figure": (FigureForm, ("text", "subject", "statement"), ()),
    "agendaitem": (AgendaForm, ("title", "items"), ("key",)),
    "session": (SessionForm, ("title", "kind", "date", "place"), ("part_of", "agenda", "key")),
    "relation": (RelationForm, ("relation", "other", "printed"), ()),
    "reference": (ReferenceForm, ("document",), ()),
    "meeting": (
        MeetingForm,
        ("title", "series", "ordinal", "date", "city", "country", "mode"),
        ("theme", "title_printed", "venue", "stage", "attendance", "summary", "slug"),
    ),
}
#: the rows below a part: model, form and boxes
ROWS: dict[str, tuple[tuple[type[Any], type[Any], tuple[str, ...]], ...]] = {
    "statement": (
        (
            Speaker,
            SpeakerForm,
            ("participant", "person", "title", "capacity", "printed", "on_behalf_of"),
        ),
    ),
    "delegation": (
        (
            Delegate,
            DelegateForm,
            ("person", "title", "level", "role", "presence", "printed", "honorific"),
        ),
    ),
    "pledge": (
        (Pledger, PledgerForm, ("participant", "person", "title")),
        (Amount, AmountForm, ("text", "value", "currency", "unit")),
    ),
}


def _made(base: type[Any], model: type[Any], fields: Sequence[str]) -> type[Any]:
    """A form of the desk made of that of the plain page."""
    columns = [name for name in fields if name not in base.declared_fields]
    return forms.modelform_factory(
        model,
        form=type(f"Desk{base.__name__}", (DeskForm, base), {}),
        fields=columns,
        formfield_callback=desk_field,
    )


_MODELS: dict[str, type[Any]] = {**PARTS, "meeting": Meeting}
CLASSES = {
    noun: _made(base, _MODELS[noun], (*shown, *folded))
    for noun, (base, shown, folded) in FORMS.items()
}
FORMSETS = {
    noun: [
        forms.inlineformset_factory(
            _MODELS[noun],
            model,
            form=_made(base, model, fields),
            formset=RegisterFormSet,
            fields=fields,
            formfield_callback=desk_field,
            extra=1,
            can_delete_extra=False,
        )
        for model, base, fields in rows
    ]
    for noun, rows in ROWS.items()
}
