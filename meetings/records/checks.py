"""What is wrong with a record as the register holds it, and what may be."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ..derived.refresh import derived_faults
from ..models import Meeting
from .checking.looks import looks_of_parts, looks_of_record
from .checking.part_faults import part_faults
from .checking.surroundings import Surroundings
from .dumper import Dump
from .faults import Fault, Level, name_of
from .fields.declaration import Json
from .gathered import Gathered, gather
from .inferences import PointerError, resolve_pointer
from .misspelt import misspelt
from .plausibility import twins
from .stored_texts import document_coverage

__all__ = [
    "Fault",
    "Level",
    "faults_of",
    "looks_of",
    "must_fix",
    "name_of",
    "record_checks",
    "record_faults",
]


def record_faults(meeting: Meeting) -> list[Fault]:
    """What must be fixed in a record, in the order of its parts; empty when it may be published."""
    rows = gather(meeting)
    return faults_of(rows, Dump.of(rows))


def record_checks(meeting: Meeting) -> list[Fault]:
    """All that the checks say of a record: what must be fixed, then what is to be looked at.

    What staff set aside is among it (``checking.aside`` tells it apart).
    """
    rows = gather(meeting)
    return [*faults_of(rows, Dump.of(rows)), *looks_of(rows)]


def must_fix(faults: Iterable[Fault]) -> list[Fault]:
    """Those of some faults that block publishing."""
    return [fault for fault in faults if fault.level == Level.MUST_FIX]


def faults_of(rows: Gathered, dump: Dump) -> list[Fault]:
    """What must be fixed in a record that was read and dumped already."""
    around = Surroundings(rows.meeting, rows.statements)
    return [
        *_documents(rows),
        *part_faults(rows, around),
        *_inferred(rows, dump.data),
        *twins(rows),
        *misspelt(rows),
        *(Fault("key", line, rows.meeting) for line in derived_faults(rows.meeting)),
    ]


def looks_of(rows: Gathered) -> list[Fault]:
    """What is to be looked at in a record that was read already; it blocks nothing."""
    around = Surroundings(rows.meeting, rows.statements)
    return [*looks_of_parts(rows, around), *looks_of_record(rows)]


def _documents(rows: Gathered) -> Iterator[Fault]:
    if not rows.documents:
        yield Fault("source", _("No part of the record points into a source."), rows.meeting)
    for document in rows.documents:
        covered = document_coverage(document, rows.meeting)
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
