"""What the desk answers to an act: the parts and the lines of the source that it changed.

A script puts each in its place by its identifier; without scripts the page is shown anew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.apps import apps

from meetings.curation.acting import reference
from meetings.curation.entries import Check, Entry, entries_of, in_document
from meetings.curation.images import Image
from meetings.curation.parts import NOUNS, owner_field
from meetings.curation.source_lines import SourceLine, source_lines
from meetings.models import Act, Delegate, Document, Mark, Meeting, Passage
from meetings.records.checking.part import checks_of_parts
from meetings.records.faults import Fault, Level
from meetings.records.held_rows import statements_held
from participants.queries.prepared_rows import PreparedRows

from .page import DeskStatus, status_of
from .remarks import with_remarks

#: parts beyond which the whole page is shown anew, and up to which each is checked at once
MANY, CHECKED = 40, 6

# Asked of every act: put into SQL once.
_PARTS = {
    noun: PreparedRows(
        model,
        lambda number, model=model: model._base_manager.filter(pk__in=[number]).order_by(),
    )
    for noun, model in NOUNS.items()
}
_LABELS = {model._meta.label_lower: noun for noun, model in NOUNS.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is put in place: entries, those that are gone, lines, and how far the record is."""

    said: str
    entries: Sequence[Entry]
    gone: Sequence[str]
    lines: Sequence[SourceLine]
    status: DeskStatus
    focus: str = ""
    failed: bool = False
    meeting: str = ""

    @property
    def closes(self) -> str:
        """The part whose form is shut, where its entry is not replaced: the meeting."""
        is_meeting = self.focus == "desk-meeting" and not self.failed
        return self.meeting if is_meeting else ""


def is_large(act: Act | None) -> bool:
    """Whether an act changed so much that the page is shown anew."""
    return act is not None and len(_numbers(act)) > MANY


def answer_to(
    meeting: Meeting,
    document: Document | None,
    user: Any,
    said: str,
    *,
    act: Act | None = None,
    parts: Iterable[Any] = (),
    focus: str = "",
    failed: bool = False,
    images: Mapping[tuple[str, int], Image] | None = None,
    undo: Act | None = None,
) -> Answer:
    """The answer to an act, or to what was not done about ``parts``.

    ``images`` are those of parts as the act left them, ``undo`` what would be undone now.
    """
    numbers = set(_numbers(act)) if act else set()
    numbers |= {(str(part._meta.model_name), int(part.pk)) for part in parts if part.pk}
    there = {noun: _there(noun, {pk for one, pk in numbers if one == noun}) for noun in NOUNS}
    rows = [row for found in there.values() for row in found.values()]
    for row in rows:
        if hasattr(row, "meeting_id"):
            row.meeting = meeting
    entries = _checked(entries_of(meeting, rows, images), rows, document) if rows else []
    entries = with_remarks(meeting, entries) if entries else entries
    gone = [
        f"{noun}-{pk}" for noun, pk in sorted(numbers) if noun in NOUNS and pk not in there[noun]
    ]
    lines: Sequence[SourceLine] = ()
    if document is not None:
        shown = {entry.reference for entry in in_document(entries, document)}
        gone += [entry.reference for entry in entries if entry.reference not in shown]
        entries = [entry for entry in entries if entry.reference in shown]
        near = [*_ranges(act, document)] if act else []
        if near or (act and _is_renumbered(act)):
            near += _own_ranges(entries, document)
        if near:
            lines = source_lines(meeting, document, near)
    status = status_of(meeting, document, user, undo)
    if act is None or Meeting._meta.label_lower in act.before:
        meeting.refresh_from_db()
    return Answer(said, entries, gone, lines, status, focus, failed, reference(meeting))


def _checked(entries: list[Entry], rows: Sequence[Any], document: Document | None) -> list[Entry]:
    """The entries with what the checks say of their parts, where these are few."""
    if len(rows) > CHECKED:
        return entries
    found = checks_of_parts(rows, [document] if document else [])
    faults = {reference(row): said for row, said in zip(rows, found, strict=True)}
    return [
        replace(entry, checks=[_check(fault) for fault in faults.get(entry.reference, ())])
        for entry in entries
    ]


def _check(fault: Fault) -> Check:
    return Check(fault.message, fault.level == Level.MUST_FIX)


def _there(noun: str, numbers: set[int]) -> dict[int, Any]:
    if not numbers:
        return {}
    rows = statements_held(numbers) if noun == "statement" else _PARTS[noun].rows(numbers)
    return {row.pk: row for row in rows}


def _numbers(act: Act) -> set[tuple[str, int]]:
    """The parts that an act changed: rows of their own, and those that rows hang on."""
    return {one for image in (act.before, act.after) for one in _named(image)}


def _named(image: Image) -> Iterator[tuple[str, int]]:
    for label, rows in image.items():
        if label in _LABELS:
            yield from ((_LABELS[label], int(number)) for number in rows)
            continue
        owners = _owners(label)
        for values in rows.values():
            for attname, noun in owners.items():
                if values and values.get(attname) is not None:
                    yield noun, int(values[attname])


@lru_cache(maxsize=64)
def _owners(label: str) -> dict[str, str]:
    """The columns by which rows of a model hang on a part."""
    model = apps.get_model(label)
    nouns = {f"{owner_field(part())}_id": noun for noun, part in NOUNS.items()}
    return {
        field.attname: nouns[field.attname]
        for field in model._meta.concrete_fields
        if field.attname in nouns
    }


def _ranges(act: Act, document: Document) -> Iterator[tuple[int, int]]:
    """The ranges of the source that an act touched, as they were and as they are."""
    for image in (act.before, act.after):
        for model in (Passage, Mark):
            for values in image.get(model._meta.label_lower, {}).values():
                if values and values["document_id"] == document.pk:
                    yield values["start"], values["end"]


def _is_renumbered(act: Act) -> bool:
    """Whether the numbers changed that stand in the source before the words of parts."""
    return any(
        values
        and (after := act.after.get(label, {}).get(number))
        and (values.get("number") != after.get("number"))
        for label, rows in act.before.items()
        for number, values in rows.items()
    )


def _own_ranges(entries: Iterable[Entry], document: Document) -> Iterator[tuple[int, int]]:
    for entry in entries:
        for one in entry.ranges:
            if one.document == document.pk:
                yield one.start, one.end


def focus_of(part: Any) -> str:
    """The identifier of what is looked at next, after an act on a part."""
    if part is None or part.pk is None:
        return ""
    if isinstance(part, Mark):
        return ""
    if isinstance(part, Meeting):
        return "desk-meeting"
    return f"entry-{reference(part)}"


def delegates_of(part: Any) -> list[Any]:
    """The people of a delegation, whose entries name it."""
    is_delegation = part is not None and part._meta.model_name == "delegation"
    return list(Delegate.objects.filter(delegation=part.pk)) if is_delegation and part.pk else []
