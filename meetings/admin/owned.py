"""What hangs on one part of a record, on the page of that part: passages and inferences."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import Inference, Passage
from meetings.models.owned import PARTS
from meetings.records.passages import PassageError, Span
from meetings.records.stored_texts import text_of

from .access import meeting_of
from .base import StackedRows
from .forms import RegisterForm, RegisterFormSet
from .passage import FinderInline, StretchForm, found_words, only_source


class OwnedFormSet(RegisterFormSet):
    """Rows of one owner; of a meeting those that belong to none of its parts."""

    def get_queryset(self) -> Any:
        """Of a meeting: only what belongs to none of its parts."""
        if not hasattr(self, "_queryset"):
            rows = super().get_queryset()
            self._queryset = rows.filter(**of_no_part()) if self.fk.name == "meeting" else rows
        return self._queryset

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """It stands in the meeting of its owner."""
        form.instance.meeting = meeting_of(self.instance)
        return super().save_new(form, commit)


def of_no_part() -> dict[str, bool]:
    """The condition for what belongs to a meeting itself."""
    return {f"{name}__isnull": True for name in PARTS}


class PassageForm(StretchForm):
    """One range of a passage."""

    #: the meeting of the owner, set by the formset
    meeting: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.instance.words_found = self.instance.words
        if "document" in self.fields:
            self.fields["document"].required = False

    def _post_clean(self) -> None:
        # Words are found, not typed: those that were not are said where they were sought.
        passage = self.instance
        passage.exact = None if passage.statement_id else passage.exact or ""
        super()._post_clean()

    def document(self, cleaned: dict[str, Any]) -> Any:
        """The document chosen, else the only one that the meeting's passages lie in."""
        if cleaned.get("document") is None:
            cleaned["document"] = only_source(self.meeting)
        return cleaned["document"]

    def keep_words(self, document: Any, span: Span) -> None:
        """Keep them as the source prints them."""
        self.instance.exact = document.text[span.start : span.end]
        self.instance.words_found = self.instance.exact


class PassageFormSet(OwnedFormSet):
    """The ranges of one part, in order."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Tell each range its meeting."""
        super().add_fields(form, index)
        form.meeting = meeting_of(self.instance)

    def ranges(self) -> list[Passage]:
        """The ranges that stay, as they will be stored."""
        kept = [
            form
            for form in self.forms
            if (form.instance.pk or form.instance.end)
            and not getattr(form, "cleaned_data", {}).get("DELETE")
        ]
        kept.sort(key=lambda form: (form.instance.pk is None, form.instance.order))
        return [form.instance for form in kept]

    def text(self) -> str:
        """The words of all ranges, after the corrections of their documents.

        Raises ``ValidationError`` where a correction lies across the edge of a range.
        """
        try:
            return text_of(self.ranges())
        except PassageError as error:
            raise ValidationError(gettext("Passage: %s") % error) from error

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """A new range comes after the others."""
        if self.fk.name != "meeting":
            setattr(form.instance, self.fk.name, self.instance)
        last = max((row.order for row in self.get_queryset()), default=-1)
        new = [extra for extra in self.extra_forms if extra.has_changed()]
        form.instance.order = last + 1 + new.index(form)
        return super().save_new(form, commit)


class PassageInline(FinderInline):
    """Where in a source the words stand."""

    model = Passage
    form = PassageForm
    formset = PassageFormSet
    verbose_name = _("range of the passage")
    verbose_name_plural = _("passage")
    readonly_fields = ["source_words"]
    lines = ["document"]
    finder = [("first_words", "last_words"), "source_words", ("words_before", "start", "end")]
    finder_classes = ["finder"]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """An empty one where there is none yet."""
        if obj is None:
            return 1
        rows = obj.passages.filter(**of_no_part()) if meeting_of(obj) == obj else obj.passages
        return 0 if rows.exists() else 1

    def get_queryset(self, request: HttpRequest) -> Any:
        """Each document once, however many passages lie in it."""
        return super().get_queryset(request).prefetch_related("document__corrections")

    @admin.display(description=_("Passage found"))
    def source_words(self, passage: Passage) -> str:
        """The words of the source, read-only."""
        language = passage.document.language if passage.document_id else ""
        return found_words(getattr(passage, "words_found", ""), language)


class LeadingPassages(PassageInline):
    """The passage before what follows from it."""

    leads = True


class InferenceForm(RegisterForm):
    """A value that is inferred."""

    class Meta:
        help_texts = {
            "field": _(
                "The path of the value as in the record file: date, title, speakers/0/person. "
                "For a delegate also the word delegation: whose delegate that is."
            ),
            "reason": _("Shown wherever the value is shown."),
        }


class InferenceInline(StackedRows):
    """What is inferred, not in the source."""

    model = Inference
    form = InferenceForm
    formset = OwnedFormSet
    classes = ["collapse"]
    fields = ["field", "reason"]
