"""Passages of published records, with what each belongs to: gathered for annotations."""

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from participants.queries.rows import row_columns, row_reader

from ...addresses import address, numbered_address
from ...models import Document, Passage
from ...models.choices import Rights
from ...reading.evidence import OwnerRow

#: passages that have the same words in the same record are told apart by their number
_SAME = ("meeting", "document", "start", "end", "statement")


@dataclass
class PassageRow(OwnerRow):
    """A passage, and its part; ``nth`` is its number among those of the same words."""

    start: int
    end: int
    exact: str | None
    nth: int
    document_key: Annotated[str, F("document__key")]
    meeting_slug: Annotated[str, F("meeting__slug")]
    statement_number: Annotated[int | None, F("statement__number")]
    pledge_number: Annotated[int | None, F("pledge__number")]

    @property
    def url(self) -> str:
        """The page of the part, or where the page of the meeting shows it."""
        for route in ("statement", "pledge"):
            number = getattr(self, f"{route}_number")
            if number is not None:
                return numbered_address(route, self.meeting_slug, number)
        return self.address_at(self.meeting_slug)

    @property
    def label(self) -> str:
        """What the part is, and what it is called: "Statement: ¶12"."""
        return f"{self.words}¶{self.statement_number}" if self.statement_number else self.words


class SourceText(NamedTuple):
    """The text of a document, and whether all of it may be shown."""

    text: str
    is_public: bool

    @property
    def route(self) -> str:
        """Where positions are counted: its text, or the page of one that is shown in parts."""
        return "document_txt" if self.is_public else "document"


class PassagePage(NamedTuple):
    """A page of the passages of one thing, the texts that they stand in, and how many there are."""

    rows: list[PassageRow]
    texts: dict[str, SourceText]
    total: int


def passage_page(first: int, most: int, **of: Any) -> PassagePage:
    """Passages of a meeting, a statement or a document, from number ``first`` on; three queries."""
    passages: QuerySet[Any] = Passage.objects.published().filter(**of)
    nth = Window(RowNumber(), partition_by=[F(name) for name in _SAME], order_by="pk")
    ordered = passages.annotate(nth=nth).order_by("document__key", "start", "-end", "pk")
    shown = ordered.values_list(*row_columns(PassageRow))[first : first + most]
    rows = row_reader(PassageRow)([*shown])
    documents = Document.objects.filter(key__in={row.document_key for row in rows})
    texts = {
        key: SourceText(text, rights == Rights.PUBLIC)
        for key, text, rights in documents.values_list("key", "text", "rights")
    }
    return PassagePage(rows, texts, passages.count())


def source_address(key: str, source: SourceText) -> str:
    """The address of what the positions count."""
    return address(source.route, key)
