"""Forms of delegations from a list: the list itself, and each row of it to be confirmed."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.curation.attendance import LONGEST, MOST_LINES, AttendanceRow
from meetings.curation.attendance_writing import ConfirmedRow
from meetings.models.choices import Level, Presence, Role
from participants.finder import Found, by_code_or_slug_or_name
from participants.models import Person
from participants.slugs import latin_slug

from .forms import TextAsStored

#: who somebody is whom no row of the register stands for
NEW, UNNAMED = "new", "unnamed"
#: the list of names that the boxes of participants complete from
NAMES_OF_PARTICIPANTS = "names-of-participants"
_KEYED = re.compile(r"\((?P<key>[^()]+)\)\s*$")
AS_ALL = ("", _("as for all"))


class ListForm(forms.Form):
    """The list, and what holds for all of it unless a line says otherwise."""

    text = TextAsStored(
        label=_("List"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "cols": 80}),
        help_text=_(
            "One a line: “Kenya: President …”, “Minister …, Kenya”, “Kenya (Ms. …, Minister)”, or "
            "a table pasted from a document, with or without a head."
        ),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.PARTICIPANT)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.NOT_STATED)
    presence = forms.ChoiceField(
        label=_("Presence"), choices=Presence.choices, initial=Presence.NOT_STATED
    )

    #: where it was chosen, in which source
    document = forms.IntegerField(required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Refuse more lines than are read while somebody waits."""
        text = str(self.cleaned_data["text"])
        lines = sum(bool(line.strip()) for line in text.splitlines())
        if lines > MOST_LINES:
            said = {"lines": lines, "most": MOST_LINES}
            message = gettext("This list has %(lines)s lines; %(most)s are the most at once.")
            raise forms.ValidationError(message % said)
        return text


class PlainInput(forms.TextInput):
    """A box of one line, written without a template: a list of 200 lines has 1,400."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The box as HTML."""
        said = {"type": "text", "name": name, "value": self.format_value(value) or ""}
        return format_html("<input{}>", flatatt(said | self.build_attrs(self.attrs, attrs)))


class PlainSelect(forms.Select):
    """A choice without groups, written without a template."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The choice as HTML."""
        chosen = str(value or "")
        options = format_html_join(
            "",
            "<option value='{}'{}>{}</option>",
            (
                (key, mark_safe(" selected") if str(key) == chosen else "", label)
                for key, label in self.choices
            ),
        )
        said = {"name": name} | self.build_attrs(self.attrs, attrs)
        return format_html("<select{}>{}</select>", flatatt(said), options)


