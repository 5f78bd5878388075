"""What staff set aside: remarks of the checks that are right as they stand."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, NamedTuple

from participants.queries.prepared_rows import PreparedRows

from ...models import Delegate, Delegation, Meeting, SetAside, Speaker
from ...models.choices import Layer
from ..faults import Fault

# Asked of every act on a part: put into SQL once.
_ASIDE = PreparedRows(
    SetAside,
    lambda slug: (
        SetAside.objects.filter(meeting__slug=slug)
        .exclude(meeting__layer=Layer.STUB)
        .order_by("pk")
    ),
    joins=("user",),
)


class Known(NamedTuple):
    """What a remark is known by: its code, its part, and the values it is about."""

    code: str
    part: str
    about: str


def known_by(fault: Fault) -> Known:
    """What a remark is known by once it is set aside."""
    digest = blake2b(fault.about.encode(errors="replace"), digest_size=16).hexdigest()
    return Known(fault.code, _part(fault.where), digest)


def _part(row: Any) -> str:
    """A part as its record names it, so that the copy in a correction is the same part."""
    name: Any
    match row:
        case Delegation():
            name = row.participant_id
        case Delegate():
            name = f"{row.delegation.participant_id} {row.order}"
        case Speaker():
            name = f"{row.statement.number} {row.order}"
        case Meeting():
            name = ""
        case _:
            name = getattr(row, "number", getattr(row, "key", row.pk))
    return f"{row._meta.model_name} {name}".strip()


def aside_of(meeting: Meeting) -> dict[Known, SetAside]:
    """The remarks on a record that were set aside; a correction shares those of its record."""
    rows = _ASIDE.rows(meeting.slug)
    return {Known(row.code, row.part, row.about): row for row in rows}


def without_aside(meeting: Meeting, faults: Iterable[Fault]) -> list[Fault]:
    """The faults but for remarks that were set aside; at most one query."""
    found = list(faults)
    if not any(fault.about for fault in found):
        return found
    aside = aside_of(meeting)
    return [fault for fault in found if not (fault.about and known_by(fault) in aside)]


def set_aside(meeting: Meeting, fault: Fault, user: Any, why: str) -> SetAside:
    """Set a remark aside, with the reason; one that is set aside already keeps its own.

    It is kept with the record itself, so that it outlives a correction. Raises ``ValueError``
    for what must be fixed.
    """
    if not fault.about:
        raise ValueError(f"{fault} must be fixed")
    home = Meeting.objects.records().filter(slug=meeting.slug).first() or meeting
    row, _made = SetAside.objects.get_or_create(
        meeting=home, **known_by(fault)._asdict(), defaults={"user": user, "why": why}
    )
    return row


def forget_outdated(meeting: Meeting, found: Iterable[Fault]) -> None:
    """Forget what was set aside and is not ``found`` any more, as its values changed."""
    there = {known_by(fault) for fault in found if fault.about}
    gone = [row.pk for known, row in aside_of(meeting).items() if known not in there]
    SetAside.objects.filter(pk__in=gone).delete()
