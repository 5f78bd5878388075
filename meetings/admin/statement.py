"""Statements: entered by their passage, which gives the text and then what follows from it."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import Document, Speaker, Statement, StatementTopic
from meetings.records.passages import PassageError, Quote, locate
from meetings.records.stored_texts import text_of
from meetings.records.text_index import TextIndex

from .base import FIND, StackedRows, TabularRows
from .columns import Lists, OpeningsList, first_words, is_list, named, with_words
from .filters_by_name import MeetingFilter, SpeakerFilter
from .forms import TITLE_OF_DAY, LinesField, RegisterForm
from .owned import InferenceInline, LeadingPassages, PassageFormSet
from .printed_names import PrintedRemarks, names_another
from .source import BesideSourceAdmin


def marked_words(text: str, stretches: list[list[int]]) -> list[str]:
    """The words at each [start, end] of ``text``."""
    return [text[start:end] for start, end in stretches]


def quoted_stretches(text: str, words: list[str]) -> list[list[int]]:
    """[start, end] of each of ``words`` in ``text``, in order of place.

    Raises ``ValidationError`` with the count where words are found never or several times.
    """
    index = TextIndex(text)
    try:
        spans = [locate(index, Quote(quoted)) for quoted in words]
    except PassageError as error:
        raise ValidationError(gettext("Quoted words: %s") % error) from error
    return sorted([span.start, span.end] for span in spans)


def texts_of_passages(document: Document) -> dict[Statement, str]:
    """The statements with a passage in a document, each as its whole passage reads now."""
    return {
        row: text_of(row.passages.select_related("document").order_by("order", "pk"))
        for row in Statement.objects.filter(passages__document=document).distinct()
    }


def follow_corrections(document: Document, before: dict[Statement, str]) -> None:
    """Give each statement that read as its passage did ``before`` the words that this has now."""
    after = texts_of_passages(document)
    for row, text in before.items():
        now = after.get(row, text)
        if row.text == text and now != text:
            words = marked_words(row.text, row.quotations)
            row.text = now
            row.quotations = quoted_stretches(now, [word for word in words if word in now])
            row.save(update_fields=["text", "quotations"])


class StatementForm(RegisterForm):
    """A statement; its text and its quoted words follow from the passage."""

    quoted = LinesField(
        label=_("Quoted words"),
        required=False,
        help_text=_("The words inside the text that are a quotation; one quotation a line."),
    )

    class Meta:
        help_texts = {
            "session": _("A statement can stand outside of any session."),
            "form": _(
                "Verbatim: the words spoken. Quotation: with quoted words. Reported: all else."
            ),
            "delivery": _("Several at once: a video message read by another."),
            "language": _("Of the text here, as a code: en, fr, es-MX."),
            "text": _(
                "Leave it empty: it is filled from the passage, after the corrections of the "
                "document, and always equals it."
            ),
            "procedural": _("It only moves the meeting along."),
            "collective": _(
                "Speakers in the source's own wording: “many participants”, “Egypt and others”."
            ),
            "unattributed": _("The reason, where neither a speaker nor a collective is given."),
            "mentions": _("Spoken about; to be mentioned is not to be present."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["quoted"] = marked_words(self.instance.text, self.instance.quotations)
        if "text" in self.fields:
            self.fields["text"].required = False

    def clean(self) -> dict[str, Any]:
        """Leave for the passage what follows from it."""
        cleaned = super().clean()
        self.instance.entered = self
        return cleaned


class StatementPassages(PassageFormSet):
    """The passage of a statement, from which its text follows."""

    def clean(self) -> None:
        """Derive the text and the places of the quoted words."""
        super().clean()
        form = getattr(self.instance, "entered", None)
        if form is None or any(self.errors):
            return
        text = self._text(form.cleaned_data.get("text") or "", "text" in form.changed_data)
        moved = text != (form.initial.get("text") or "")
        if moved or "quoted" in form.changed_data:
            words = form.cleaned_data.get("quoted") or []
            self.instance.quotations = quoted_stretches(text, words)
        self.instance.text = text

    def _text(self, typed: str, changed: bool) -> str:
        ranges = self.ranges()
        if not ranges:
            if not typed.strip():
                raise ValidationError(
                    gettext("Give the passage by its first and last words; it gives the text.")
                )
            return typed
        if not typed.strip() or (self.has_changed() and not changed):
            return self.text()
        if changed and typed != self.text():
            raise ValidationError(
                gettext(
                    "The text differs from its passage. Leave the text empty to have it filled "
                    "in; what is misprinted is corrected with the document."
                )
            )
        return typed


class StatementPassageInline(LeadingPassages):
    """Where the statement stands in its source."""

    formset = StatementPassages


class SpeakerForm(RegisterForm):
    """A speaker."""

    class Meta:
        help_texts = {
            "participant": _("Need not be a delegation."),
            "printed": _("Where the source names neither: “the Focal Point of Qatar”."),
            "title": TITLE_OF_DAY,
            "capacity": _("“as Chair of the Peacebuilding Commission”."),
            "on_behalf_of": _("The group or the other that it is said for."),
        }

    def doubts(self) -> Iterator[tuple[str, str]]:
        """A printed name that is another's."""
        if self.changed("printed", "participant", "person"):
            row = self.instance
            yield from names_another(row.printed, row.participant, row.person)


