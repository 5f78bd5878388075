"""The acts of the desk by name: each reads what was sent and calls one function of curation.

A script and a plain form send the same, so that both do the same.
"""

from collections.abc import Callable
from html import unescape
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.curation import proposals, stating
from meetings.curation.acting import Doing, reference
from meetings.curation.errors import ActError
from meetings.curation.guessing import seats_of, speaker_at
from meetings.curation.marking import Chosen, Guess, add, add_each, finish, guess, mark_text, number
from meetings.curation.numbering import renumber
from meetings.curation.parts import MARKS, NOUNS, find_part, part_label
from meetings.curation.passages import ranges_of, set_ranges, trimmed
from meetings.curation.places import FIRST, LAST, put, siblings_of
from meetings.models import Mark, Speaker, Statement
from meetings.records.fields.passage import Span
from participants.models import Participant, Person

from ..access import may_change
from .forms import EntryForm
from .nouns import NOUNS as NAMED
from .sent import Asked, Sent
from .several import SeveralForm


def _mark(sent: Sent, doing: Doing) -> Any:
    noun, chosen = sent.word(1), sent.chosen()
    if noun in MARKS:
        if not may_change(sent.user, chosen.document):
            raise ActError(
                _("A published record uses this source: a Publisher marks what is in it.")
            )
        return mark_text(doing, noun, chosen)
    if noun not in NOUNS:
        raise ActError(_("Say what the words are: a statement, a delegation, a pledge …"))
    guessed = guess(noun, chosen)
    if guessed.asks:
        form = EntryForm(noun, guessed.part, sent.meeting, sent.user)
        if noun == "delegation" and guessed.part.participant_id is None:
            form.ask_who(chosen.words)
        raise Asked(form, chosen)
    return add(doing, guessed, chosen)


def _each(sent: Sent, doing: Doing) -> Any:
    """Make a part of each line of the words chosen."""
    noun, chosen = sent.word(1), sent.chosen()
    if noun not in NOUNS:
        raise ActError(_("Say what the words are: a statement, a delegation, a pledge …"))
    return add_each(doing, noun, chosen)[-1]


def _add(sent: Sent, doing: Doing) -> Any:
    """Store the part for which more was asked."""
    noun, chosen = sent.word(1), sent.chosen()
    if noun not in NOUNS:
        raise ActError(_("Say what the words are: a statement, a delegation, a pledge …"))
    guessed: Guess = guess(noun, chosen)
    form = EntryForm(noun, guessed.part, sent.meeting, sent.user, sent.request.POST)
    number(guessed.part)
    if not form.is_valid():
        raise Asked(form, chosen)
    part = form.save()
    doing.made(part)
    finish(doing, part, chosen)
    return part


def _save(sent: Sent, doing: Doing) -> Any:
    part = doing.take(sent.word(1))
    noun = str(part._meta.model_name)
    form = EntryForm(noun, part, sent.meeting, sent.user, sent.request.POST)
    if not form.is_valid():
        raise Asked(form)
    saved = form.save()
    if noun in NOUNS:
        proposals.settled(saved)
    doing.words = _("%s was saved") % part_label(saved)
    return saved


def _speaker(sent: Sent, doing: Doing) -> Any:
    """Name the speaker of a statement that has none, by one box: somebody, or a collective in the
    words that the source has for it.
    """
    statement = sent.take(doing)
    text = " ".join(sent.request.POST.get(f"who-{sent.word(1)}", "").split())
    if not isinstance(statement, Statement) or not text:
        raise ActError(_("Type who said it: a participant or a person, by any name."))
    if sent.word(3) == "collective":
        statement.collective = text
        statement.save(update_fields=["collective"])
        doing.words = _("%(part)s: %(who)s") % {"part": part_label(statement), "who": text}
        return statement
    row = Speaker(statement=statement, order=statement.speakers.count())
    people, bodies = (_found(model, text) for model in (Person, Participant))
    if len(bodies) == 1:
        row.participant = bodies[0]
    elif len(people) == 1:
        row.person = people[0]
        seat = seats_of(sent.meeting).get(row.person.folded)
        row.participant_id = seat.participant if seat else None
    else:
        form = EntryForm("statement", statement, sent.meeting, sent.user)
        form.give([[{"printed": text}]])
        raise Asked(form)
    row.save()
    doing.words = _("%(part)s: %(who)s") % {"part": part_label(statement), "who": row}
    return statement


def _found(model: type[Any], text: str) -> list[Any]:
    named = NAMED[model]
    row = named.by_address(text)
    return [row] if row else list(named.find(text))


def _edge(sent: Sent, doing: Doing) -> Any:
    part = sent.take(doing)
    at = sent.word(3)
    if at not in ("start", "end"):
        raise ActError(_("Say which edge is moved: the start or the end."))
    by, to = sent.word(4), sent.number("to")
    if to is None and not _is_step(by):
        raise ActError(_("Say where the edge is moved."))
    stating.move_edge(doing, part, at, by=int(by) if to is None else 0, to=to)
    return part


def _is_step(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) < 4


def _take_words(sent: Sent, doing: Doing) -> Any:
    """Give a part the words chosen as its passage, or as one more range of it."""
    part, chosen = sent.take(doing), sent.chosen()
    spans, ranges = [chosen.span], ranges_of(part)
    if part == sent.meeting:
        # Its passages hang on no part, and are taken by themselves.
        doing.take_all(ranges)
    if sent.word(3) == "also":
        if any(row.document_id != chosen.document.pk for row in ranges):
            raise ActError(_("Its other words stand in another source: add these on its page."))
        spans = sorted(
            [*(Span(row.start, row.end) for row in ranges), chosen.span],
            key=lambda span: span.start,
        )
    made = set_ranges(part, chosen.document, spans, ranges)
    if part == sent.meeting:
        doing.made(*made)
    doing.words = _("%s has the words chosen") % part_label(part)
    return part


