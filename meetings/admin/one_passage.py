"""Rows on their meeting's page whose passage is entered in the same form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.models import Document, Passage
from meetings.records.passages import Quote

from .access import meeting_of
from .base import StackedRows
from .fields import Autocomplete, TextAsStored
from .finding import find, only_source, words_at
from .forms import RegisterForm
from .passages import FIRST_WORDS, LAST_WORDS, found_words, words_box

PASSAGE_FIELDS = ("source", "first_words", "last_words")


class OnePassageForm(RegisterForm):
    """A row with its passage; one of several ranges is changed on the row's own page."""

    source = forms.ModelChoiceField(
        Document.objects.all(),
        label=_("Source"),
        required=False,
        widget=Autocomplete(Passage._meta.get_field("document"), admin.site),
    )
    first_words = TextAsStored(
        label=_("First words"), required=False, widget=words_box(), help_text=FIRST_WORDS
    )
    last_words = TextAsStored(
        label=_("Last words"), required=False, widget=words_box(), help_text=LAST_WORDS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ranges = list(self.instance.passages.all()) if self.instance.pk else []
        self.stretch: tuple[Document, int, int] | None = None
        if len(self.ranges) == 1:
            self._show(self.ranges[0])
        if len(self.ranges) > 1:
            for name in PASSAGE_FIELDS:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Several ranges: change them on the row's page.")

    def _show(self, row: Passage) -> None:
        quote = words_at(row.document.text, row.start, row.end)
        self.initial.update(source=row.document_id, first_words=quote.start, last_words=quote.end)
        self.fields["source"].widget.known = {str(row.document_id): str(row.document)}
        # Words that only the words before tell apart come back as they went out: unchanged.

    def clean(self) -> dict[str, Any]:
        """Find the passage; refuse none and several."""
        cleaned = super().clean()
        if not set(PASSAGE_FIELDS) & set(self.changed_data) or self.errors:
            return cleaned
        first, last = cleaned.get("first_words") or "", cleaned.get("last_words") or ""
        if not (first.strip() or last.strip()):
            return cleaned
        document = cleaned.get("source") or only_source(meeting_of(self.instance))
        span = find(document, Quote(first, last), None)
        self.stretch = (document, span.start, span.end)
        self.instance.words_found = document.text[span.start : span.end]
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save the row, then its passage if that was changed."""
        row = super().save(commit)
        if commit and set(PASSAGE_FIELDS) & set(self.changed_data):
            self._save_passage(row)
        return row

    def _save_passage(self, row: Any) -> None:
        if self.stretch is None:
            row.passages.all().delete()
            return
        document, start, end = self.stretch
        passage = row.passages.first() or Passage(**{self.owner: row})
        passage.meeting = meeting_of(row)
        passage.document, passage.start, passage.end = document, start, end
        passage.exact = document.text[start:end]
        passage.save()

    @property
    def owner(self) -> str:
        """The field of a passage that leads to this kind of row."""
        model = self._meta.model
        return next(
            f.name for f in Passage._meta.fields if f.related_model is model and f.name != "meeting"
        )


class RowsWithPassage(StackedRows):
    """Rows whose passage is entered in the same form."""

    form = OnePassageForm
    finds_passages = True
    show_change_link = True
    readonly_fields = ["source_words"]
    #: the fields before the passage
    lines: list[Any] = []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Its own fields, the words to find, what they found."""
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": [*self.lines, "source_words"]})]
        return [(None, {"fields": [*self.lines, PASSAGE_FIELDS, "source_words"]})]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Passages with their documents, each document once."""
        return super().get_queryset(request).prefetch_related("passages__document")

    @admin.display(description=_("Passage found"))
    def source_words(self, row: Any) -> str:
        """The words of the source, read-only."""
        found = getattr(row, "words_found", "")
        if found or not row.pk:
            return found_words(found)
        return found_words(" … ".join(passage.exact for passage in row.passages.all()))
