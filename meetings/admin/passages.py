"""Passages on the page of the part that comes from them, entered by first and last words."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from meetings.models import Inference, Passage
from meetings.models.owned import PARTS
from meetings.records.passages import Quote, Span

from .access import meeting_of
from .base import StackedRows
from .fields import TextAsStored
from .finding import find, only_source, reading, words_at
from .forms import RegisterForm, RegisterFormSet

FIRST_WORDS = _(
    "The words it begins with, as the source prints them; without last words they are all of it."
)
LAST_WORDS = _("The words it ends with.")


def words_box(rows: int = 2) -> forms.Textarea:
    """A box for a few words."""
    return forms.Textarea(attrs={"rows": rows, "cols": 60})


def found_words(text: str, language: str = "") -> str:
    """The passage found, as the source prints it."""
    if not text:
        return "–"
    return format_html('<p class="finder-found" lang="{}" dir="auto">{}</p>', language, text)


class StretchForm(RegisterForm):
    """A stretch of a document: by words, or by position."""

    first_words = TextAsStored(
        label=_("First words"), required=False, widget=words_box(), help_text=FIRST_WORDS
    )
    last_words = TextAsStored(
        label=_("Last words"), required=False, widget=words_box(), help_text=LAST_WORDS
    )
    words_before = TextAsStored(
        label=_("Words right before"),
        required=False,
        widget=words_box(),
        help_text=_("Only where the first words stand in the source several times."),
    )
    start = forms.IntegerField(
        label=_("Start"),
        required=False,
        min_value=0,
        help_text=_("Filled in. By hand: characters before it, counted from 0."),
    )
    end = forms.IntegerField(label=_("End"), required=False, min_value=1)

    WORDS = ("first_words", "last_words", "words_before")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            quote = words_at(self.instance.document.text, self.instance.start, self.instance.end)
            shown = (quote.start, quote.end, quote.prefix)
            self.initial.update(zip(self.WORDS, shown, strict=True))

    def document(self, cleaned: dict[str, Any]) -> Any:
        """The document that is searched."""
        return cleaned.get("document")

    def clean(self) -> dict[str, Any]:
        """Find the stretch; refuse none and several."""
        cleaned = super().clean()
        if not self.has_changed() or self.errors:
            return cleaned
        document = self.document(cleaned)
        span = find(document, *self._given(cleaned))
        cleaned |= {"start": span.start, "end": span.end}
        self.found(document, span)
        return cleaned

    def found(self, document: Any, span: Span) -> None:
        """Keep what the stretch holds."""

    def _given(self, cleaned: dict[str, Any]) -> tuple[Quote, Span | None]:
        words = [cleaned.get(name) or "" for name in self.WORDS]
        start, end = cleaned.get("start"), cleaned.get("end")
        position = None if start is None or end is None else Span(start, end)
        by_words = {*self.WORDS, "document"} & set(self.changed_data) and words[0]
        by_position = {"start", "end"} & set(self.changed_data)
        if by_words and not by_position:
            position = None
        if position and not by_words:
            words = ["", "", ""]
        return Quote(*words), position


class PassageForm(StretchForm):
    """One range of a passage."""

    #: the meeting of the owner, set by the formset
    meeting: Any = None

    class Meta:
        model = Passage
        fields = ["document", "start", "end"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "document" in self.fields:
            self.fields["document"].required = False

    def document(self, cleaned: dict[str, Any]) -> Any:
        """The document chosen, else the only one that the meeting's passages lie in."""
        if cleaned.get("document") is None:
            cleaned["document"] = only_source(self.meeting)
        return cleaned["document"]

    def found(self, document: Any, span: Span) -> None:
        """Keep the words of the source with the position."""
        self.instance.exact = document.text[span.start : span.end]