def _split(sent: Sent, doing: Doing) -> Any:
    at = sent.number("start")
    statement = sent.take(doing)
    if at is None or not isinstance(statement, Statement):
        raise ActError(_("Put the cursor where the statement is to be cut."))
    second, row = stating.split(doing, statement, at)
    seat = speaker_at(row.document.text, Span(row.start, row.end), seats_of(sent.meeting))
    first = second.speakers.order_by("order", "pk").first()
    if seat and first and seat.participant not in (None, first.participant_id):
        second.speakers.all().delete()
        Speaker.objects.create(
            statement=second, participant_id=seat.participant, person_id=seat.person
        )
    return second


def _join(sent: Sent, doing: Doing) -> Any:
    statement = sent.take(doing)
    if not isinstance(statement, Statement):
        raise ActError(_("Only statements are joined."))
    other = doing.take(reference(stating.next_statement(statement)))
    stating.join(doing, statement, other)
    return statement


def _put(sent: Sent, doing: Doing) -> Any:
    """Put a part one place up or down among those of its noun."""
    part = sent.take(doing)
    if not hasattr(part, "order"):
        raise ActError(_("This has no place of its own."))
    places = [*siblings_of(part, alone=False).values_list("pk", flat=True)]
    here = places.index(part.pk)
    there = here - 1 if sent.word(3) == "up" else here + 1
    if not 0 <= there < len(places):
        raise ActError(_("It is the first or the last already."))
    others = [pk for pk in places if pk != part.pk]
    put(part, FIRST if there == 0 else LAST if there >= len(others) else str(others[there - 1]))
    part.refresh_from_db()
    doing.words = _("%s was put elsewhere") % part_label(part)
    return part


def _delete(sent: Sent, doing: Doing) -> Any:
    proposals.remove(doing, sent.take(doing))


def _accept(sent: Sent, doing: Doing) -> Any:
    reference_, label = sent.word(1), ""
    part = find_part(sent.meeting, reference_)
    found = proposals.of_meeting(part) if part == sent.meeting else proposals.of_part(part)
    label = _("The meeting") if part == sent.meeting else part_label(part)
    doing.take_all(found)
    proposals.accept(doing, found, label)
    return part


def _accept_some(sent: Sent, doing: Doing) -> Any:
    choice = proposals.Choice(sent.word(1), sent.word(2))
    found = proposals.chosen_findings(sent.meeting, choice)
    doing.take_all(found)
    proposals.accept(doing, found)


def _reject_some(sent: Sent, doing: Doing) -> Any:
    choice = proposals.Choice(sent.word(1), sent.word(2))
    parts = proposals.parts_of(proposals.chosen_findings(sent.meeting, choice))
    if not parts:
        raise ActError(_("These are values of the meeting: correct them there."))
    doing.take_all(parts)
    proposals.remove_all(doing, parts)


def _set(sent: Sent, doing: Doing) -> Any:
    """Set values of several statements at once."""
    form = SeveralForm(sent.meeting, sent.user, sent.request.POST)
    if not form.is_valid():
        told = (unescape(str(one)) for errors in form.errors.values() for one in errors)
        raise ActError(" ".join(told))
    rows = []
    for one in sent.request.POST.getlist("chosen"):
        called, _colon, version = one.partition(":")
        part = doing.take(called, version)
        if isinstance(part, Statement):
            rows.append(part)
    if not rows:
        raise ActError(_("Tick the statements that are meant."))
    form.apply(rows)
    doing.words = ngettext(
        "%(n)d statement was set: %(what)s", "%(n)d statements were set: %(what)s", len(rows)
    ) % {"n": len(rows), "what": form.told()}


def _pledge(sent: Sent, doing: Doing) -> Any:
    """Make a pledge of a statement, or of the words of it that are chosen."""
    statement = sent.take(doing)
    ranges = ranges_of(statement) if isinstance(statement, Statement) else []
    if not ranges:
        raise ActError(_("A pledge is made of a statement with a passage."))
    row = ranges[0]
    start, end = sent.number("start"), sent.number("end")
    span = Span(row.start, row.end)
    if start is not None and end is not None and row.start <= start < end <= row.end:
        span = trimmed(row.document.text, start, end)
    chosen = Chosen(sent.meeting, row.document, span)
    return add(doing, guess("pledge", chosen), chosen)


def _renumber(_sent: Sent, doing: Doing) -> None:
    renumber(doing)


def _unmark(sent: Sent, doing: Doing) -> Any:
    part = sent.take(doing)
    if not isinstance(part, Mark):
        raise ActError(_("Only marked text is unmarked."))
    if not may_change(sent.user, part.document):
        raise ActError(_("A published record uses this source: a Publisher marks what is in it."))
    proposals.remove(doing, part)


ACTS: dict[str, Callable[[Sent, Doing], Any]] = {
    "mark": _mark,
    "each": _each,
    "add": _add,
    "save": _save,
    "speaker": _speaker,
    "edge": _edge,
    "words": _take_words,
    "split": _split,
    "join": _join,
    "put": _put,
    "delete": _delete,
    "unmark": _unmark,
    "accept": _accept,
    "accept-some": _accept_some,
    "reject-some": _reject_some,
    "set": _set,
    "pledge": _pledge,
    "renumber": _renumber,
}
