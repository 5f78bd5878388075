"""What must be fixed in the parts of a record before it is published."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ...derived.descriptions import differing
from ...models import Meeting, Passage, Relation
from ...models.choices import Form, Layer
from ..faults import Fault, name_of
from ..fields.declaration import fields_of_kind
from ..fields.keys import EntryKey, EntryKeys
from ..fields.passage import needs_passage
from ..gathered import Gathered
from ..misspelt import misspelt_parts
from ..passages import PassageError
from ..plausibility import implausible_parts
from ..stored_texts import text_of
from .surroundings import Surroundings


def part_faults(rows: Gathered, around: Surroundings) -> Iterator[Fault]:
    """The faults of all parts that are gathered."""
    yield from _texts(rows)
    yield from _without_passage(rows)
    yield from _without_speaker(rows)
    yield from _overlaps(rows, around)
    yield from _foreign_parts(rows)
    yield from _described_twice(rows)
    yield from implausible_parts(rows)
    yield from misspelt_parts(rows)


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


def _overlaps(rows: Gathered, around: Surroundings) -> Iterator[Fault]:
    mine = {row.pk for row in rows.statements}
    for one, other in pairwise(around.stretches if mine else []):
        crossed = one.document_id == other.document_id and other.start < one.end
        if (
            crossed
            and one.statement_id != other.statement_id
            and not mine.isdisjoint((one.statement_id, other.statement_id))
        ):
            first, second = (around.statement(row.statement_id) for row in (one, other))
            yield Fault(
                "overlap",
                _("¶%(one)d and ¶%(other)d claim the same words; split them.")
                % {"one": first.number, "other": second.number},
                second,
                also=(first,),
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


def _foreign(row: Any) -> Fault:
    message = _("%(row)s refers to a part of another record; choose one of this record.")
    return Fault("reference", message % {"row": name_of(row)}, row)


def _described_twice(rows: Gathered) -> Iterator[Fault]:
    """Stubs that two records describe differently, or that stand under two addresses."""
    stubs = {row.other_id: row.other for row in rows.relations}
    named = Relation.objects.filter(other__in=stubs).exclude(meeting__slug=rows.meeting.slug)
    # A correction is judged by itself, and says nothing to others until it is published.
    named = named.exclude(meeting__layer=Layer.CORRECTION)
    others: dict[int, list[Relation]] = defaultdict(list)
    for row in named.select_related("meeting").order_by("meeting__slug", "pk") if stubs else ():
        others[row.other_id].append(row)
    twins = _twins_of(list(stubs.values()))
    for relation in rows.relations:
        stub = relation.other
        for other in others[stub.pk]:
            for name in differing(other, relation.described):
                yield Fault(
                    "stub",
                    _("“%(stub)s”: “%(other)s” states another %(fact)s; make both alike.")
                    % {"stub": stub.slug, "other": other.meeting.slug, "fact": name},
                    relation,
                )
        for slug in twins[stub.pk]:
            yield Fault(
                "stub",
                _("“%(one)s” and “%(other)s” look like one meeting; use one slug for both.")
                % {"one": stub.slug, "other": slug},
                relation,
            )


def _twins_of(stubs: list[Meeting]) -> dict[int, list[str]]:
    """The slugs of other meetings of the number or the title and date of each of some stubs."""
    alike = Q(pk__in=[])
    for stub in stubs:
        if stub.series_id and stub.ordinal:
            alike |= Q(series=stub.series_id, ordinal=stub.ordinal)
        if stub.title and stub.date:
            alike |= Q(title__iexact=stub.title, date=stub.date)
    others = Meeting.objects.exclude(layer=Layer.CORRECTION)
    found = list(others.filter(alike).order_by("slug", "layer")) if stubs else []
    return {
        stub.pk: list(dict.fromkeys(row.slug for row in found if _is_twin(row, stub)))
        for stub in stubs
    }


def _is_twin(row: Meeting, stub: Meeting) -> bool:
    if row.slug == stub.slug:
        return False
    place, title = (row.series_id, row.ordinal), row.title.casefold()
    if all(place) and place == (stub.series_id, stub.ordinal):
        return True
    return bool(title and row.date) and (title, row.date) == (stub.title.casefold(), stub.date)


def _owners(rows: Gathered) -> dict[tuple[str, int], Any]:
    """Every part that can own a passage, by owner field and row number."""
    owners: dict[tuple[str, int], Any] = {("meeting", rows.meeting.pk): rows.meeting}
    for record, parts in rows.by_record():
        owners |= {(record.NOUN.owner, row.pk): row for row in parts}
    return owners
