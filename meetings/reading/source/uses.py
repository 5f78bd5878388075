"""What uses, marks or corrects a stretch of a source document, in words and with its address."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from django.db.models import F, Q
from django.utils.translation import gettext as _

from participants.queries.prepared import PreparedQuery

from ...addresses import numbered_address
from ...models import Correction, Mark, Passage
from ...models.choices import MarkKind
from ...source_text import OwnedSpan
from ..evidence import OwnerRow
from ..links import SpeakerLink, StatementLink
from .document import CorrectionRow


@dataclass(frozen=True, slots=True)
class Use:
    """What uses, marks or corrects a stretch of the source."""

    kind: str
    label: str
    url: str = ""
    read: str = ""
    reason: str = ""


class UsedPassage(NamedTuple):
    """A passage and what it belongs to; ``statement`` is the row number of one, or none."""

    start: int
    end: int
    use: Use
    statement: int | None


@dataclass(slots=True)
class PassageRow:
    """A passage of a statement or of a pledge; read once for each speaker."""

    pk: int
    start: int
    end: int
    meeting_slug: Annotated[str, F("meeting__slug")]
    pledge_number: Annotated[int | None, F("pledge__number")]
    pledge_title: Annotated[str | None, F("pledge__title")]
    statement: StatementLink | None
    speaker: Annotated[SpeakerLink | None, F("statement__speakers")]


@dataclass(slots=True)
class OwnedPassageRow(PassageRow, OwnerRow):
    """A passage of any part of a record, and which part that is."""


def _in_order(passages: Any) -> Any:
    speakers = ("statement__speakers__order", "statement__speakers__pk")
    return passages.order_by("start", "-end", "pk", *speakers)


_IN_DOCUMENT = PreparedQuery(
    lambda document: _in_order(Passage.objects.published().filter(document=document)),
    OwnedPassageRow,
)
_SAID_BETWEEN = PreparedQuery(
    lambda document, meeting, start, end: _in_order(
        Passage.objects.published().filter(
            Q(statement__isnull=False) | Q(pledge__isnull=False),
            document=document,
            meeting=meeting,
            start__lt=end,
            end__gt=start,
        )
    ),
    PassageRow,
)


def _between(rows: Any, start: int, end: int) -> Any:
    return rows.filter(start__lt=end, end__gt=start)


def _marks(document: int) -> Any:
    rows = Mark.objects.filter(document=document).order_by("start", "end", "kind", "pk")
    return rows.values_list("start", "end", "kind")


def _corrections(document: int) -> Any:
    return Correction.objects.filter(document=document).order_by("start", "end", "pk")


_MARKS = PreparedQuery(_marks)
_MARKS_BETWEEN = PreparedQuery(lambda document, start, end: _between(_marks(document), start, end))
_CORRECTIONS = PreparedQuery(_corrections, CorrectionRow)
_CORRECTIONS_BETWEEN = PreparedQuery(
    lambda document, start, end: _between(_corrections(document), start, end), CorrectionRow
)


def passages_in(document: int) -> list[UsedPassage]:
    """The passages of published records in a document, and what each belongs to; one query."""
    return _used(_IN_DOCUMENT.rows(document))


def said_between(document: int, meeting: int, start: int, end: int) -> list[UsedPassage]:
    """The passages of a record's statements and pledges that reach between two positions."""
    return _used(_SAID_BETWEEN.rows(document, meeting, start, end))


def _used(rows: Iterable[PassageRow]) -> list[UsedPassage]:
    """Each passage once, with its use; a statement is put into words once."""
    passages: dict[int, PassageRow] = {}
    for row in rows:
        passages.setdefault(row.pk, row)
        # A statement is one object in all the rows that lead to it.
        if row.statement and row.speaker:
            row.statement.speakers = (*row.statement.speakers, row.speaker)
    uses: dict[int, Use] = {}
    used = []
    for row in passages.values():
        statement = row.statement
        if statement is None:
            used.append(UsedPassage(row.start, row.end, _use(row), None))
            continue
        if statement.pk not in uses:
            uses[statement.pk] = _use_of_statement(statement)
        used.append(UsedPassage(row.start, row.end, uses[statement.pk], statement.pk))
    return used


def _use_of_statement(statement: StatementLink) -> Use:
    label = f"¶{statement.number} {statement.speakers_wording}".strip()
    return Use("statement", label, statement.url)


def _use(row: PassageRow) -> Use:
    """What a passage that is not of a statement belongs to, in words and with its address."""
    if row.pledge_number is not None:
        label = _("Pledge %(n)d: %(title)s") % {"n": row.pledge_number, "title": row.pledge_title}
        url = numbered_address("pledge", row.meeting_slug, row.pledge_number)
        return Use("pledge", label, url)
    if isinstance(row, OwnedPassageRow):
        return Use("fact", row.words, row.address_at(row.meeting_slug))
    return Use("fact", "")


def marks_in(document: int) -> list[tuple[Any, ...]]:
    """Start, end and kind of what is marked in a document, in order of the text."""
    return _MARKS.rows(document)


def marks_between(document: int, start: int, end: int) -> list[tuple[Any, ...]]:
    """The same of what reaches between two positions."""
    return _MARKS_BETWEEN.rows(document, start, end)


def corrections_in(document: int) -> list[CorrectionRow]:
    """The corrections of a document, in order of the text."""
    return _CORRECTIONS.rows(document)


def corrections_between(document: int, start: int, end: int) -> list[CorrectionRow]:
    """The same of those that reach between two positions."""
    return _CORRECTIONS_BETWEEN.rows(document, start, end)


def spans_of(
    passages: Iterable[UsedPassage],
    marks: Iterable[tuple[Any, ...]],
    corrections: Iterable[CorrectionRow],
    here: int | None = None,
) -> list[OwnedSpan[Use]]:
    """Everything that is marked in a document; ``here`` singles out the passages of a statement."""
    spans = []
    for passage in passages:
        use = passage.use
        if here is not None and passage.statement == here:
            use = Use("here", use.label)
        spans.append(OwnedSpan(passage.start, passage.end, use))
    labels = {kind: Use(kind, str(label)) for kind, label in MarkKind.choices}
    spans += [OwnedSpan(start, end, labels[kind]) for start, end, kind in marks]
    spans += [
        OwnedSpan(row.start, row.end, Use("correction", "", read=row.read, reason=row.reason))
        for row in corrections
    ]
    return spans
