"""The form of a record from tables or a debate: the files, and the address that it is to have."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.intake.others.given import GivenFile
from participants.slugs import is_slug

#: bytes that are read while somebody waits
MOST_BYTES = 5_000_000
KINDS = ".csv,.tsv,.txt,.xlsx,.zip,.xml,.akn"


class FilesInput(forms.ClearableFileInput):
    """A box for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is checked as one is."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Every file. Raises ``ValidationError`` where there is none, or one is empty."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class TablesForm(forms.Form):
    """What a record is to be made of; ``given`` and ``format`` once it is valid."""

    tables = FilesField(
        label=_("Files"),
        max_length=255,
        widget=FilesInput(attrs={"accept": KINDS}),
        help_text=_(
            "Of one meeting: meeting, delegations, statements, pledges as .csv or .xlsx, or as "
            "worksheets of one workbook; or a debate in Akoma Ntoso (.xml). Up to 5 MB together."
        ),
    )
    slug = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("What its address ends in, such as friends-2026; made of the title if empty."),
    )

    def clean_tables(self) -> Sequence[UploadedFile]:
        """The files. Raises ``ValidationError`` where they are too large to be read at once."""
        files: list[UploadedFile] = self.cleaned_data["tables"]
        if sum(file.size or 0 for file in files) > MOST_BYTES:
            raise forms.ValidationError(
                gettext(
                    "These files have more than 5 MB. Whoever runs the portal imports larger ones "
                    "with import_records."
                )
            )
        return files

    def clean_slug(self) -> str:
        """The address. Raises ``ValidationError`` where none can be so."""
        slug: str = self.cleaned_data["slug"]
        if slug and not is_slug(slug):
            raise forms.ValidationError(
                gettext("Use small letters of a to z, numbers, and single hyphens between them.")
            )
        return slug

    @property
    def given(self) -> list[GivenFile]:
        """The files with their bytes."""
        sent: list[UploadedFile] = self.cleaned_data["tables"]
        for file in sent:
            file.seek(0)
        return [GivenFile(str(file.name), file.read()) for file in sent]

    @property
    def source(self) -> str:
        """What the files are called."""
        return ", ".join(str(file.name) for file in self.cleaned_data["tables"])

    @property
    def format(self) -> str:
        """The format of others by its name in the registry: one file of XML is a debate."""
        sent: list[UploadedFile] = self.cleaned_data["tables"]
        endings = {str(file.name).lower().rpartition(".")[2] for file in sent}
        return "akoma-ntoso" if endings & {"xml", "akn"} else "csv"
