"""The form of a new record from a document: a file or a text, and what is known of the original."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.intake.files import DocumentText, UnreadableFile, read_document
from meetings.intake.files.document import MOST_BYTES
from meetings.models import Document, Original
from meetings.models.choices import Rights
from meetings.models.fields import validate_edtf
from meetings.records.file_texts import text_digest

from ..doubts import raise_doubts
from ..forms import TextAsStored
from .drafting import Upload

#: characters of a text that is read while somebody waits; no record of one meeting is longer
LONGEST = 200_000
#: what a pasted text is called where a file has its name
PASTED = "pasted text.txt"
KINDS = ".txt,.html,.htm,.docx,.pdf"


def _url_validators() -> list[Any]:
    field: Any = Document._meta.get_field("url")
    return list(field.validators)


#: the button that asks for the meeting and its source alone
ALONE = "_alone"


class DocumentForm(forms.Form):
    """What a record is to be proposed from; ``document`` is its text once the form is valid."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": KINDS}),
        help_text=_("Plain text, HTML, Word (.docx) or PDF with text in it, of up to 20 MB."),
    )
    text = TextAsStored(
        label=_("Or its text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 80}),
        help_text=_("Paste the whole text here where there is no file."),
    )
    url = forms.CharField(
        label=_("Address of the original"),
        required=False,
        max_length=1000,
        validators=_url_validators(),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Where it is published, if it is: https://…"),
    )
    retrieved = forms.CharField(
        label=_("Retrieved"),
        required=False,
        max_length=64,
        validators=[validate_edtf],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("The day it was taken from there: 2021-12-08."),
    )
    rights = forms.ChoiceField(
        label=_("Rights"),
        choices=Rights.choices,
        initial=Rights.PASSAGES,
        widget=forms.RadioSelect,
        help_text=_("How much of the text the public pages show once the record is published."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document: DocumentText
        self._data = b""

    def clean(self) -> dict[str, Any]:
        """Read the document, if everything else is right."""
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if not self.errors:
            self._choose(file, text)
        if not self.errors:
            self._read("file" if file else "text", file.name if file else PASTED)
        unread = "file" in self.errors
        if not self.errors:
            raise_doubts(self, self._doubts("file" if file else "text"))
        if self.errors and file and not unread:
            message = gettext("Choose the file again: it was not kept while the form was shown.")
            self.add_error("file", message)
        return cleaned

    def _choose(self, file: Any, text: str) -> None:
        if file and text.strip():
            self.add_error("text", gettext("Give either a file or its text, not both."))
        elif not file and not text.strip():
            self.add_error("file", gettext("Choose a file, or paste the text of the document."))
        elif file and file.size > MOST_BYTES:
            message = gettext("This file has %(size)s MB; 20 are the most.")
            # Rounded up, so that what is above the limit never reads as the limit.
            self.add_error("file", message % {"size": f"{-(-file.size // 100_000) / 10:,.1f}"})
        else:
            self._data = file.read() if file else text.encode("utf-8", "replace")

    def _read(self, box: str, name: str) -> None:
        try:
            self.document = read_document(self._data, name)
        except UnreadableFile as refused:
            self.add_error(box, str(refused))
            return
        if not self.document.text.strip():
            self.add_error(box, gettext("No words were found in this document."))
        elif len(self.document.text) > LONGEST:
            message = gettext(
                "This document has %(length)s characters; %(limit)s are the most. Give the part "
                "that tells of one meeting."
            )
            values = {"length": f"{len(self.document.text):,}", "limit": f"{LONGEST:,}"}
            self.add_error(box, message % values)

    def _doubts(self, box: str) -> Iterator[tuple[str, str]]:
        """The same file, or the same text, is a document already."""
        digests = {hashlib.sha256(self._data).hexdigest(), text_digest(self.document.text)}
        original = Original.objects.filter(sha256__in=digests).select_related("document")
        alike = original.defer("document__text").order_by("pk").first()
        texts = Document.objects.filter(sha256__in=digests).defer("text").order_by("pk")
        if known := (alike.document if alike else texts.first()):
            words = gettext("“%s” holds the same text; a source is entered once.")
            yield box, words % Truncator(known).chars(120)

    @property
    def name(self) -> str:
        """What the source is called: by its file, or as pasted."""
        file = self.cleaned_data.get("file")
        return _printable(file.name) if file else gettext("Pasted text")

    def upload(self) -> Upload:
        """The document as it was given, and whether more than the meeting is to be proposed."""
        file = self.cleaned_data.get("file")
        return Upload(
            name=_printable(file.name) if file else "",
            data=self._data,
            sha256=hashlib.sha256(self._data).hexdigest(),
            about={name: self.cleaned_data[name] for name in ("url", "retrieved", "rights")},
            proposals=ALONE not in self.data,
        )


def _printable(name: str) -> str:
    """The name of a file without signs that would hide what it is."""
    return "".join(sign for sign in name if sign.isprintable()) or gettext("document")
