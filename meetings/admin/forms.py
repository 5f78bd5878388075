"""Forms of every page, which change only what the person changed, with their fields and help."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.curation.places import last_order
from meetings.models import Meeting
from meetings.models.parts import meeting_path
from participants.concurrency import ConcurrentFormSet

from .access import meeting_of
from .checked import CheckedForm
from .constraints import refuse_repeated
from .doubts import refuse_unconfirmed
from .going import losses
from .numbers import row_number, rows_sent
from .place import Sibling, place_field, words_of

# Help that several pages give in the same words.
DATE = _(
    "As far as it is known, never more: 2007, 2007-11, 2007-11-07, 2008-04? (possibly April "
    "2008), 2016-06-20/2016-06-22. Empty where nothing is known."
)
SLUG = _("Its address. Left empty, it is made from the title.")
PRINTED = _("As the source prints it.")
TITLE_OF_DAY = _("Held where it was used: the title of that day.")

#: what the page that adds a part lets one choose
PARENTS = {"meeting", "delegation", "pledge"}


def line_ends(text: str) -> str:
    """``text`` with LF at its line ends; browsers send CRLF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class TextAsStored(forms.CharField):
    """Text that keeps its white space.

    A browser changes line ends, and drops them in a box of one line: what comes back as it
    was shown counts as unchanged, and the form then keeps the stored text.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"strip": False})

    @property
    def one_line(self) -> bool:
        """Whether the box has one line."""
        return not isinstance(self.widget, forms.Textarea)

    def to_python(self, value: Any) -> Any:
        """LF at line ends; a box of one line also loses space at its ends."""
        text = line_ends(super().to_python(value) or "")
        return (text.strip() if self.one_line else text) or self.empty_value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the text sent differs from the text shown."""
        return not self.disabled and self._sent(initial) != self._sent(data)

    def _sent(self, value: Any) -> str:
        text = line_ends("" if value is None else str(value))
        return text.replace("\n", "") if self.one_line else text