class RowForm(forms.Form):
    """A row of the list: what was read of it, to be confirmed or put right."""

    take = forms.BooleanField(label=_("Add this"), required=False)
    participant = forms.CharField(
        label=_("Participant"),
        required=False,
        max_length=300,
        widget=PlainInput(attrs={"list": NAMES_OF_PARTICIPANTS, "autocomplete": "off"}),
    )
    person = forms.ChoiceField(label=_("Person"), required=False, widget=PlainSelect)
    name = forms.CharField(label=_("Name"), required=False, max_length=250, widget=PlainInput)
    sort_name = forms.CharField(
        label=_("Sort name"), required=False, max_length=300, widget=PlainInput
    )
    key = forms.SlugField(label=_("Key"), required=False, max_length=120, widget=PlainInput)
    honorific = forms.CharField(
        label=_("Honorific"), required=False, max_length=60, widget=PlainInput
    )
    title = forms.CharField(
        label=_("Title of that day"), required=False, max_length=1000, widget=PlainInput
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[AS_ALL, *Role.choices], widget=PlainSelect
    )
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[AS_ALL, *Level.choices], widget=PlainSelect
    )
    presence = forms.ChoiceField(
        label=_("Presence"), required=False, choices=[AS_ALL, *Presence.choices], widget=PlainSelect
    )

    def __init__(self, row: AttendanceRow, place: int, data: Any = None) -> None:
        self.row, self.found = row, Found("")
        super().__init__(data, prefix=f"row-{place}", initial=_initial(row))
        person: Any = self.fields["person"]
        person.choices = _persons(row)
        self.fields["participant"].widget.attrs["id"] = f"id_row-{place}-participant"

    @property
    def doubts(self) -> list[Any]:
        """What is to be asked, in words."""
        return [doubt.words for doubt in self.row.doubts]

    @property
    def needs_key(self) -> bool:
        """Whether no key can be made of the name, and one has to be given."""
        unreadable = bool(self.row.name) and not latin_slug(self.row.name)
        return unreadable or bool(self["key"].data)

    def look_up(self, found: dict[str, Found]) -> None:
        """Find the participant among those looked up, and say what is missing."""
        values = self.cleaned_data
        if not values.get("take"):
            return
        self.found = _meant(values.get("participant", ""), found)
        if not values.get("participant"):
            self.add_error("participant", gettext("Name the participant, or leave this line out."))
        elif self.found.outcome == "unknown":
            self.add_error("participant", gettext("The register knows nobody of this name."))
        elif self.found.outcome == "ambiguous":
            names = ", ".join(f"{one} ({one.code or one.slug})" for one in self.found.candidates)
            message = gettext("Several go by this name: %s. Give the code or slug.")
            self.add_error("participant", message % names)
        self._ask_person()

    def _ask_person(self) -> None:
        values = self.cleaned_data
        name, who = values.get("name"), values.get("person")
        if "person" in self.errors:
            return
        if name and not who:
            self.add_error("person", gettext("Say who this is: somebody known, or somebody new."))
        elif who == NEW and not name:
            self.add_error("name", gettext("Give the name of who is new."))
        elif who == UNNAMED and not (name or values.get("title")):
            self.add_error("title", gettext("Give the title of who has no name."))

    def confirmed(self, whole: ListForm, people: dict[str, Person]) -> ConfirmedRow:
        """The row as it is written; ``whole`` holds what goes for all."""
        values, row = self.cleaned_data, self.row
        participant = self.found.participant
        if participant is None:
            raise ValueError("The participant of a row is looked up before it is written.")
        who = values["person"]
        person = people.get(who)
        said = {
            name: values[name] or whole.cleaned_data[name] for name in ("role", "level", "presence")
        }
        return ConfirmedRow(
            line=row.line,
            participant=participant,
            printed=row.printed[:250],
            roles=(said["role"],),
            level=said["level"],
            presence=said["presence"],
            person=person,
            name=values["name"] if who == NEW else "",
            sort_name=values["sort_name"] if who == NEW else "",
            key=values["key"] if who == NEW else "",
            printed_name=(row.printed_name or values["name"])[:250] if who else "",
            honorific=values["honorific"] if who else "",
            title=values["title"] if who else "",
            span=row.span,
            person_span=row.person_span,
        )


def _initial(row: AttendanceRow) -> dict[str, Any]:
    who = row.person or ("" if row.people else NEW)
    return {
        "take": True,
        "participant": shown_as(row.key, row.participant) if row.key else "",
        "person": who if row.name else UNNAMED if row.title else "",
        "name": row.name,
        "sort_name": row.sort_name,
        "honorific": row.honorific[:60],
        "title": row.title,
        "role": "" if row.role == Role.PARTICIPANT else row.role,
        "level": row.level,
        "presence": row.presence,
    }


def shown_as(key: str, name: str) -> str:
    """A participant in a box: the name, and the code or slug that is nobody else's."""
    return f"{name} ({key})"


def _persons(row: AttendanceRow) -> list[tuple[str, Any]]:
    """Who a person may be: those known, each with the reason; somebody new; nobody by name."""
    known = [(one.key, f"{one.name} ({one.key}): {one.reason}") for one in row.people]
    return [
        ("", "—"),
        *known,
        (NEW, _("somebody new")),
        (UNNAMED, _("by title alone")),
    ]


def look_up(rows: Sequence[RowForm]) -> None:
    """Find the participants of all rows, in two queries."""
    typed = {form.cleaned_data.get("participant", "") for form in rows if form.is_valid()}
    keys = {named["key"] for text in typed if (named := _KEYED.search(text))}
    found = by_code_or_slug_or_name(filter(None, typed | keys))
    for form in rows:
        if form.is_valid():
            form.look_up(found)


def _meant(typed: str, found: dict[str, Found]) -> Found:
    """Whom a box names: by the code or slug in brackets, else by what it holds."""
    named = _KEYED.search(typed)
    by_key = found.get(named["key"]) if named else None
    return by_key if by_key and by_key.participant else found.get(typed, Found(typed))


def people_of(rows: Iterable[RowForm]) -> dict[str, Person]:
    """The known people who were chosen, by key; one query."""
    keys = {form.cleaned_data["person"] for form in rows} - {"", NEW, UNNAMED}
    return {row.key: row for row in Person.objects.filter(key__in=keys).order_by("key")}
