"""Words of a source become a part of the record: with passage, text, place, and what is guessed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participants.finder import find_participant
from participants.models import Person, PersonName
from participants.names import fold_name
from participants.slugs import latin_slug

from ..derived.retired_numbers import next_number
from ..models import (
    AgendaItem,
    Delegate,
    Delegation,
    Document,
    Figure,
    Mark,
    Meeting,
    Pledge,
    Pledger,
    Reference,
    Relation,
    Session,
    Speaker,
    Statement,
)
from ..models.choices import PledgeKind, RelationKind, Strength
from ..records.fields.passage import Span
from .acting import Doing
from .attendance_read import lines_of
from .errors import ActError
from .guessing import (
    Seat,
    carried,
    delegation_near,
    present_as,
    seats_of,
    speaker_at,
    statement_around,
    statement_before,
    subjects_at,
)
from .parts import MARKS, noun_label, part_label
from .passages import one_line, set_ranges, trimmed
from .places import LAST, put, put_by_source

#: lines of which parts are made at once
MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words that were chosen in a source of a record."""

    meeting: Meeting
    document: Document
    span: Span

    @property
    def words(self) -> str:
        """The words, in one line."""
        return one_line(self.document.text[self.span.start : self.span.end])


@dataclass(slots=True)
class Guess:
    """A part that is not stored yet, and its speaker or maker.

    ``asks`` where a curator has to say more before it can be stored.
    """

    part: Any
    seat: Seat | None = None
    asks: bool = False


def guess(noun: str, chosen: Chosen) -> Guess:
    """What words would be as a ``noun``, so far as they and the record tell."""
    return _GUESSES[noun](chosen)


def _statement(chosen: Chosen) -> Guess:
    meeting, document, span = chosen.meeting, chosen.document, chosen.span
    before = statement_before(meeting, document, span.start)
    part = Statement(meeting=meeting, text=chosen.words, **carried(before))
    return Guess(part, speaker_at(document.text, span, seats_of(meeting)))


def _delegation(chosen: Chosen) -> Guess:
    found = find_participant(chosen.words)
    near = delegation_near(chosen.meeting, chosen.document, chosen.span.start)
    part = Delegation(meeting=chosen.meeting, participant=found.participant, **present_as(near))
    if found.participant is None or found.participant.name != chosen.words:
        part.printed = chosen.words[:250]
    known = found.participant and Delegation.objects.filter(
        meeting=chosen.meeting, participant=found.participant
    )
    return Guess(part, asks=found.participant is None or bool(known and known.exists()))


def _delegate(chosen: Chosen) -> Guess:
    where = delegation_near(chosen.meeting, chosen.document, chosen.span.start)
    folded = fold_name(chosen.words)
    names = PersonName.objects.filter(folded=folded).values_list("person", flat=True)
    people = list(Person.objects.filter(folded=folded).order_by("key")[:2])
    people = people or list(Person.objects.filter(pk__in=names).order_by("key")[:2])
    person = people[0] if len(people) == 1 else None
    printed = "" if person and person.name == chosen.words else chosen.words[:250]
    part = Delegate(delegation=where, person=person, printed=printed)
    return Guess(part, asks=where is None or person is None)


def _pledge(chosen: Chosen) -> Guess:
    around = statement_around(chosen.meeting, chosen.document, chosen.span)
    part = Pledge(
        meeting=chosen.meeting,
        title=chosen.words,
        statement=around,
        kind=PledgeKind.OTHER,
        strength=Strength.INTENDED,
    )
    speaker = around.speakers.order_by("order", "pk").first() if around else None
    if speaker and (speaker.participant_id or speaker.person_id):
        return Guess(part, Seat(speaker.participant_id, speaker.person_id, str(speaker)))
    return Guess(part, speaker_at(chosen.document.text, chosen.span, seats_of(chosen.meeting)))


def _figure(chosen: Chosen) -> Guess:
    around = statement_around(chosen.meeting, chosen.document, chosen.span)
    part = Figure(meeting=chosen.meeting, text=chosen.words, statement=around)
    return Guess(part, asks=True)


def _titled(model: Any) -> Callable[[Chosen], Guess]:
    def titled(chosen: Chosen) -> Guess:
        limit = model._meta.get_field("key").max_length - 5
        base, key, serial = latin_slug(chosen.words, limit), "", 1
        if base:
            taken = set(model.objects.filter(meeting=chosen.meeting).values_list("key", flat=True))
            key = base
            while key in taken:
                serial += 1
                key = f"{base}-{serial}"
        part = model(meeting=chosen.meeting, title=chosen.words, key=key)
        return Guess(part, asks=not key)

    return titled


