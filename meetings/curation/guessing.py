"""Who speaks in a stretch of a source, guessed from its words and the delegations; what goes on
from the statement before. A guess is shown as one, and one act away from being changed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from participants.names import fold_name

from ..models import Delegate, Delegation, Document, Meeting, Passage, Statement
from ..models.choices import Role
from ..records.fields.passage import Span

#: characters of a stretch in which its speaker is sought, and of what stands before it
OPENING, BEFORE = 300, 160
#: words of a name
LONGEST_NAME = 12
_OWN = re.compile(r"['’]s\b")
#: roles that those of one list have in common
_SHARED_ROLES = {Role.MEMBER, Role.OBSERVER, Role.PARTICIPANT}
#: what the next statement takes over from the one before
CARRIED = ("session", "agenda_item", "form", "language", "delivery")


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who may speak: a delegation, or one of its people."""

    participant: int | None
    person: int | None
    shown: str


@dataclass(frozen=True, slots=True)
class _Name:
    folded: str
    seat: Seat
    #: whether it is a family name alone, or the like
    is_short: bool = False


def seats_of(meeting: Meeting) -> dict[str, Seat]:
    """Who may speak at a meeting, by folded name; a name of several is nobody's. Three queries."""
    names: dict[str, set[Seat]] = {}
    short: dict[str, set[Seat]] = {}
    for name in _names(meeting):
        (short if name.is_short else names).setdefault(name.folded, set()).add(name.seat)
    for folded, seats in short.items():
        names.setdefault(folded, seats)
    return {folded: next(iter(seats)) for folded, seats in names.items() if len(seats) == 1}


def _names(meeting: Meeting) -> Iterator[_Name]:
    delegations = Delegation.objects.filter(meeting=meeting).select_related("participant")
    for row in delegations.prefetch_related("participant__names").order_by("order", "pk"):
        who = row.participant
        seat = Seat(who.pk, None, who.name)
        said = {who.name, who.formal_name, row.printed, *(one.name for one in who.names.all())}
        yield from (_Name(fold_name(name), seat) for name in said if name)
    delegates = Delegate.objects.filter(delegation__meeting=meeting)
    for one in delegates.select_related("person", "delegation").order_by("pk"):
        if one.person is None:
            continue
        seat = Seat(one.delegation.participant_id, one.person.pk, one.person.name)
        yield _Name(fold_name(one.person.name), seat)
        if one.printed:
            yield _Name(fold_name(one.printed), seat)
        family = one.person.sort_name.partition(",")[0]
        if len(family) > 3:
            yield _Name(fold_name(family), seat, is_short=True)


def speaker_at(text: str, span: Span, seats: dict[str, Seat]) -> Seat | None:
    """Who is likeliest to speak in a stretch: named first in it, else last right before it."""
    opening = text[span.start : min(span.end, span.start + OPENING)]
    if found := _named(opening, seats):
        return min(found)[1]
    line = text.rfind("\n", 0, max(0, span.start - 1))
    before = text[max(0, line, span.start - BEFORE) : span.start]
    found = _named(before, seats)
    return max(found)[1] if found else None


def subjects_at(text: str, span: Span, seats: dict[str, Seat]) -> list[Seat]:
    """Whom a stretch begins with: “Japan said”, “Viet Nam and the Philippines asked”."""
    words = text[span.start : min(span.end, span.start + OPENING)].split()
    found: list[Seat] = []
    while words:
        if found and words[0] == "and":
            words = words[1:]
        length, seat = _longest(words, seats)
        if seat is None:
            break
        found.append(seat)
        goes_on = words[length - 1].endswith(",") or words[length : length + 1] == ["and"]
        words = words[length:] if goes_on else []
    return list(dict.fromkeys(found))


def _longest(words: Sequence[str], seats: dict[str, Seat]) -> tuple[int, Seat | None]:
    """The longest name that words begin with, in words, and who goes by it."""
    for length in range(min(len(words), LONGEST_NAME), 0, -1):
        inner = any(word.endswith(",") for word in words[: length - 1])
        seat = None if inner else seats.get(fold_name(" ".join(words[:length])))
        if seat:
            return length, seat
    return 0, None


def _named(text: str, seats: dict[str, Seat]) -> list["_Place"]:
    """Where whom a text names stands in it; of one place the longest name."""
    folded = f" {fold_name(_OWN.sub('', text))} "
    places: dict[int, tuple[int, Seat]] = {}
    for name, seat in seats.items():
        at = folded.find(f" {name} ") if name else -1
        if at >= 0 and len(name) > places.get(at, (0, seat))[0]:
            places[at] = (len(name), seat)
    return [_Place(at, seat) for at, (_length, seat) in places.items()]


class _Place(tuple[int, Seat]):
    """A place in a text and who is named there, ordered by place."""

    __slots__ = ()

    def __new__(cls, at: int, seat: Seat) -> "_Place":
        return super().__new__(cls, (at, seat))

    def __lt__(self, other: tuple[Any, ...]) -> bool:
        return bool(self[0] < other[0])

    def __gt__(self, other: tuple[Any, ...]) -> bool:
        return bool(self[0] > other[0])


def statement_before(meeting: Meeting, document: Document, start: int) -> Statement | None:
    """The statement whose passage stands last before a place of a source."""
    passages = Passage.objects.filter(
        meeting=meeting, document=document, statement__isnull=False, start__lt=start
    )
    last = passages.order_by().aggregate(last=Max("start"))["last"]
    row = passages.filter(start=last).order_by("-pk").first() if last is not None else None
    return Statement.objects.filter(pk=row.statement_id).first() if row else None


def carried(before: Statement | None) -> dict[str, Any]:
    """What a statement takes over from the one before it."""
    return {name: getattr(before, name) for name in CARRIED} if before else {}


def statement_around(meeting: Meeting, document: Document, span: Span) -> Statement | None:
    """The statement of which a stretch is a part; None where it is of none."""
    passages = Passage.objects.filter(
        meeting=meeting,
        document=document,
        statement__isnull=False,
        start__lte=span.start,
        end__gte=span.end,
    )
    row = passages.select_related("statement").order_by("-start", "pk").first()
    return row.statement if row else None


def present_as(near: Delegation | None) -> dict[str, Any]:
    """What a delegation takes over from one beside it: as what it was there, never its office."""
    if near is None:
        return {}
    roles = [role for role in near.roles if role in _SHARED_ROLES]
    return {"roles": roles, "presence": near.presence}


def delegation_near(meeting: Meeting, document: Document, start: int) -> Delegation | None:
    """The delegation whose passage stands nearest in the same line, else last before a place."""
    line = document.text.rfind("\n", 0, start) + 1
    end = document.text.find("\n", start)
    passages: Any = Passage.objects.filter(
        meeting=meeting, document=document, delegation__isnull=False
    )
    inside = passages.filter(start__gte=line, start__lt=end if end >= 0 else len(document.text))
    near = min(inside.order_by("start", "pk"), key=lambda row: abs(row.start - start), default=None)
    row = near or passages.filter(start__lte=start).order_by("-start", "pk").first()
    return row.delegation if row else None
