"""What of a record is inferred, with the reasons: looked up by value, and in words for a list."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from participants.queries.prepared import PreparedQuery

from ..models import Inference
from .evidence import PLACES, InferredRow, OwnerRow, with_symbol

_WORDS = {
    "title": _("title"),
    "series": _("series"),
    "ordinal": _("ordinal"),
    "theme": _("theme"),
    "date": _("date"),
    "mode": _("mode"),
    "stage": _("stage"),
    "place": _("place"),
    "city": _("city"),
    "country": _("country"),
    "venue": _("venue"),
    "attendance": _("whether the list is complete"),
    "participant": _("participant"),
    "person": _("person"),
    "capacity": _("capacity"),
    "on_behalf_of": _("on whose behalf"),
    "speakers": _("speaker"),
    "session": _("session"),
    "agenda": _("agenda item"),
    "topics": _("topic"),
    "in_reply_to": _("what it replies to"),
    "mentions": _("mention"),
    "collective": _("collective"),
    "roles": _("role"),
    "role": _("role"),
    "level": _("level"),
    "presence": _("presence"),
    "delegation": _("delegation"),
    "by": _("maker"),
    "kind": _("kind"),
    "strength": _("strength"),
    "due": _("due date"),
    "made": _("when it was made"),
    "condition": _("condition"),
    "symbol": _("symbol"),
    "issuers": _("issuer"),
    "language": _("language"),
    "name": _("name"),
    "note": _("note"),
    "status": _("status"),
    "summary": _("summary"),
    "publisher": _("publisher"),
    "url": _("address"),
    "retrieved": _("when it was retrieved"),
    "text": _("text"),
    "printed": _("printed name"),
    "items": _("agenda item"),
    "part_of": _("what it is part of"),
    "delegates": _("delegate"),
    "honorific": _("honorific"),
    "form": _("form"),
    "delivery": _("delivery"),
    "procedural": _("whether it is procedural"),
    "unattributed": _("why nobody is named"),
    "amounts": _("amount"),
    "value": _("value"),
    "currency": _("currency"),
    "unit": _("unit"),
    "statement": _("statement"),
    "updates": _("update"),
    "asserted_by": _("who says so"),
    "subject": _("subject"),
    "relation": _("relation"),
    "meeting": _("meeting"),
    "delegations": _("delegation"),
}


class Reason(NamedTuple):
    """Why one value is inferred: the part it belongs to, its path there, and the reason."""

    part: str
    owner: int | None
    path: str
    reason: str


class Reasons:
    """Reasons of inferred values, by what they belong to and the path of the value inside it."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self._by_owner: dict[tuple[str, int | None], list[Reason]] = defaultdict(list)
        for reason in reasons:
            self._by_owner[reason.part, reason.owner].append(reason)

    @classmethod
    def of_stub(cls, inferred: Iterable[InferredRow]) -> "Reasons":
        """Reasons, by path, of what records say of a meeting; ``meeting/date`` is ``date``."""
        return cls(
            Reason("meeting", None, row.path.removeprefix("meeting/"), row.reason)
            for row in inferred
            if row.path.startswith("meeting/")
        )

    def all_of(self, field: str = "meeting", owner: int | None = None) -> list[Reason]:
        """Every inferred value of one part; of the meeting itself where none is named."""
        return self._by_owner.get((field, owner), [])

    def of(self, *paths: str, field: str = "meeting", owner: int | None = None) -> str:
        """Why the value at one of ``paths`` is inferred; empty where it is in the source.

        A path stands for all below it too, asked or inferred: "place" for "place/country".
        """
        return " ".join(
            row.reason
            for row in self.all_of(field, owner)
            if any(_within(row.path, path) or _within(path, row.path) for path in paths)
        )

    def together(self, field: str, owner: int | None) -> str:
        """Why anything of one part is inferred."""
        return " ".join(row.reason for row in self.all_of(field, owner))


def _within(path: str, whole: str) -> bool:
    return path == whole or path.startswith(f"{whole}/")


@dataclass(slots=True)
class InferredOfRecord(OwnerRow):
    """An inferred value of a record, and the part or the document that it belongs to."""

    path: Annotated[str, F("field")]
    reason: str
    statement_number: Annotated[int | None, F("statement__number")]
    document_id: int | None
    document_title: Annotated[str | None, F("document__title")]
    document_symbol: Annotated[str | None, F("document__symbol")]

    @property
    def part(self) -> str:
        """The name of the part, or ``document``."""
        return "document" if self.document_id is not None else super(InferredOfRecord, self).part

    @property
    def name(self) -> str:
        """What the part or the document is called."""
        document = with_symbol(self.document_title, self.document_symbol)
        return document or super(InferredOfRecord, self).name


class InferredValue(NamedTuple):
    """A value in words: what it belongs to, which value it is, and why it is inferred."""

    owner: str
    url: str
    value: str
    reason: str


_OF_RECORD = PreparedQuery(
    lambda meeting: Inference.objects.filter(meeting=meeting).order_by("pk"), InferredOfRecord
)
_OF_STATEMENT = PreparedQuery(
    lambda pk: Inference.objects.published().filter(statement=pk).order_by("pk"), InferredRow
)


def inferred_of_meeting(meeting: int) -> tuple[Reasons, list[InferredValue]]:
    """Every inferred value of a record, to look up by its part, and in words; one query."""
    rows = _OF_RECORD.rows(meeting)
    reasons = [Reason(row.part, row.number_of(row.part), row.path, row.reason) for row in rows]
    return Reasons(reasons), [_in_words(row) for row in rows]


def inferred_of_statement(statement: int) -> list[InferredRow]:
    """The inferred values of a statement; one query."""
    return _OF_STATEMENT.rows(statement)


def value_words(path: str) -> str:
    """A path inside a record in words: "speakers/0/person" is "speaker: person"."""
    known = [_WORDS[step] for step in path.split("/") if step in _WORDS]
    return ": ".join(str(word) for word in known) or path


def _in_words(row: InferredOfRecord) -> InferredValue:
    owner, url = _owner(row)
    return InferredValue(owner, url, value_words(row.path.removeprefix("meeting/")), row.reason)


def _owner(row: InferredOfRecord) -> tuple[str, str]:
    """What the value belongs to, and where the page shows it."""
    part = row.part
    if part == "statement":
        return f"¶{row.statement_number}", f"#p{row.statement_number}"
    if part == "document":
        return row.name, "#sources"
    place = PLACES[part]
    return row.name or str(place.words), place.anchor
