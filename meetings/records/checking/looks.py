"""What is to be looked at in a record: likely a mistake, and maybe right. It blocks nothing."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ...models import Meeting, Session, Speaker, Statement
from ...models.choices import Form, Status
from ..faults import Fault, Level, name_of
from ..gathered import Gathered
from ..stored_texts import document_coverage
from .names import Bearers, Printed, goes_by_too, names_another, namesakes
from .surroundings import Placed, Surroundings

# Words between quotation marks of a pair, in any of the styles that sources print.
_QUOTED = re.compile(r'“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|"([^"]+)"')
#: words of the shortest stretch that is taken for what somebody said: below, it is a term
_SAID = 7


def looks_of_parts(rows: Gathered, around: Surroundings) -> Iterator[Fault]:
    """What is to be looked at in the parts that are gathered."""
    yield from _without_delegation(rows, around)
    yield from _printed_names(rows)
    for statement in rows.statements:
        yield from _quotation_marks(statement)
    yield from _of_another_session(rows, around)
    yield from _sessions_out_of_order(rows, around)
    yield from _namesakes(rows)


def looks_of_record(rows: Gathered) -> Iterator[Fault]:
    """What is to be looked at in the record itself and in its sources."""
    yield from _marked_and_used(rows)
    yield from _same_meeting(rows.meeting, [document.sha256 for document in rows.documents])


def _look(code: str, message: str, where: Any, about: Any, also: Any = (), **more: Any) -> Fault:
    return Fault(code, message, where, level=Level.LOOK_AT, about=f"{about}", also=also, **more)


def _without_delegation(rows: Gathered, around: Surroundings) -> Iterator[Fault]:
    """Participants that speak and are not present: told at the first of their statements."""
    mine = {row.pk: row for row in rows.statements}
    speakers = chain.from_iterable(row.speakers.all() for row in mine.values())
    named = {row.participant_id: row.participant for row in speakers}
    for who, said in (around.absent if mine else {}).items():
        if mine.keys() & said:
            message = _("%(who)s speaks (%(where)s) and has no delegation; add one if present.")
            where = ", ".join(f"¶{around.numbers[pk]}" for pk in said)
            first, *further = around.statements(said)
            values = {"who": named[who], "where": where}
            yield _look("no-delegation", message % values, first, who, tuple(further))


def _printed_names(rows: Gathered) -> Iterator[Fault]:
    """Names as printed that are those of others alone."""
    names = list(_all_printed(rows))
    bearers = Bearers(names)
    for name in names:
        if words := names_another(name, bearers.of(name)):
            chosen = "/".join(f"{type(row).__name__}{row.pk}" for row in name.chosen)
            message = f"{_place_of(name.row)}: {words}"
            yield _look("printed-name", message, name.row, f"{chosen} {name.words}")


def _place_of(row: Any) -> str:
    """Where a name is printed: "¶3" of a speaker."""
    return f"¶{row.statement.number}" if isinstance(row, Speaker) else name_of(row)


def _all_printed(rows: Gathered) -> Iterator[Printed]:
    for delegation in rows.parts["delegations"]:
        yield Printed(delegation, delegation.printed, (delegation.participant,))
        for delegate in delegation.delegates.all():
            if delegate.person is not None:
                yield Printed(delegate, delegate.printed, (delegate.person,))
    for statement in rows.statements:
        for speaker in statement.speakers.all():
            chosen = tuple(row for row in (speaker.participant, speaker.person) if row)
            if chosen:
                yield Printed(speaker, speaker.printed, chosen)


def _quotation_marks(statement: Statement) -> Iterator[Fault]:
    """Words in quotation marks, more than a term, in what is taken for reported speech."""
    if statement.form != Form.REPORTED:
        return
    for found in _QUOTED.finditer(statement.text):
        words = next(filter(None, found.groups())).strip()
        if len(words.split()) >= _SAID:
            message = _(
                "¶%(number)d: “%(words)s” stands in quotation marks; is it a quotation? Then give "
                "it that form, and mark the words."
            )
            values = {"number": statement.number, "words": words[:80]}
            yield _look("quotation-marks", message % values, statement, words)
            return


def _of_another_session(rows: Gathered, around: Surroundings) -> Iterator[Fault]:
    """Statements between two of one session, and not of it."""
    mine = {row.pk for row in rows.statements}
    placed: list[Placed] = around.placed if mine else []
    for before, here, after in zip(placed, placed[1:], placed[2:], strict=False):
        apart = before.session_id == after.session_id != here.session_id
        if here.pk in mine and apart and before.session_id is not None:
            message = _(
                "¶%(number)d stands between ¶%(before)d and ¶%(after)d and is not of their "
                "session; is it its session, or its place, that is right?"
            )
            values = {"number": here.number, "before": before.number, "after": after.number}
            about = f"{before.session_id} {here.session_id}"
            yield _look("session", message % values, around.statement(here.pk), about)


def _sessions_out_of_order(rows: Gathered, around: Surroundings) -> Iterator[Fault]:
    """Sessions listed after one that took place later."""
    mine = {row.pk for row in rows.sessions}
    groups: dict[int | None, list[Session]] = defaultdict(list)
    for session in around.sessions if mine else []:
        if session.first_day and session.last_day:
            groups[session.part_of_id].append(session)
    for before, after in chain.from_iterable(map(pairwise, groups.values())):
        if after.pk in mine and after.last_day < before.first_day:  # type: ignore[operator]
            message = _(
                "the session “%(after)s” (%(day)s) is listed after “%(before)s” (%(later)s); "
                "are the dates right?"
            )
            values = {"after": after, "day": after.date, "before": before, "later": before.date}
            about = f"{after.date} {before.pk} {before.date}"
            yield _look("session-order", message % values, after, about)


def _namesakes(rows: Gathered) -> Iterator[Fault]:
    """People, and participants that the portal does not ship, who may be there twice."""
    uses: dict[Any, list[Any]] = defaultdict(list)
    for part, who in _all_named(rows):
        if who is not None and part not in uses[who]:
            uses[who].append(part)
    for who, other in namesakes(uses).items():
        message = f"{name_of(who)}: {goes_by_too(other)}"
        yield _look("namesake", message, who, other.pk, tuple(uses[who]))


def _all_named(rows: Gathered) -> Iterator[tuple[Any, Any]]:
    """Each part with everybody it names."""
    for delegation in rows.parts["delegations"]:
        yield delegation, delegation.participant
        for delegate in delegation.delegates.all():
            yield delegation, delegate.person
    speakers = [(row, row.speakers.all()) for row in rows.statements]
    pledgers = [(row, row.pledgers.all()) for row in rows.pledges]
    for part, people in [*speakers, *pledgers]:
        for row in people:
            yield part, row.participant
            yield part, row.person


def _marked_and_used(rows: Gathered) -> Iterator[Fault]:
    """Text that is marked as something else, and that a record uses, or another mark."""
    for document in rows.documents:
        for claimed in document_coverage(document, rows.meeting).overlaps:
            message = _(
                "%(key)s, characters %(start)d to %(end)d: “%(text)s” is marked, and a part of a "
                "record, or another mark, holds it too; take the mark away, or shorten it."
            )
            values = {"key": document.key, "start": claimed.start, "end": claimed.end}
            values |= {"text": claimed.text[:80]}
            span = (claimed.start, claimed.end)
            about = f"{span} {claimed.text}"
            yield _look("marked-and-used", message % values, document, about, span=span)


def _same_meeting(meeting: Meeting, digests: list[str]) -> Iterator[Fault]:
    """Other records, and meetings only named, that may be this one."""
    named = Q(pk__in=[])
    if meeting.series_id and meeting.ordinal:
        named |= Q(series=meeting.series_id, ordinal=meeting.ordinal)
    if meeting.title and meeting.date:
        named |= Q(title__iexact=meeting.title, date=meeting.date)
    likely = [Meeting.objects.stubs().filter(named)]
    first, last = meeting.first_day, meeting.last_day
    if first and last:
        alike = Q(passages__document__sha256__in=[digest for digest in digests if digest])
        if meeting.title:
            alike |= Q(title__iexact=meeting.title)
        records = Meeting.objects.records().exclude(status=Status.WITHDRAWN)
        near = records.filter(alike, first_day__lte=last, last_day__gte=first)
        likely.append(near.exclude(date=meeting.date))
    for others in likely:
        slugs = others.exclude(pk=meeting.pk).exclude(slug=meeting.slug).order_by("slug")
        for slug in slugs.values_list("slug", flat=True).distinct():
            message = _("“%(other)s” looks like this meeting; is it the same?")
            yield _look("same-meeting", message % {"other": slug}, meeting, slug)
