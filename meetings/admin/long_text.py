"""Source texts too long for a box: shown by their beginning, and replaced by a file alone.

A form that held one would send megabytes at every Save, and nothing at all beyond the most that
Django takes. What is sent is never shorter than what stands there: without a file the text stays.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import Document
from meetings.records.file_texts import text_digest

from .forms import RegisterForm

#: characters of a text that its page shows; one of more has no box
SHOWN = 100_000
#: bytes of a file that is taken
LARGEST = 50_000_000
#: the hidden input with the digest of the long text that a page was opened with
SEEN = "text_seen"


class SourceTextForm(RegisterForm):
    """A form with the text of a document: in a box while it is short, and from a file."""

    upload = forms.FileField(
        label=_("Text file"),
        required=False,
        help_text=_(
            "Takes the place of the text: a file in UTF-8 of up to 50 MB, kept byte for byte. "
            "Without a file the text stays as it is."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: the text as it is stored, for a page that is shown again with what was sent
        self.instance.stored_text = self.instance.text
        self.instance.stored_digest = self.instance.sha256
        self._uploaded: str | None = None

    def clean(self) -> dict[str, Any]:
        """Take the text from the file, if one is sent; compute the digest of a new text."""
        cleaned = super().clean()
        if upload := cleaned.get("upload"):
            self._take(upload)
        if "text" not in self.fields:
            self._refuse_lost_words()
            if self._uploaded is not None:
                self.instance.sha256 = text_digest(self._uploaded)
            return cleaned
        if self._uploaded is not None:
            cleaned["text"] = self._uploaded
        elif self.add_prefix("text") not in self.data and "text" not in self.errors:
            # The page was opened while a longer text stood here, which has no box.
            cleaned["text"] = self.instance.stored_text
        if cleaned.get("text") != self.initial.get("text", ""):
            self.instance.sha256 = text_digest(cleaned["text"]) if cleaned.get("text") else ""
        if cleaned.get("text") and not cleaned.get("rights"):
            self.add_error("rights", gettext("Say how much of the text may be shown."))
        return cleaned

    def _post_clean(self) -> None:
        """Whoever has to send the form again has to choose the file again, and is told."""
        super()._post_clean()
        if self.errors and self._uploaded is not None:
            message = gettext("Choose the file again: it was not kept while the form was shown.")
            self.add_error("upload", message)

    def _take(self, upload: Any) -> None:
        seen = self.data.get(SEEN, self.instance.stored_digest)
        if seen != self.instance.stored_digest:
            message = gettext(
                "Somebody else replaced the text while you had it open. Look at it below; choose "
                "your file again to put yours in its place."
            )
            self.add_error("upload", message)
            return
        try:
            self._uploaded = text_of(upload)
        except ValidationError as refused:
            self.add_error("upload", refused)

    def _refuse_lost_words(self) -> None:
        """What was typed into a box that is there no more is not dropped without a word."""
        typed = self.data.get(self.add_prefix("text"))
        if typed is None or _lines(typed) == _lines(self.instance.stored_text):
            return
        message = gettext(
            "The text can no more be changed here: while you had this page open somebody else "
            "stored a long one, or passages in it. Go back for what you typed, and keep it."
        )
        self.add_error(None, message)

    def save(self, commit: bool = True) -> Any:
        """A text from a file takes its place before stretches of it are sought."""
        if self._uploaded is not None and "text" not in self.fields:
            self.instance.text = self._uploaded
        return super().save(commit)

    def has_changed(self) -> bool:
        """A file sent with nothing in it is no change."""
        return bool(self.changed_data)


def is_long(document: Document) -> bool:
    """Whether the text of a document is too long for a box."""
    return len(document.text) > SHOWN


def text_of(upload: Any) -> str:
    """The text in a file. Raises ``ValidationError`` for what is none, or too much."""
    if upload.size > LARGEST:
        message = gettext("This file has %(size)s MB; %(limit)d are the most.")
        size = f"{upload.size / 1e6:,.1f}"
        raise ValidationError(message % {"size": size, "limit": LARGEST // 1_000_000})
    try:
        text = str(upload.read(), "utf-8")
    except UnicodeDecodeError as error:
        message = gettext(
            "This file is not UTF-8 at byte %(place)s; save it as plain text in UTF-8 and choose "
            "it again."
        )
        raise ValidationError(message % {"place": f"{error.start + 1:,}"}) from error
    if "\0" in text:
        raise ValidationError(gettext("This file holds NUL characters; it is no text."))
    return text


def beginning_of(document: Document) -> str:
    """The beginning of a long text, and where all of it is."""
    text = getattr(document, "stored_text", document.text)
    words = gettext("The first %(shown)s of %(all)s characters.") % {
        "shown": f"{SHOWN:,}",
        "all": f"{len(text):,}",
    }
    return format_html(
        '<p>{} <a href="{}">{}</a></p><p lang="{}" dir="auto">{}</p>'
        '<input type="hidden" name="{}" value="{}">',
        words,
        document.get_absolute_url(),
        gettext("The whole text stands on its page, once a published record uses it."),
        document.language,
        linebreaksbr(text[:SHOWN]),
        SEEN,
        getattr(document, "stored_digest", document.sha256),
    )


def _lines(text: str) -> str:
    """A text as a browser sends it back, to compare."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
