"""What a form of the desk sent, and the answer that asks for more."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.curation.acting import Doing
from meetings.curation.errors import ActError
from meetings.curation.marking import Chosen
from meetings.curation.passages import trimmed
from meetings.models import Document, Meeting

from ..numbers import row_number
from .forms import EntryForm
from .page import source_of


class Asked(Exception):  # noqa: N818  (it is an answer, not an error)
    """More has to be said before the act is done; ``form`` asks for it. Nothing was written."""

    def __init__(self, form: EntryForm, chosen: Chosen | None = None) -> None:
        super().__init__()
        self.form = form
        self.chosen = chosen


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form of the desk sent about a record.

    ``do`` is the act and what it is about: “accept:statement-12:VERSION”, “mark:pledge”.
    """

    request: HttpRequest
    meeting: Meeting
    do: tuple[str, ...]

    @property
    def user(self) -> Any:
        """Who sent it."""
        return self.request.user

    def word(self, place: int) -> str:
        """A word of what is to be done; "" where there is none."""
        return self.do[place] if place < len(self.do) else ""

    def number(self, name: str) -> int | None:
        """A whole number that was sent."""
        return row_number(self.request.POST.get(name, ""))

    def take(self, doing: Doing) -> Any:
        """The part that the act is about, at the version that was shown."""
        return doing.take(self.word(1), self.word(2))

    def document(self) -> Document:
        """The source that the desk shows. Raises :class:`ActError` where it is none of these."""
        asked = self.number("document")
        found = source_of(self.meeting, self.user, asked)
        if asked is None or found is None or found.pk != asked:
            raise ActError(_("Open the source again: this one does not belong to the record."))
        return found

    def chosen(self) -> Chosen:
        """The words that were chosen. Raises :class:`ActError` where there are none."""
        document = self.document()
        start, end = self.number("start"), self.number("end")
        if start is None or end is None or start >= end:
            raise ActError(_("Choose words in the source first."))
        return Chosen(self.meeting, document, trimmed(document.text, start, end))