class LinesField(TextAsStored):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 60})

    def prepare_value(self, value: Any) -> Any:
        """The list as lines; an item's own line breaks show as spaces."""
        if not isinstance(value, list):
            return value
        return "\n".join(str(item).replace("\n", " ") for item in value)

    def clean(self, value: Any) -> Any:
        """The lines that are not blank, without space at their ends."""
        text = super().clean(value)
        return [line.strip() for line in text.split("\n") if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines sent differ from the lines shown."""
        return super().has_changed(self.prepare_value(initial or []), data)


class Autocomplete(AutocompleteMixin, forms.Select):
    """One row, found by typing; nothing is asked about rows that the form already holds.

    ``known`` maps row numbers to labels; ``scope`` narrows the search to one meeting.
    """

    known: dict[str, str] = {}
    scope: int | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """The chosen options alone."""
        chosen = [str(one) for one in value if row_number(one) is not None]
        if any(one not in self.known for one in chosen):
            return super().optgroups(name, chosen, attr)
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        for place, one in enumerate(chosen, len(options)):
            options.append(self.create_option(name, one, self.known[one], True, place))
        return [(None, options, 0)]

    def get_url(self) -> str:
        """Where the options come from."""
        url = super().get_url()
        return f"{url}?meeting={self.scope}" if self.scope else url


class AutocompleteMany(Autocomplete, AutocompleteSelectMultiple):
    """Several rows, found by typing."""


def inner(field: Any) -> Any:
    """The widget itself, without the links that the admin puts beside it."""
    widget = field.widget
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


class RegisterForm(CheckedForm):
    """A form that gives back what it was given.

    Text that comes back as it was shown is kept as it was stored. ``previewing`` forms are
    checked and shown again, never saved. Links stay inside one meeting.
    """

    previewing = False
    #: where the row was chosen to stand: "" by itself, first, last, or after the row of a number
    place = ""
    is_new = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = set()
        self.initial.pop("order", None)
        self.ask_for_slugs()
        for name, field in self.fields.items():
            if isinstance(inner(field), Autocomplete):
                inner(field).known = self._known(name)
        chosen = row_number(self.initial.get("meeting"))
        if meeting_path(self._meta.model) == "meeting":
            if self.instance.pk is None and chosen is not None:
                self.instance.meeting = Meeting.objects.filter(pk=chosen).first()
            self.narrow_to(self.instance.meeting_id)
        self.is_new = self.instance.pk is None
        if "order" in self.fields and not self.prefix:
            self.fields["order"] = place_field(self._stored_or_probe())

    def _stored_or_probe(self) -> Any:
        """The row; of a new one, a stand-in of the owner that the page or the form names."""
        if self.instance.pk is not None:
            return self.instance
        probe = self._meta.model()
        for parent in PARENTS & self.fields.keys():
            owner = row_number(self.data.get(parent) or self.initial.get(parent))
            setattr(probe, f"{parent}_id", owner)
        return probe

    def _known(self, name: str) -> dict[str, str]:
        """Labels of the rows that the instance already holds."""
        rows: list[Any] = []
        field = next((f for f in self._meta.model._meta.get_fields() if f.name == name), None)
        if isinstance(field, models.ForeignKey) and field.is_cached(self.instance):
            rows = [getattr(self.instance, name)]
        elif isinstance(self.initial.get(name), models.Model):
            rows = [self.initial[name]]
        elif isinstance(field, models.ManyToManyField):
            rows = list(getattr(self.instance, "_prefetched_objects_cache", {}).get(name, []))
        return {str(row.pk): str(row) for row in rows if row is not None}

    def narrow_to(self, meeting_id: int | None) -> None:
        """Narrow the choice of parts to those of one meeting."""
        for field in self.fields.values():
            widget = inner(field)
            if isinstance(widget, Autocomplete):
                target = widget.field.remote_field.model
                if meeting_path(target) == "meeting":
                    widget.scope = meeting_id

    def is_valid(self) -> bool:
        """Never, while previewing: the admin then shows the form again."""
        return super().is_valid() and not self.previewing

    def clean(self) -> dict[str, Any]:
        """Keep what came back as it was shown; fill what may be left empty."""
        cleaned = super().clean() or self.cleaned_data
        for parent in PARENTS & cleaned.keys():
            setattr(self.instance, parent, cleaned[parent])
        for name, field in self.fields.items():
            same = name in cleaned and name not in self.changed_data
            if same and isinstance(field, TextAsStored) and name in self.initial:
                cleaned[name] = self.initial[name]
        self.fill_slug(cleaned)
        self.check_slugs(cleaned)
        return cleaned

    def siblings(self) -> Any:
        """The rows among which an address is unique."""
        rows = self._meta.model._default_manager.exclude(pk=self.instance.pk)
        if meeting_path(self._meta.model) == "meeting":
            rows = rows.filter(meeting=self.instance.meeting_id)
        return rows

    def _post_clean(self) -> None:
        if "order" in self.fields:
            row = self.instance
            self.place = self.cleaned_data.get("order") or ""
            self.cleaned_data["order"] = last_order(row) if self.is_new else row.order
        super()._post_clean()

    def _check_links(self) -> None:
        """Refuse links to parts of other meetings."""
        own = meeting_of(self.instance)
        if own is None or own.pk is None:
            return
        for name, value in list(self.cleaned_data.items()):
            rows = value if isinstance(value, (list, models.QuerySet)) else [value]
            for row in rows:
                part = isinstance(row, models.Model) and meeting_path(type(row)) == "meeting"
                if part and row.meeting_id != own.pk:
                    self.add_error(name, gettext("“%s” belongs to another meeting.") % row)


class RegisterFormSet(ConcurrentFormSet):
    """Rows of one owner; new ones come after the last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.taken: set[str] = set()
        super().__init__(*args, **kwargs)

    def total_form_count(self) -> int:
        """No more rows than were sent, whatever number was sent with them."""
        total = super().total_form_count()
        return min(total, self.rows_sent) if self.is_bound else total

    @cached_property
    def rows_sent(self) -> int:
        """How many rows a form that was sent has boxes of."""
        return rows_sent(self.data, str(self.prefix))

    def add_fields(self, form: Any, index: int | None) -> None:
        """Let each row search within the meeting of its owner."""
        super().add_fields(form, index)
        meeting = meeting_of(self.instance) if self.instance.pk else None
        if isinstance(form, RegisterForm):
            form.narrow_to(meeting.pk if meeting else None)
            form.taken = self.taken
            if "order" in form.fields:
                form.fields["order"] = place_field(form.instance, self._siblings())

    def _siblings(self) -> list[Sibling]:
        if not hasattr(self, "_known_siblings"):
            rows = self.get_queryset() if self.instance.pk else []
            self._known_siblings = [Sibling(row.pk, words_of(row)) for row in rows]
        return self._known_siblings

    def clean(self) -> None:
        """Ask about what goes along with rows; number new ones on that came without a place."""
        super().clean()
        refuse_unconfirmed(self.data, losses(form.instance for form in self.deleted_forms))
        new = [form for form in self.extra_forms if form.has_changed()]
        unplaced = [
            form for form in new if "order" in form.fields and "order" not in form.changed_data
        ]
        for offset, form in enumerate(unplaced):
            form.instance.order += offset

    def validate_unique(self) -> None:
        """Say beside its field what two rows have alike that no two may have."""
        refuse_repeated([form for form in self.forms if form not in self.deleted_forms])
