"""Source documents: their text, what of it no record uses, and how misprints are read."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import PROTECT
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import Correction, Document, Mark, Meeting, Passage
from meetings.records.passages import Span
from participants.slugs import is_slug

from .back import BackAtMeeting, place_in_meeting
from .base import RegisterAdmin
from .doubts import same_text
from .forms import DATE, RegisterFormSet
from .keeping import keep_in_order, records_from
from .long_text import SourceTextForm, beginning_of, is_long
from .merge import MergingRows
from .numbers import row_number
from .original import link_to_original, original_of, original_urls
from .passage import FinderInline, StretchForm, found_words
from .statement import follow_corrections, texts_of_passages


class DocumentForm(SourceTextForm):
    """A document; the digest of its text is computed."""

    slug_from = ("key", "title")

    class Meta:
        help_texts = {
            "key": _("The permanent address. Left empty, it is made from the title."),
            "title": _("As printed."),
            "kind": _("Summary, report, press release, resolution."),
            "symbol": _("A/RES/60/1; each symbol is entered once."),
            "publisher": _("Who published it, where the issuer did not."),
            "url": _("Where the original is: https://…"),
            "retrieved": _("The day the text was taken from there: 2021-12-08."),
            "date": DATE,
            "language": _("Of the text, as a code: en, fr, es."),
            "origin": _("Where the text was taken from."),
            "rights": _("How much of the text the public pages show."),
            "text": _(
                "The source whole, with page furniture and misprints. Empty for a document that is "
                "only referred to. Read-only once a passage points into it; one of more than "
                "100,000 characters comes from a file."
            ),
        }

    def doubts(self) -> Iterator[tuple[str, str]]:
        """A text that another document holds already."""
        return same_text(self.instance) if self.changed("text", "upload") else iter(())


class MarkForm(StretchForm):
    """Text that no record uses."""

    class Meta:
        help_texts = {"kind": _("Narrative holds no attributed saying, decision or figure.")}


class CorrectionForm(StretchForm):
    """How a misprint is read; both are shown."""

    class Meta:
        help_texts = {
            "read": _("How it is read; empty where it is left out."),
            "reason": _("Shown with the correction."),
        }

    def keep_words(self, document: Any, span: Span) -> None:
        """What is printed there; a correction lies inside a passage or outside."""
        self.instance.printed = document.text[span.start : span.end]
        cut = (
            Passage.objects.filter(document=document.pk)
            .exclude(end__lte=span.start)
            .exclude(start__gte=span.end)
            .exclude(start__lte=span.start, end__gte=span.end)
        )
        if document.pk and cut.exists():
            raise ValidationError(
                gettext("This lies across the edge of a passage; choose words inside of it.")
            )


class CorrectionFormSet(RegisterFormSet):
    """The corrections of one document, none of which lies in another."""

    def clean(self) -> None:
        """Refuse what another correction reads already."""
        super().clean()
        gone = self.deleted_forms
        rows = [form for form in self.forms if form.instance.end and form not in gone]
        rows.sort(key=lambda form: (form.instance.start, form.instance.end))
        for one, other in pairwise(rows):
            if other.instance.start < one.instance.end and not other.errors:
                other.add_error(
                    "first_words", gettext("Another correction already reads these words.")
                )


class StretchInline(FinderInline):
    """Stretches of a document, by first and last words."""

    readonly_fields = ["words"]
    finder = [("first_words", "last_words"), "words", ("words_before", "start", "end")]

    def get_queryset(self, request: HttpRequest) -> Any:
        """The document once."""
        return super().get_queryset(request).prefetch_related("document")

    @admin.display(description=_("Found"))
    def words(self, row: Any) -> str:
        """The words of the source, read-only."""
        if row.end is None or not row.document_id:
            return found_words("")
        return found_words(row.document.text[row.start : row.end], row.document.language)


class MarkInline(StretchInline):
    """Narrative, headings, labels, page furniture."""

    model = Mark
    classes = ["collapse"]
    form = MarkForm
    lines = ["kind"]


class CorrectionInline(StretchInline):
    """Editorial corrections."""

    model = Correction
    classes = ["collapse"]
    form = CorrectionForm
    formset = CorrectionFormSet
    lines = [("read", "reason")]


def uses_of_documents(documents: Iterable[Document]) -> list[str]:
    """What keeps documents from being deleted: how many rows of which kind; a query a kind."""
    numbers = [document.pk for document in documents]
    uses = []
    for relation in Document._meta.related_objects:
        if relation.on_delete is not PROTECT:
            continue
        rows = relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__in": numbers}
        )
        if n := rows.count():
            noun = relation.related_model._meta
            words = noun.verbose_name if n == 1 else noun.verbose_name_plural
            uses.append(f"{n} {words}")
    return uses


@admin.register(Document)
class DocumentAdmin(MergingRows, BackAtMeeting, RegisterAdmin):
    """Source text whole; and documents that are referred to, each once."""

    form = DocumentForm
    list_display = ["__str__", "kind", "date", "language", "has_text"]
    list_filter = ["rights"]
    date_hierarchy = "first_day"
    search_fields = ["title", "symbol", "key"]
    search_help_text = _("Words of the title, the symbol or the key")
    prepopulated_fields = {"key": ["title"]}
    readonly_fields = ["sha256", "beginning", "original_file"]
    inlines = [CorrectionInline, MarkInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without texts, of megabytes each, in lists and choices; a form reads that of its own."""
        return super().get_queryset(request).defer("text")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What keeps documents is counted: listed, each use would bring the whole text along."""
        uses = uses_of_documents(objs)
        return ([], {}, set(), uses) if uses else super().get_deleted_objects(objs, request)

    def get_urls(self) -> list[URLPattern]:
        """Where the uploaded file is fetched from."""
        return [*original_urls(self), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The text is a field until something points into it; a long one comes from a file."""
        shown = "beginning" if obj is not None and is_long(obj) else "text"
        text = [*([] if text_is_fixed(obj) else ["upload"]), shown, "sha256"]
        taken: list[Any] = [("publisher", "url"), ("retrieved", "origin")]
        taken += ["original_file"] if obj is not None and original_of(obj) else []
        return [
            (_("Document"), {"fields": ["title", "key", ("kind", "symbol"), "issuers"]}),
            (_("Date and language"), {"fields": ["date", "language"]}),
            (_("Source text"), {"fields": [*taken, "rights", *text]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The key once given, if files can hold it; the text once something points into it."""
        fixed = list(super().get_readonly_fields(request, obj))
        fixed += ["key"] if obj and is_slug(obj.key) else []
        return fixed + (["text"] if text_is_fixed(obj) else [])

    def meeting_left(self, request: HttpRequest, row: Any) -> str:
        """The meeting that one came from, else the only one whose record uses the document."""
        records = Meeting.objects.worked_on()
        came_from = records.filter(pk=row_number(request.GET.get("meeting", ""))).first()
        if came_from is not None:
            return place_in_meeting(came_from)
        meetings = records_from(row)[:2]
        return place_in_meeting(meetings[0]) if len(meetings) == 1 else ""

    @admin.display(description=_("Text"))
    def beginning(self, document: Document) -> str:
        """The beginning of a long text, and where all of it is."""
        return beginning_of(document)

    @admin.display(description=_("Original file"))
    def original_file(self, document: Document) -> str:
        """The file that was uploaded."""
        return link_to_original(document)

    @admin.display(description=_("source text"), boolean=True)
    def has_text(self, document: Document) -> bool:
        """Whether the text is held here: it has a digest and rights then, and they are short."""
        return bool(document.sha256 and document.rights)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Texts of statements follow the corrections."""
        before = texts_of_passages(form.instance)
        for rows in formsets:
            self.save_formset(request, form, rows, change=change)
        follow_corrections(form.instance, before)
        super().save_related(request, form, [], change)
        if not change or form.has_changed() or any(rows.has_changed() for rows in formsets):
            keep_in_order(request, records_from(form.instance))


def text_is_fixed(document: Document | None) -> bool:
    """Whether a passage, a mark or a correction points into the text."""
    if document is None or document.pk is None:
        return False
    rows = (document.passages, document.marks, document.corrections)
    return any(row.exists() for row in rows)
