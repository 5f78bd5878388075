"""Values that several statements are given at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting, Session, Statement, StatementTopic, Topic
from meetings.models.choices import Delivery, Form

from .names import NamesField, token

#: the choice that takes a value away
NONE = "-"


class _Topics(NamesField):
    """Topics whose names are refused in plain words: the line of what was said has no boxes."""

    def _offered(self, names: Iterable[str]) -> SafeString:
        return format_html_join(", ", "“{}”", ((name,) for name in names))

    def _box(self, text: str) -> SafeString:
        return format_html("{}", gettext("Tick “Make topics that are new” to make it."))


class SeveralForm(forms.Form):
    """What is left empty stays as it is; topics are added to those that a statement has."""

    session = forms.ChoiceField(label=_("Session"), required=False)
    agenda_item = forms.ChoiceField(label=_("Agenda item"), required=False)
    form = forms.ChoiceField(
        label=_("Form"), required=False, choices=[("", _("as it is")), *Form.choices]
    )
    delivery = forms.ChoiceField(
        label=_("Delivery"),
        required=False,
        choices=[("", _("as it is")), (NONE, _("none")), *Delivery.choices],
    )
    topics = _Topics(Topic, label=_("Topics to add"))
    make = forms.BooleanField(label=_("Make topics that are new"), required=False)

    def __init__(self, meeting: Meeting, user: Any, data: Any = None) -> None:
        super().__init__(data, prefix="several")
        topics: Any = self.fields["topics"]
        topics.user = user
        if not user.has_perm(topics.named.permission):
            del self.fields["make"]
        elif data and data.get("several-make"):
            topics.wanted = frozenset(
                token(Topic, " ".join(name.split()))
                for name in data.get("several-topics", "").split(";")
            )
        self.rows: dict[str, dict[str, Any]] = {}
        for name, model in (("session", Session), ("agenda_item", AgendaItem)):
            rows = model.objects.filter(meeting=meeting).order_by("order", "pk")
            self.rows[name] = {str(row.pk): row for row in rows}
            choices = [(key, str(row)) for key, row in self.rows[name].items()]
            box: Any = self.fields[name]
            box.choices = [("", _("as it is")), (NONE, _("none")), *choices]
        for field in self.fields.values():
            # They stand beside the form that sends them.
            field.widget.attrs["form"] = "desk-act"

    def clean(self) -> dict[str, Any]:
        """Refuse a form in which nothing is chosen."""
        cleaned = super().clean() or self.cleaned_data
        cleaned.pop("make", None)
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(gettext("Choose what the statements are to be given."))
        return cleaned

    def apply(self, statements: Sequence[Statement]) -> None:
        """Give the statements what was chosen."""
        given = self.cleaned_data
        for row in statements:
            for name in ("session", "agenda_item"):
                if given[name]:
                    setattr(row, name, self.rows[name].get(given[name]))
            if given["form"]:
                row.form = given["form"]
            if given["delivery"]:
                row.delivery = [] if given["delivery"] == NONE else [given["delivery"]]
            row.save(update_fields=["session", "agenda_item", "form", "delivery"])
            self._add_topics(row)

    def _add_topics(self, row: Statement) -> None:
        known = set(row.topic_links.values_list("topic", flat=True))
        new = [topic for topic in self.cleaned_data["topics"] if topic.pk not in known]
        for order, topic in enumerate(new, len(known)):
            StatementTopic.objects.create(statement=row, topic=topic, order=order)

    def told(self) -> str:
        """What was set, in words."""
        given = [name for name, value in self.cleaned_data.items() if value]
        return ", ".join(str(self.fields[name].label).lower() for name in given)