def _relation(chosen: Chosen) -> Guess:
    part = Relation(meeting=chosen.meeting, relation=RelationKind.MENTIONED, printed=chosen.words)
    return Guess(part, asks=True)


def _reference(chosen: Chosen) -> Guess:
    symbol = chosen.words.strip(" ().,;")
    rows = Document.objects.filter(symbol__iexact=symbol) if symbol else Document.objects.none()
    found = rows.defer("text").first()
    return Guess(Reference(meeting=chosen.meeting, document=found), asks=found is None)


_GUESSES: dict[str, Callable[[Chosen], Guess]] = {
    "statement": _statement,
    "delegation": _delegation,
    "delegate": _delegate,
    "pledge": _pledge,
    "figure": _figure,
    "agendaitem": _titled(AgendaItem),
    "session": _titled(Session),
    "relation": _relation,
    "reference": _reference,
}


def mark_text(doing: Doing, kind: str, chosen: Chosen) -> Mark:
    """Say what words are that no part of the record uses; ``kind`` is one of :data:`MARKS`."""
    assert kind in MARKS  # noqa: S101 - the view offers no other
    span = chosen.span
    mark = Mark.objects.create(document=chosen.document, kind=kind, start=span.start, end=span.end)
    doing.made(mark)
    doing.words = _("%(kind)s: “%(words)s”") % {
        "kind": mark.get_kind_display(),
        "words": chosen.words[:60],
    }
    return mark


def add(doing: Doing, guessed: Guess, chosen: Chosen) -> Any:
    """Store a part that was guessed, with its passage, its speaker, and its place.

    Raises ``IntegrityError`` and ``ValidationError`` where the register refuses it.
    """
    part = guessed.part
    number(part)
    part.save()
    doing.made(part)
    finish(doing, part, chosen)
    if guessed.seat:
        rows: Any = {Statement: Speaker, Pledge: Pledger}[type(part)]
        owner = {Statement: "statement", Pledge: "pledge"}[type(part)]
        seat = guessed.seat
        rows.objects.create(
            **{owner: part, "participant_id": seat.participant, "person_id": seat.person}
        )
    return part


def add_each(doing: Doing, noun: str, chosen: Chosen) -> list[Any]:
    """Make a part of each line of the words chosen, without its list mark; the parts, in order.

    Raises :class:`ActError` where a line needs more than its words, or there are too many.
    """
    text, first = chosen.document.text, chosen.span.start
    seats = seats_of(chosen.meeting)
    # A line whose first words were left out is taken from there on.
    lines = [*lines_of(text[first : chosen.span.end])]
    if len(lines) > MOST_LINES:
        raise ActError(_("Choose at most %d lines at once.") % MOST_LINES)
    made = []
    for line in lines:
        span = trimmed(text, first + line.span.start, first + line.span.end)
        one = Chosen(chosen.meeting, chosen.document, span)
        guessed = guess(noun, one)
        if guessed.asks:
            raise ActError(_("“%s” needs more than its words: choose it alone.") % one.words[:60])
        # Many are not looked at one by one: who speaks is whom the line begins with, or nobody.
        guessed.seat = None
        part = add(doing, guessed, one)
        if isinstance(part, Statement):
            Speaker.objects.bulk_create(
                Speaker(
                    statement=part, order=n, participant_id=who.participant, person_id=who.person
                )
                for n, who in enumerate(subjects_at(text, span, seats))
            )
        made.append(part)
    doing.words = _("%(noun)s: %(n)d made, one of each line") % {
        "noun": noun_label(type(made[0])),
        "n": len(made),
    }
    return made


def number(part: Any) -> None:
    """Give a new statement or pledge its number."""
    if isinstance(part, Statement | Pledge):
        part.number = next_number(part)


def finish(doing: Doing, part: Any, chosen: Chosen) -> None:
    """Give a part that was just stored its passage, and its place among the others."""
    set_ranges(part, chosen.document, [chosen.span])
    put(part, LAST)
    put_by_source(part)
    doing.words = _("%(noun)s made: %(part)s") % {
        "noun": noun_label(type(part)),
        "part": part_label(part),
    }
