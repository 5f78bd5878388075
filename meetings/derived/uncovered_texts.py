"""What of published sources no statement holds, kept so that search finds it.

Lists of who came, headings and narrative are in no statement; a reader seeks them all the same.
Of a source whose passages alone may be shown nothing is kept.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db import transaction

from ..models.choices import Rights
from ..models.derived_rows import UncoveredText
from ..models.document import Document
from ..models.meeting import Meeting
from ..models.passage import Passage
from .contributions import kept_contributions
from .facet_codes import RecordFacet, facet_of, value_of
from .turns import Report, Turns, portions

#: characters after which a stretch is cut at the end of a line
LONGEST = 2_000
#: documents that are read at once
_DOCUMENTS = 50
_VISIBLE = re.compile(r"\S")


class SourceStretch(NamedTuple):
    """A stretch of a document: code points, the line of the first, and its words."""

    start: int
    end: int
    line: int
    text: str


def stretches(text: str, covered: Iterable[tuple[int, int]]) -> list[SourceStretch]:
    """What of a text is in none of the spans, cut where it is long; without what holds no word."""
    rest: list[SourceStretch] = []
    at = counted = 0
    line = 1
    for start, end in [*sorted(covered), (len(text), len(text))]:
        for first, last in _cut(text, at, min(start, len(text))):
            line += text.count("\n", counted, first)
            counted = first
            rest.append(SourceStretch(first, last, line, text[first:last]))
        at = max(at, end)
    return rest


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of a stretch without white space at their ends."""
    while start < end:
        last = end
        if end - start > LONGEST:
            at_line = text.rfind("\n", start, start + LONGEST)
            last = at_line if at_line > start else start + LONGEST
        piece = text[start:last]
        if visible := _VISIBLE.search(piece):
            first, final = start + visible.start(), start + len(piece.rstrip())
            if any(map(str.isalnum, text[first:final])):
                yield first, final
        start = last


def computed(documents: Iterable[int]) -> dict[int, list[SourceStretch]]:
    """The stretches of documents by their number; two queries."""
    numbers = list(documents)
    held = Document.objects.public().sources().filter(pk__in=numbers, rights=Rights.PUBLIC)
    texts = dict(held.order_by().values_list("pk", "text"))
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    of_statements = Passage.objects.published().filter(
        document__in=list(texts), statement__isnull=False
    )
    for document, start, end in of_statements.order_by().values_list("document", "start", "end"):
        spans[document].append((start, end))
    return {pk: stretches(text, spans[pk]) for pk, text in texts.items()}


def kept(documents: Iterable[int]) -> dict[int, list[SourceStretch]]:
    """The stretches that are kept of documents; one query."""
    by_document: dict[int, list[SourceStretch]] = defaultdict(list)
    rows = UncoveredText.objects.filter(document__in=list(documents))
    for row in rows.order_by("document", "start").values("document", *SourceStretch._fields):
        by_document[row.pop("document")].append(SourceStretch(**row))
    return by_document


def documents_of(meeting: Meeting) -> set[int]:
    """The documents that a record cites now, or named when it was tallied last; two queries."""
    cited = Passage.objects.filter(meeting=meeting).order_by()
    tallied = kept_contributions([meeting.pk]).get(meeting.pk)
    return set(cited.values_list("document", flat=True)) | {
        value_of(counted)
        for _chosen, counted, _n in (tallied.others if tallied else ())
        if facet_of(counted) == RecordFacet.DOCUMENT
    }


def refresh_uncovered_texts(documents: Iterable[int]) -> None:
    """Write what differs between the stretches that are kept of documents and computed."""
    numbers = list(documents)
    before, after = kept(numbers), computed(numbers)
    changed = [pk for pk in numbers if before.get(pk, []) != after.get(pk, [])]
    if not changed:
        return
    UncoveredText.objects.filter(document__in=changed).delete()
    UncoveredText.objects.bulk_create(
        [
            UncoveredText(document_id=pk, **stretch._asdict())
            for pk in changed
            for stretch in after.get(pk, [])
        ],
        batch_size=500,
    )


def follow_source(instance: Document, **_signal: Any) -> None:
    """Receiver of ``post_save``: keep what is kept of a source that changed."""
    refresh_uncovered_texts([instance.pk])


def note_documents(instance: Any, **_signal: Any) -> None:
    """Receiver of ``pre_delete``: remember which sources a record that goes has used."""
    instance.documents_used = documents_of(instance)


def forget_sources(instance: Any, **_signal: Any) -> None:
    """Receiver of ``post_delete``: keep of the sources what no other record's statements hold."""
    refresh_uncovered_texts(instance.documents_used)


def rebuild_uncovered_texts(report: Report) -> None:
    """Put right what is kept of every source, in short transactions."""
    turns = Turns()
    numbers = sorted(_every_document())
    for done, portion in enumerate(portions(numbers, _DOCUMENTS)):
        with transaction.atomic():
            refresh_uncovered_texts(portion)
        report("texts of sources", min((done + 1) * _DOCUMENTS, len(numbers)), len(numbers))
        turns.give_way()


def uncovered_text_faults() -> Iterator[str]:
    """Which sources have other stretches than are computed, one sentence each."""
    for portion in portions(sorted(_every_document()), _DOCUMENTS):
        keys: Mapping[int, str] = dict(
            Document.objects.filter(pk__in=portion).order_by().values_list("pk", "key")
        )
        before, after = kept(portion), computed(portion)
        for pk in portion:
            if before.get(pk, []) != after.get(pk, []):
                yield f"texts of sources: those of {keys[pk]} are not kept as they are"


def _every_document() -> set[int]:
    """Documents with a text, and those of which stretches are kept."""
    sources = Document.objects.sources().order_by().values_list("pk", flat=True)
    return set(sources) | set(
        UncoveredText.objects.order_by().values_list("document", flat=True).distinct()
    )
