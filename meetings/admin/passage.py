"""The passage of a part, entered by its first and last words, and where these stand in a source."""

from functools import lru_cache
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import Document, Meeting, Passage
from meetings.records.passages import PassageError, Quote, Span, make_quote, resolve
from meetings.records.text_index import TextIndex

from .access import meeting_of
from .base import StackedRows
from .forms import Autocomplete, RegisterForm, TextAsStored

#: characters of a passage that a form shows whole
LONG = 6_000

FIRST_WORDS = _(
    "The words it begins with, as the source prints them; without last words they are all of it."
)
LAST_WORDS = _("The words it ends with.")
PASSAGE_FIELDS = ("source", "first_words", "last_words")


@lru_cache(maxsize=8)
def index_of(text: str) -> TextIndex:
    """A text made ready to be searched; the last few are kept."""
    return TextIndex(text)


def words_at(text: str, start: int, end: int) -> Quote:
    """First words, last words and words before that lead to a stretch; all empty if none do."""
    return make_quote(index_of(text), Span(start, end)) or Quote("")


def span_of(document: Document | None, quote: Quote, position: Span | None) -> Span:
    """The one stretch that words, a position, or both stand for.

    Raises ``ValidationError`` with the count where the words are found never or several times.
    """
    if document is None:
        raise ValidationError(gettext("Choose the document that holds these words."))
    if not document.text:
        raise ValidationError(gettext("The text of this document is not held here."))
    words = quote if quote.start.strip() else None
    if words is None and position is None:
        raise ValidationError(gettext("Give the first words of the passage."))
    try:
        return resolve(index_of(document.text), words, position)
    except PassageError as error:
        raise ValidationError(gettext("Passage: %s") % error) from error


def only_source(meeting: Meeting | None) -> Any:
    """The document that all passages of the meeting lie in; None if there are several."""
    if meeting is None or meeting.pk is None:
        return None
    # Numbers first: to tell documents apart by all columns reads their texts for each passage.
    numbers = Passage.objects.filter(meeting=meeting).order_by().values_list("document").distinct()
    documents = [pk for (pk,) in numbers[:2]]
    return Document.objects.get(pk=documents[0]) if len(documents) == 1 else None


def words_field(label: Any, help_text: Any) -> TextAsStored:
    """A box for a few words of a source."""
    widget = forms.Textarea(attrs={"rows": 2, "cols": 60})
    return TextAsStored(label=label, required=False, widget=widget, help_text=help_text)


def found_words(text: str, language: str = "") -> str:
    """The passage found, as the source prints it; a long one scrolls, by keyboard too.

    Of more than :data:`LONG` characters only the beginning and the end are shown: the whole
    stands in the text and in the source beside the form.
    """
    if not text:
        return "–"
    if len(text) > LONG:
        text = f"{text[: LONG // 2]}\n[…]\n{text[-LONG // 2 :]}"
    return format_html(
        '<p class="finder-found" lang="{}" dir="auto" tabindex="0">{}</p>', language, text
    )


class StretchForm(RegisterForm):
    """A stretch of a document: by words, or by position."""

    first_words = words_field(_("First words"), FIRST_WORDS)
    last_words = words_field(_("Last words"), LAST_WORDS)
    words_before = words_field(
        _("Words right before"),
        _("Only where the first words stand in the source several times."),
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
        """The document that is searched; that of the page, where the page is one."""
        return cleaned.get("document")

    def clean(self) -> dict[str, Any]:
        """Find the stretch; refuse none and several."""
        cleaned = super().clean()
        if not self.has_changed() or self.errors:
            return cleaned
        document = self.document(cleaned)
        span = span_of(document, *self._given(cleaned))
        cleaned |= {"start": span.start, "end": span.end}
        self.keep_words(document, span)
        return cleaned

    def keep_words(self, document: Any, span: Span) -> None:
        """Keep the words of the stretch with its place."""

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


class RowWithPassageForm(RegisterForm):
    """A row with its passage; one of several ranges is changed on the row's own page."""

    source = forms.ModelChoiceField(
        Document.objects.all(),
        label=_("Source"),
        required=False,
        widget=Autocomplete(Passage._meta.get_field("document"), admin.site),
    )
    first_words = words_field(_("First words"), FIRST_WORDS)
    last_words = words_field(_("Last words"), LAST_WORDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ranges = list(self.instance.passages.all()) if self.instance.pk else []
        self.passage: Passage | None = None
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
        span = span_of(document, Quote(first, last), None)
        exact = document.text[span.start : span.end]
        self.passage = Passage(document=document, start=span.start, end=span.end, exact=exact)
        self.instance.words_found = exact
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save the row, then its passage if that was changed."""
        row = super().save(commit)
        if commit and set(PASSAGE_FIELDS) & set(self.changed_data):
            self._save_passage(row)
        return row

    def _save_passage(self, row: Any) -> None:
        if self.passage is None:
            row.passages.all().delete()
            return
        passage = row.passages.first() or Passage(**{row.passages.field.name: row})
        passage.meeting = meeting_of(row)
        for name in ("document", "start", "end", "exact"):
            setattr(passage, name, getattr(self.passage, name))
        passage.save()


class FinderInline(StackedRows):
    """Rows with words that are found in a source; where none may be changed, without the finder."""

    finds_passages = True
    #: the fields before the finder
    lines: list[Any] = []
    #: the boxes, with the read-only field of what they found among them
    finder: list[Any] = []
    finder_classes: list[str] = []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Its own fields, the words to find, what they found."""
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": [*self.lines, *self.readonly_fields]})]
        fields = [*self.lines, *self.finder]
        return [(None, {"fields": fields, "classes": self.finder_classes})]


class RowsWithPassage(FinderInline):
    """Rows whose passage is entered in the same form."""

    form = RowWithPassageForm
    show_change_link = True
    readonly_fields = ["source_words"]
    finder = [PASSAGE_FIELDS, "source_words"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Passages with their documents, each document once."""
        return super().get_queryset(request).prefetch_related("passages__document")

    @admin.display(description=_("Passage found"))
    def source_words(self, row: Any) -> str:
        """The words of the source, read-only."""
        words = getattr(row, "words_found", "")
        if row.pk and not words:
            words = " … ".join(passage.words for passage in row.passages.all())
        return found_words(words)
