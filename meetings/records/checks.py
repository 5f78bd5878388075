"""What is wrong with a record as the register holds it."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ..derived.descriptions import differing
from ..derived.refresh import derived_faults
from ..models import Meeting, Passage, Relation
from ..models.choices import Form, Layer
from .dumper import Dump
from .faults import Fault, name_of
from .fields.declaration import Json, fields_of_kind
from .fields.keys import EntryKey, EntryKeys
from .fields.passage import needs_passage
from .gathered import Gathered, gather
from .inferences import PointerError, resolve_pointer
from .misspelt import misspelt
from .passages import PassageError
from .plausibility import implausible
from .stored_texts import document_coverage, text_of

__all__ = ["Fault", "faults_of", "name_of", "record_faults"]


def record_faults(meeting: Meeting) -> list[Fault]:
    """All faults of one record, in the order of its parts; empty when it may be published."""
    rows = gather(meeting)
    return faults_of(rows, Dump.of(rows))


def faults_of(rows: Gathered, dump: Dump) -> list[Fault]:
    """All faults of a record that was read and dumped already."""
    return [
        *_documents(rows),
        *_texts(rows),
        *_without_passage(rows),
        *_without_speaker(rows),
        *_overlaps(rows),
        *_foreign_parts(rows),
        *_inferred(rows, dump.data),
        *_described_twice(rows),
        *implausible(rows),
        *misspelt(rows),
        *(Fault("key", line, rows.meeting) for line in derived_faults(rows.meeting)),
    ]


def _documents(rows: Gathered) -> Iterator[Fault]:
    if not rows.documents:
        yield Fault("source", _("No part of the record points into a source."), rows.meeting)
    for document in rows.documents:
        covered = document_coverage(document)
        for gap in covered.gaps:
            yield Fault(
                "coverage",
                _(
                    "%(key)s, characters %(start)d to %(end)d: “%(text)s” is in no passage and not "
                    "marked; record what it says, or mark it."
                )
                % {"key": document.key, "start": gap.start, "end": gap.end, "text": gap.text},
                document,
                (gap.start, gap.end),
            )
        for fix in document.corrections.all():
            if document.text[fix.start : fix.end] != fix.printed:
                yield Fault(
                    "correction",
                    _("%(key)s: the correction of “%(printed)s” is not where it says.")
                    % {"key": document.key, "printed": fix.printed},
                    document,
                )


def _texts(rows: Gathered) -> Iterator[Fault]:
    owners = _owners(rows)
    for (field, pk), passages in rows.passages.items():
        owner = owners.get((field, pk), rows.meeting)
        for row in passages:
            if row.document.text[row.start : row.end] != row.words:
                yield Fault(
                    "text",
                    _(
                        "%(owner)s: the passage at %(start)d to %(end)d of %(key)s no longer reads "
                        "“%(exact)s”; find it again."
                    )
                    % {
                        "owner": name_of(owner),
                        "start": row.start,
                        "end": row.end,
                        "key": row.document.key,
                        "exact": row.words[:80],
                    },
                    owner,
                )
    for statement in rows.statements:
        passages = rows.passages.get(("statement", statement.pk), [])
        yield from _statement_text(statement, passages)


def _statement_text(statement: Any, passages: list[Passage]) -> Iterator[Fault]:
    try:
        differs = bool(passages) and text_of(passages) != statement.text
    except PassageError as error:
        yield Fault("text", f"¶{statement.number}: {error}", statement)
        return
    if differs:
        yield Fault(
            "text",
            _(
                "¶%(number)d: the text differs from its passage after corrections; find the "
                "passage again, or correct the document."
            )
            % {"number": statement.number},
            statement,
        )
    length = len(statement.text)
    if any(not 0 <= start < end <= length for start, end in statement.quotations):
        yield Fault(
            "text",
            _("¶%(number)d: the quoted words lie outside the text.") % {"number": statement.number},
            statement,
        )
    if statement.form == Form.QUOTATION and not statement.quotations:
        yield Fault(
            "text",
            _("¶%(number)d: a quotation, but no words are marked as quoted.")
            % {"number": statement.number},
            statement,
        )


def _without_passage(rows: Gathered) -> Iterator[Fault]:
    for record, parts in rows.by_record():
        for row in parts if needs_passage(record) else ():
            if (record.NOUN.owner, row.pk) not in rows.passages:
                yield Fault(
                    "passage",
                    _("%(owner)s has no passage; give the words of the source it comes from.")
                    % {"owner": name_of(row)},
                    row,
                )


def _without_speaker(rows: Gathered) -> Iterator[Fault]:
    for row in rows.statements:
        if not (row.speakers.all() or row.collective or row.unattributed or row.procedural):
            yield Fault(
                "speaker",
                _(
                    "¶%(number)d has no speaker and no collective; name who spoke, or give the "
                    "reason why nobody is named."
                )
                % {"number": row.number},
                row,
            )
    for pledge in rows.pledges:
        if not (pledge.pledgers.all() or pledge.collective):
            yield Fault(
                "speaker",
                _("pledge %(number)d is made by nobody; name who, or the collective.")
                % {"number": pledge.number},
                pledge,
            )


def _overlaps(rows: Gathered) -> Iterator[Fault]:
    numbered = {row.pk: row for row in rows.statements}
    spans = defaultdict(list)
    for (field, pk), passages in rows.passages.items():
        for row in passages if field == "statement" else []:
            spans[row.document_id].append((row.start, row.end, pk))
    for ranges in spans.values():
        for (_start, end, one), (start, _end, other) in pairwise(sorted(ranges)):
            if start < end and one != other:
                yield Fault(
                    "overlap",
                    _("¶%(one)d and ¶%(other)d claim the same words; split them.")
                    % {"one": numbered[one].number, "other": numbered[other].number},
                    numbered[other],
                )


def _foreign_parts(rows: Gathered) -> Iterator[Fault]:
    """Parts that lead into another record."""
    meeting = rows.meeting.pk
    for record, parts in rows.by_record():
        for row in parts:
            if any(part.meeting_id != meeting for part in _referred_to(rows, record, row)):
                yield _foreign(row)
    for relation in rows.relations:
        if relation.other.layer != Layer.STUB:
            yield _foreign(relation)
    owners = _owners(rows)
    for (field, pk), passages in rows.passages.items():
        if field != "meeting" and (field, pk) not in owners:
            yield _foreign(passages[0])


def _referred_to(rows: Gathered, record: Any, row: Any) -> Iterator[Any]:
    """The parts that a part refers to."""
    for field in fields_of_kind(record, (EntryKey, EntryKeys)):
        other = getattr(row, field.column)
        if field.kind.of in rows.parts and other is not None:
            yield from other.all() if field.kind.joined else [other]


def _inferred(rows: Gathered, data: Json) -> Iterator[Fault]:
    """Marks of inference that lead to no value."""
    for inferred in data.get("inferred", []):
        try:
            resolve_pointer(data, inferred["path"])
        except PointerError:
            yield Fault(
                "inferred",
                _("%(path)s is marked inferred but leads to no value; correct or remove the mark.")
                % {"path": inferred["path"]},
                rows.meeting,
            )
    shown = len(data.get("inferred", []))
    if shown != len(rows.inferences):
        yield Fault("inferred", _("an inferred value belongs to another record."), rows.meeting)


def _foreign(row: Any) -> Fault:
    message = _("%(row)s refers to a part of another record; choose one of this record.")
    return Fault("reference", message % {"row": name_of(row)}, row)


def _described_twice(rows: Gathered) -> Iterator[Fault]:
    """Stubs that two records describe differently, or that stand under two addresses."""
    for relation in rows.relations:
        stub = relation.other
        others = Relation.objects.filter(other=stub).exclude(meeting=rows.meeting)
        for other in others.select_related("meeting").order_by("meeting__slug", "pk"):
            for name in differing(other, relation.described):
                yield Fault(
                    "stub",
                    _("“%(stub)s”: “%(other)s” states another %(fact)s; make both alike.")
                    % {"stub": stub.slug, "other": other.meeting.slug, "fact": name},
                    relation,
                )
        alike = Q(pk__in=[])
        if stub.series_id and stub.ordinal:
            alike |= Q(series=stub.series_id, ordinal=stub.ordinal)
        if stub.title and stub.date:
            alike |= Q(title__iexact=stub.title, date=stub.date)
        twins = Meeting.objects.filter(alike).exclude(slug=stub.slug).order_by("slug")
        for slug in twins.values_list("slug", flat=True).distinct():
            yield Fault(
                "stub",
                _("“%(one)s” and “%(other)s” look like one meeting; use one slug for both.")
                % {"one": stub.slug, "other": slug},
                relation,
            )


def _owners(rows: Gathered) -> dict[tuple[str, int], Any]:
    """Every part that can own a passage, by owner field and row number."""
    owners: dict[tuple[str, int], Any] = {("meeting", rows.meeting.pk): rows.meeting}
    for record, parts in rows.by_record():
        owners |= {(record.NOUN.owner, row.pk): row for row in parts}
    return owners
