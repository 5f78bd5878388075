"""What uses, marks or corrects a stretch of a source document, in words and with its address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.queries.prepared import PreparedQuery

from ..addresses import address, numbered_address
from ..models import Correction, Mark, Passage
from ..models.choices import MarkKind
from ..models.owned import PARTS
from ..models.wording import statement_speakers
from ..source_text import Span
from .inferred import OWNER_NAMES, OWNER_SYMBOLS, owner_name
from .plain import Spoken, spoken, spoken_columns
from .sources import CORRECTION, CorrectionRow

_FACTS = {
    "update": gettext_lazy("Update of a pledge"),
    "figure": gettext_lazy("Figure"),
    "delegation": gettext_lazy("Delegation"),
    "delegate": gettext_lazy("Person"),
    "agenda_item": gettext_lazy("Agenda item"),
    "session": gettext_lazy("Session"),
    "relation": gettext_lazy("Related meeting"),
    "reference": gettext_lazy("Document referred to"),
    "meeting": gettext_lazy("The meeting"),
}
_ANCHORS = {
    "figure": "#figures",
    "delegation": "#delegations",
    "delegate": "#delegations",
    "agenda_item": "#agenda",
    "session": "#statements",
    "relation": "#related",
    "reference": "#references",
    "meeting": "",
}


@dataclass(frozen=True, slots=True)
class Use:
    """What uses, marks or corrects a stretch of the source."""

    kind: str
    label: str
    url: str = ""
    read: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """A passage and what it belongs to; ``statement`` is the row number of one, or none."""

    start: int
    end: int
    use: Use
    statement: int | None


_PART_NAMES = [
    *("update__pledge__number", "pledge__number"),
    *(column for owner in PARTS if owner != "statement" for column in OWNER_NAMES[owner]),
    OWNER_SYMBOLS["reference"],
]
_PASSAGE = ["id", "start", "end", "meeting__slug", *(f"{owner}_id" for owner in PARTS)]
_SPOKEN = spoken_columns("statement__")
_SPEAKERS = ("statement__speakers__order", "statement__speakers__pk")


def _passages(rows: Any) -> Any:
    """With all that names their owners; a row for each speaker of a statement."""
    ordered = rows.order_by("start", "-end", "pk", *_SPEAKERS)
    return ordered.values_list(*_PASSAGE, *_PART_NAMES, *_SPOKEN)


_IN_DOCUMENT = PreparedQuery(
    lambda document: _passages(Passage.objects.published().filter(document=document))
)
_SAID_BETWEEN = PreparedQuery(
    lambda document, meeting, start, end: _said_or_pledged(
        Passage.objects.published().filter(
            document=document, meeting=meeting, start__lt=end, end__gt=start
        )
    )
)
_PLEDGE = ("pledge__number", "pledge__title")


def _said_or_pledged(rows: Any) -> Any:
    """Passages of statements and pledges alone, with all that names these."""
    owned = Q(statement__isnull=False) | Q(pledge__isnull=False)
    ordered = rows.filter(owned).order_by("start", "-end", "pk", *_SPEAKERS)
    return ordered.values_list("id", "start", "end", "meeting__slug", *_PLEDGE, *_SPOKEN)


def _stretches(
    model: Any, order: Sequence[str], names: Sequence[str]
) -> tuple[PreparedQuery, PreparedQuery]:
    """The stretches of a document, and those that reach between two places of it."""
    whole = PreparedQuery(
        lambda document: (
            model.objects.filter(document=document).order_by(*order).values_list(*names)
        )
    )
    near = PreparedQuery(
        lambda document, start, end: (
            model.objects.filter(document=document, start__lt=end, end__gt=start)
            .order_by(*order)
            .values_list(*names)
        )
    )
    return whole, near


_MARKS, _MARKS_BETWEEN = _stretches(Mark, ("start", "end", "kind", "pk"), ("start", "end", "kind"))
_CORRECTIONS, _CORRECTIONS_BETWEEN = _stretches(Correction, ("start", "end", "pk"), CORRECTION)


def passages_in(document: int) -> list[Used]:
    """The passages of published records in a document, and what each belongs to; one query."""
    names = [*_PASSAGE, *_PART_NAMES]
    labels = _Labels()
    found: dict[int, Used] = {}
    rows = _IN_DOCUMENT.rows(document)
    speakers = spoken(row[len(names) :] for row in rows if row[len(names)] is not None)
    for row in rows:
        if row[0] in found:
            continue
        columns = dict(zip(names, row, strict=False))
        use = _use(columns, speakers, labels)
        found[row[0]] = Used(row[1], row[2], use, columns["statement_id"])
    return list(found.values())


def said_between(document: int, meeting: int, start: int, end: int) -> list[Used]:
    """The passages of a record's statements and pledges that reach between two places."""
    labels = _Labels()
    found: dict[int, Used] = {}
    rows = _SAID_BETWEEN.rows(document, meeting, start, end)
    speakers = spoken(row[6:] for row in rows if row[6] is not None)
    for pk, first, last, slug, number, title, statement, *_who in rows:
        if pk in found:
            continue
        use = (
            labels.statement(slug, statement, speakers)
            if statement is not None
            else labels.pledge(slug, number, title)
        )
        found[pk] = Used(first, last, use, statement)
    return list(found.values())