class PassageFormSet(RegisterFormSet):
    """The ranges of one part, in order."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Tell each range its meeting."""
        super().add_fields(form, index)
        form.meeting = meeting_of(self.instance)

    def get_queryset(self) -> Any:
        """Of a meeting: only what belongs to none of its parts."""
        if not hasattr(self, "_queryset"):
            rows = super().get_queryset()
            if self.fk.name == "meeting":
                nobody = {f"{name}__isnull": True for name in PARTS}
                rows = rows.filter(**nobody)
            self._queryset = rows
        return self._queryset

    def ranges(self) -> list[Passage]:
        """The ranges that stay, as they will be stored."""
        kept = [
            form
            for form in self.forms
            if (form.instance.pk or form.instance.end) and not self._leaves(form)
        ]
        kept.sort(key=lambda form: (form.instance.pk is None, form.instance.order))
        return [form.instance for form in kept]

    def _leaves(self, form: Any) -> bool:
        return bool(getattr(form, "cleaned_data", {}).get("DELETE"))

    def text(self) -> str:
        """The words of all ranges, after corrections. Raises ``ValidationError``."""
        return reading(self.ranges())

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """A new range stands in the meeting of its owner, after the others."""
        form.instance.meeting = meeting_of(self.instance)
        if self.fk.name != "meeting":
            setattr(form.instance, self.fk.name, self.instance)
        rows = self.get_queryset()
        form.instance.order = max((row.order for row in rows), default=-1) + 1
        form.instance.order += [f for f in self.extra_forms if f.has_changed()].index(form)
        return super().save_new(form, commit)


class PassageInline(StackedRows):
    """Where in a source the words stand. ``fk_name`` is set for each kind of owner."""

    model = Passage
    form = PassageForm
    formset = PassageFormSet
    finds_passages = True
    verbose_name = _("range of the passage")
    verbose_name_plural = _("passage")
    readonly_fields = ["source_words"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The finder; only what it found where nothing may be changed."""
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": ["document", "source_words"]})]
        lines = [
            "document",
            ("first_words", "last_words"),
            "source_words",
            ("words_before", "start", "end"),
        ]
        return [(None, {"fields": lines, "classes": ["finder"]})]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """An empty one where there is none yet."""
        if obj is None:
            return 1
        rows = Passage.objects.filter(**{self.fk_name or "meeting": obj.pk})
        if self.fk_name == "meeting":
            rows = rows.filter(**{f"{name}__isnull": True for name in PARTS})
        return 0 if rows.exists() else 1

    def get_queryset(self, request: HttpRequest) -> Any:
        """Each document once, however many passages lie in it."""
        return super().get_queryset(request).prefetch_related("document__corrections")

    @admin.display(description=_("Passage found"))
    def source_words(self, passage: Passage) -> str:
        """The words of the source, read-only."""
        language = passage.document.language if passage.document_id else ""
        return found_words(passage.exact, language)


def passages_of(owner: str) -> type[PassageInline]:
    """The passage inline for the page of one kind of owner (a field name of ``Passage``)."""
    return type(f"{owner.title()}PassageInline", (PassageInline,), {"fk_name": owner})


class InferenceForm(RegisterForm):
    """A value that is inferred."""

    class Meta:
        help_texts = {
            "field": _(
                "The path of the value as in the record file: date, title, speakers/0/person."
            ),
            "reason": _("Shown wherever the value is shown."),
        }


class InferenceFormSet(RegisterFormSet):
    """What is inferred of one owner; of a meeting and its documents on the meeting's page."""

    def get_queryset(self) -> Any:
        """Of a meeting: what belongs to none of its parts."""
        if not hasattr(self, "_queryset"):
            rows = super().get_queryset()
            if self.fk.name == "meeting":
                rows = rows.filter(**{f"{name}__isnull": True for name in PARTS})
            self._queryset = rows
        return self._queryset

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """It stands in the meeting of its owner."""
        form.instance.meeting = meeting_of(self.instance)
        return super().save_new(form, commit)


class InferenceInline(StackedRows):
    """What is inferred, not in the source."""

    model = Inference
    form = InferenceForm
    formset = InferenceFormSet
    classes = ["collapse"]
    fields = ["field", "reason"]


def inferences_of(owner: str) -> type[InferenceInline]:
    """The inline of inferred values for one kind of owner."""
    return type(f"{owner.title()}InferenceInline", (InferenceInline,), {"fk_name": owner})