class SpeakerInline(StackedRows):
    """Who said it: none stated, one, or several (joint)."""

    model = Speaker
    form = SpeakerForm
    fields = [
        ("participant", "person", "order"),
        ("printed", "title"),
        ("capacity", "on_behalf_of"),
    ]
    list_select_related = ["participant", "person"]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """An empty one on the page that adds."""
        return 0 if obj else 1

    def get_queryset(self, request: HttpRequest) -> Any:
        """With those spoken for."""
        return super().get_queryset(request).prefetch_related("on_behalf_of")


class TopicInline(TabularRows):
    """What it is about."""

    model = StatementTopic
    fields = ["topic", "order"]
    verbose_name = _("topic")
    verbose_name_plural = _("topics")
    list_select_related = ["topic"]

    def carried_rows(self, request: HttpRequest, before: Statement | None) -> list[dict[str, Any]]:
        """The topics of the statement before."""
        links = before.topic_links.select_related("topic") if before else []
        return [{"topic": link.topic} for link in links]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """On the page that adds a row for each topic that is carried over, and an empty one."""
        if obj is not None:
            return 0
        pages: Any = self.admin_site.get_model_admin(Statement)
        before = pages.entry_before(request)
        return 1 + (before.topic_links.count() if before else 0)


@admin.register(Statement)
class StatementAdmin(PrintedRemarks, BesideSourceAdmin):
    """A passage with what was said and by whom; its number (the ¶) is permanent."""

    form = StatementForm
    list_display = ["meeting", "paragraph", "speakers_shown", "topics_shown", "opening"]
    list_display_links = ["opening"]
    list_filter = [MeetingFilter, SpeakerFilter, "form"]
    list_select_related = ["meeting__series"]
    ordering = ["-meeting", "order", "number"]
    search_fields = ["text", "collective", "meeting__slug"]
    search_help_text = _(
        "Words of the text, or the slug of the meeting; of over 1,000 published ones the newest"
    )
    readonly_fields = ["number"]
    fieldsets = [
        (_("Statement"), {"fields": ["meeting", ("number", "order"), ("session", "agenda_item")]}),
        (_("What was said"), {"fields": ["text", "quoted", ("form", "language"), "delivery"]}),
        (
            _("When no speaker is named below"),
            {"fields": ["collective", "unattributed", "procedural"]},
        ),
        (_("What it refers to"), {"fields": ["in_reply_to", "mentions"]}),
    ]
    inlines = [StatementPassageInline, SpeakerInline, TopicInline, InferenceInline]
    carried = ("session", "agenda_item", "form", "language", "delivery")
    first_box = "id_passages-0-first_words"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Lists:
        """The list, which reads the beginnings of texts alone."""
        return OpeningsList

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """The list seeks words by the index; a choice is found as every choice."""
        if is_list(request) and search_term.strip():
            return with_words(queryset, search_term), False
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=_("¶"), ordering="number")
    def paragraph(self, statement: Statement) -> str:
        """The number."""
        return f"¶{statement.number}"

    @admin.display(description=_("speakers"))
    def speakers_shown(self, statement: Statement) -> str:
        """Who said it; a collective in the words of the source."""
        return named(statement.speakers.all(), statement.collective)

    @admin.display(description=_("topics"))
    def topics_shown(self, statement: Statement) -> str:
        """What it is about."""
        return named(link.topic for link in statement.topic_links.all())

    @admin.display(description=_("opening words"))
    def opening(self, statement: Statement) -> str:
        """The first words."""
        return first_words(statement)

    def save_model(self, request: HttpRequest, obj: Statement, form: Any, change: bool) -> None:
        """Save a text that followed from the passage."""
        if change and obj.text != form.initial.get("text") and "text" not in form.changed_data:
            form.changed_data.append("text")
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The text found, while previewing."""
        form = context["adminform"].form
        if FIND in request.POST and form.instance.text:
            form.data = form.data.copy()
            form.data["text"] = form.instance.text
        return super().render_change_form(request, context, *args, **kwargs)