class _Labels:
    """Uses of statements and pledges; each statement is put into words once."""

    def __init__(self) -> None:
        self._words = _("Pledge %(n)d: %(title)s")
        self._statements: dict[int, Use] = {}

    def statement(self, slug: str, pk: int, speakers: dict[int, Spoken]) -> Use:
        """A statement, of those whose speakers are known."""
        if pk not in self._statements:
            said: Any = speakers[pk]
            label = f"¶{said.number} {statement_speakers(said)}".strip()
            url = numbered_address("statement", slug, said.number)
            self._statements[pk] = Use("statement", label, url)
        return self._statements[pk]

    def pledge(self, slug: str, number: int, title: str) -> Use:
        """A pledge."""
        label = self._words % {"n": number, "title": title}
        return Use("pledge", label, numbered_address("pledge", slug, number))


def _use(columns: dict[str, Any], speakers: dict[int, Spoken], labels: _Labels) -> Use:
    """What a passage belongs to, in words and with its address."""
    field = next((name for name in PARTS if columns[f"{name}_id"] is not None), "meeting")
    slug = columns["meeting__slug"]
    if field == "statement":
        return labels.statement(slug, columns["statement_id"], speakers)
    if field == "pledge":
        return labels.pledge(slug, columns["pledge__number"], columns["pledge__title"])
    label = str(_FACTS[field])
    if field == "update":
        url = numbered_address("pledge", slug, columns["update__pledge__number"])
        return Use("fact", f"{label}: {owner_name(field, columns)}", url)
    if field != "meeting":
        label = f"{label}: {owner_name(field, columns)}"
    return Use("fact", label, address("meeting", slug) + _ANCHORS[field])


MarkRow = tuple[Any, ...]


def marks_in(document: int) -> list[MarkRow]:
    """Start, end and kind of what is marked in a document, in order of the text."""
    return _MARKS.rows(document)


def marks_between(document: int, start: int, end: int) -> list[MarkRow]:
    """The same of what reaches between two places."""
    return _MARKS_BETWEEN.rows(document, start, end)


def corrections_in(document: int) -> list[CorrectionRow]:
    """The corrections of a document, in order of the text."""
    return [CorrectionRow(*row) for row in _CORRECTIONS.rows(document)]


def corrections_between(document: int, start: int, end: int) -> list[CorrectionRow]:
    """The same of those that reach between two places."""
    return [CorrectionRow(*row) for row in _CORRECTIONS_BETWEEN.rows(document, start, end)]


def spans_of(
    passages: Iterable[Used],
    marks: Iterable[MarkRow],
    corrections: Iterable[CorrectionRow],
    here: int | None = None,
) -> list[Span[Use]]:
    """Everything that is marked in a document; ``here`` singles out the passages of a statement."""
    spans = []
    for passage in passages:
        use = passage.use
        if here is not None and passage.statement == here:
            use = Use("here", use.label)
        spans.append(Span(passage.start, passage.end, use))
    labels = {kind: Use(kind, str(label)) for kind, label in MarkKind.choices}
    spans += [Span(start, end, labels[kind]) for start, end, kind in marks]
    spans += [
        Span(row.start, row.end, Use("correction", "", read=row.read, reason=row.reason))
        for row in corrections
    ]
    return spans
