"""Acts on statements as stretches of the source: moved edges, cut in two, joined, put elsewhere."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from ..derived.retired_numbers import next_number
from ..models import Mark, Passage, Speaker, Statement, StatementTopic
from ..records.fields.passage import Span
from .acting import Doing
from .errors import ActError
from .parts import part_label
from .passages import ranges_of, set_ranges, trimmed, words_around
from .places import put

#: what a statement that is cut off keeps of the one that it was part of
_KEPT = ("session", "agenda_item", "form", "delivery", "language", "procedural", "collective")


def move_edge(doing: Doing, part: Any, at: str, *, by: int = 0, to: int | None = None) -> None:
    """Move the ``at`` ("start" or "end") of a part by some words, or to a place in the source."""
    if isinstance(part, Mark):
        _move_mark(doing, part, at, by, to)
        return
    ranges = ranges_of(part)
    if not ranges:
        raise ActError(_("%s has no passage yet: choose its words in the source.") % _of(part))
    row = ranges[0] if at == "start" else ranges[-1]
    span = _moved(row.document.text, Span(row.start, row.end), at, by, to)
    spans = [Span(one.start, one.end) for one in ranges]
    spans[0 if at == "start" else -1] = span
    set_ranges(part, row.document, spans, ranges)
    word = _("begins at") if at == "start" else _("ends at")
    edge = row.document.text[span.start : span.start + 40].split()[:4]
    last = row.document.text[max(0, span.end - 40) : span.end].split()[-4:]
    quoted = " ".join(edge if at == "start" else last)
    doing.words = f"{_of(part)} {word} “{quoted}”"


def _move_mark(doing: Doing, mark: Mark, at: str, by: int, to: int | None) -> None:
    span = _moved(mark.document.text, Span(mark.start, mark.end), at, by, to)
    mark.start, mark.end = span.start, span.end
    mark.save(update_fields=["start", "end"])
    doing.words = _("The edge of the %s was moved") % _of(mark).lower()


def _moved(text: str, span: Span, at: str, by: int, to: int | None) -> Span:
    if to is None:
        return words_around(text, span, at=at, by=by)
    start, end = (to, span.end) if at == "start" else (span.start, to)
    if start >= end:
        raise ActError(_("It would end before it begins. Drop the edge elsewhere."))
    return trimmed(text, start, end)


def _of(part: Any) -> str:
    return part_label(part)


def split(doing: Doing, statement: Statement, at: int) -> tuple[Statement, Passage]:
    """Cut a statement in two before the place ``at``; the second has the same speakers and topics.

    Gives the second with its first passage. Raises :class:`ActError` where ``at`` is not inside
    its words.
    """
    ranges = ranges_of(statement)
    inside = [row for row in ranges if row.start < at < row.end]
    if not inside:
        raise ActError(
            _("Put the cursor between two words of %s, where it is to be cut.") % _of(statement)
        )
    row, text = inside[0], inside[0].document.text
    place = ranges.index(row)
    first = [Span(one.start, one.end) for one in ranges[:place]]
    rest = [Span(one.start, one.end) for one in ranges[place + 1 :]]
    cut = at
    while cut > row.start and text[cut - 1].isalnum() and text[cut].isalnum():
        cut -= 1
    if cut == row.start:
        raise ActError(_("Nothing of %s stands before that word.") % _of(statement))
    second = _beside(statement)
    doing.made(second)
    # Both read what is corrected in it.
    prefetch_related_objects([row.document], "corrections")
    made = set_ranges(second, row.document, [trimmed(text, cut, row.end), *rest], [])
    set_ranges(statement, row.document, [*first, trimmed(text, row.start, cut)], ranges)
    doing.words = _("%(one)s was cut in two: the rest is %(other)s") % {
        "one": _of(statement),
        "other": _of(second),
    }
    return second, made[0]


def _beside(statement: Statement) -> Statement:
    """A statement right after another, with its circumstances, speakers and topics."""
    kept = {name: getattr(statement, name) for name in _KEPT}
    second = Statement(meeting=statement.meeting, order=statement.order, text="–", **kept)
    second.number = next_number(second)
    second.save()
    put(second, str(statement.pk))
    for speaker in statement.speakers.order_by("order", "pk"):
        spoken_for = [*speaker.on_behalf_of.all()]
        columns = ("order", "participant_id", "person_id", "printed", "title", "capacity")
        copy = Speaker(
            statement=second,
            **{name: getattr(speaker, name) for name in columns},
        )
        copy.save()
        if spoken_for:
            copy.on_behalf_of.set(spoken_for)
    StatementTopic.objects.bulk_create(
        StatementTopic(statement=second, topic_id=link.topic_id, order=link.order)
        for link in statement.topic_links.order_by("order", "pk")
    )
    return second


def next_statement(statement: Statement) -> Statement:
    """The statement after one. Raises :class:`ActError` where it is the last."""
    rows = Statement.objects.filter(meeting=statement.meeting).order_by("order", "number")
    places = [*rows.values_list("pk", flat=True)]
    place = places.index(statement.pk) + 1
    if place == len(places):
        raise ActError(_("%s is the last; nothing comes after it.") % _of(statement))
    return rows.get(pk=places[place])


def join(doing: Doing, statement: Statement, other: Statement) -> None:
    """Make one statement of two that follow one another; it has the speakers and topics of both.

    Raises :class:`ActError` where they stand in different documents, and ``ProtectedError``
    where something refers to the second.
    """
    mine, its = ranges_of(statement), ranges_of(other)
    documents = {row.document_id for row in [*mine, *its]}
    if len(documents) != 1:
        raise ActError(_("They stand in different documents, and stay two statements."))
    label = _of(other)
    spans = _joined(mine, its)
    _take_over(statement, other)
    other.delete()
    set_ranges(statement, mine[0].document, spans)
    doing.words = _("%(one)s now holds what was %(other)s") % {
        "one": _of(statement),
        "other": label,
    }


def _joined(mine: list[Passage], its: list[Passage]) -> list[Span]:
    """The ranges of both; between the two, white space alone is taken along."""
    spans = sorted({(row.start, row.end) for row in [*mine, *its]})
    text = mine[0].document.text
    joined = [Span(*spans[0])]
    for start, end in spans[1:]:
        last = joined[-1]
        if start <= last.end or not text[last.end : start].strip():
            joined[-1] = Span(last.start, max(end, last.end))
        else:
            joined.append(Span(start, end))
    return joined


def _take_over(statement: Statement, other: Statement) -> None:
    known = {(row.participant_id, row.person_id) for row in statement.speakers.all()}
    order = statement.speakers.count()
    for speaker in other.speakers.order_by("order", "pk"):
        if (speaker.participant_id, speaker.person_id) not in known:
            speaker.statement, speaker.order = statement, order
            speaker.save(update_fields=["statement", "order"])
            order += 1
    topics = set(statement.topic_links.values_list("topic", flat=True))
    order = len(topics)
    for link in other.topic_links.order_by("order", "pk"):
        if link.topic_id not in topics:
            link.statement, link.order = statement, order
            link.save(update_fields=["statement", "order"])
            order += 1
