"""The profile of a participant or a person as a document, with the status of today."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext, ngettext

from ...reading.participant import ParticipantPage, public_participant
from ...reading.person import PersonPage, public_person
from ...reading.sections import Section as Rows
from ...reading.sections import Total
from . import rows as made
from .blocks import (
    Block,
    Bullets,
    Heading,
    Inline,
    Paper,
    Paragraph,
    Run,
    Section,
    link,
    told,
    whole,
)
from .meeting_parts import pledge_table, status_day


def participant_paper(slug: str) -> Paper | None:
    """The profile of a participant; None where it is not public. The queries of its page."""
    who = public_participant(slug, localdate())
    if who is None:
        return None
    paper = _paper(who, gettext("Participant"), whole(who.url))
    formal = who.formal_name if who.formal_name != who.name else ""
    paper.lead = [Run(formal or _capital(who.get_kind_display()))]
    paper.facts = [*_totals(who.totals), *_facts(who)]
    paper.sections = [
        _meetings(who, made.delegations),
        *_topics(gettext("Topics it speaks of most"), who),
        _statements(who.said),
        *_more(gettext("Said on its behalf"), "on-behalf", who.said_for),
        _pledges(who),
        *_more(
            gettext("Mentioned by others"),
            "mentioned",
            who.mentioned,
            gettext("Spoken of in a statement: a mention does not mean that it was present."),
        ),
        *_documents(who),
    ]
    return paper


def person_paper(key: str) -> Paper | None:
    """The profile of a person; None where it is not public. The queries of its page."""
    who = public_person(key, localdate())
    if who is None:
        return None
    paper = _paper(who, gettext("Person"), whole(who.url))
    paper.facts = _totals(who.totals)
    if who.names:
        paper.facts = [(gettext("Other names"), [[Run(", ".join(who.names))]]), *paper.facts]
    pledges = _pledges(who)
    if who.announced.n:
        words = gettext("Pledges of others that this person announced.")
        pledges.blocks = [
            *pledges.blocks,
            Heading(3, [Run(gettext("Announced for others"))]),
            Paragraph([Run(words)], "beside"),
            pledge_table(who.announced.rows, with_meeting=True),
        ]
    paper.sections = [
        _meetings(who, made.seats),
        *_titles(who),
        *_topics(gettext("Topics spoken of most"), who),
        _statements(who.said),
        pledges,
    ]
    return paper


def _paper(who: ParticipantPage | PersonPage, kicker: str, url: str) -> Paper:
    day = date_format(who.day, "j F Y")
    return Paper(
        title=who.name,
        kicker=kicker,
        language=get_language() or "en",
        day=made.start_of(who.day),
        url=url,
        edition=gettext("As of %(day)s") % {"day": day},
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _totals(totals: Iterable[Total]) -> list[tuple[str, Sequence[Inline]]]:
    """How much there is; what is not on record is said in words, never as 0."""
    none = gettext("None on record")
    return [(_capital(one.label), [[Run(str(one.n) if one.n else none)]]) for one in totals]


def _facts(who: ParticipantPage) -> list[tuple[str, Sequence[Inline]]]:
    """What is known of a participant."""
    rows: list[tuple[str, Sequence[Inline]]] = [
        (gettext("Kind"), [[Run(_capital(who.get_kind_display()))]])
    ]
    if who.region:
        rows.append((gettext("Regional group"), [[Run(who.get_region_display())]]))
    if who.last_year:
        years = gettext("%(first)s to %(last)s") % {"first": who.first_year, "last": who.last_year}
        rows.append((gettext("Member State"), [[Run(years)]]))
    links = (
        (gettext("Part of"), [who.part_of] if who.part_of else []),
        (gettext("Succeeded by"), who.successors),
        (gettext("Successor of"), who.predecessors),
        (gettext("Its parts"), who.parts),
    )
    rows += [(term, [[link(one.name, one.url)] for one in some]) for term, some in links if some]
    names = (
        (gettext("Abbreviation"), who.abbreviations),
        (gettext("Other names"), who.other_names),
        (gettext("Former names"), who.former_names),
    )
    return rows + [(term, [[Run(", ".join(some))]]) for term, some in names if some]


def _meetings(who: Any, listed: Any) -> Section:
    """Meetings attended, and those for which it was named and no more."""
    blocks: list[Block] = []
    if who.attended.n:
        blocks += [listed(who.attended.rows), *_rest(who.attended)]
    else:
        words = gettext("No recorded meeting that was held names it among those present.")
        blocks.append(Paragraph([Run(words)], "muted"))
    if who.named_at.n:
        words = gettext("To be named for a meeting is not to have attended it.")
        blocks += [
            Heading(3, [Run(gettext("Named for other meetings"))]),
            Paragraph([Run(words)], "beside"),
            listed(who.named_at.rows),
            *_rest(who.named_at),
        ]
    return Section(gettext("Meetings attended"), "meetings", blocks)


def _rest(rows: Rows) -> list[Block]:
    """How many rows of a section are not here, and where they are."""
    if not rows.more:
        return []
    words = ngettext("%(n)d more is not here.", "%(n)d more are not here.", rows.more)
    line = [Run(words % {"n": rows.more})]
    if rows.url:
        line += [Run(" "), Run(whole(rows.url), whole(rows.url))]
    return [Paragraph(line, "muted")]


def _topics(title: str, who: ParticipantPage | PersonPage) -> list[Section]:
    return [Section(title, "topics", made.topics(who.topics))] if who.topics else []


def _statements(rows: Rows) -> Section:
    blocks: list[Block] = [made.statement(row) for row in rows.rows]
    if not blocks:
        blocks = [Paragraph([Run(gettext("No statement is on record."))], "muted")]
    return Section(gettext("Statements"), "statements", [*blocks, *_rest(rows)])


def _more(title: str, anchor: str, rows: Rows, words: str = "") -> list[Section]:
    """Statements of another kind, where there are any."""
    if not rows.n:
        return []
    said = _statements(rows)
    before: list[Block] = [Paragraph([Run(words)], "beside")] if words else []
    return [Section(title, anchor, [*before, *said.blocks])]


def _pledges(who: ParticipantPage | PersonPage) -> Section:
    if not who.promised.n:
        words = gettext("No pledge is on record.")
        return Section(gettext("Pledges"), "pledges", [Paragraph([Run(words)], "muted")])
    table = pledge_table(who.promised.rows, with_meeting=True)
    blocks = [table, *_rest(who.promised)]
    return Section(gettext("Pledges"), "pledges", blocks, status_day(who.day))


def _documents(who: ParticipantPage) -> list[Section]:
    if not who.issued.n:
        return []
    items: list[list[Inline]] = []
    for row in who.issued.rows:
        more = ", ".join(filter(None, [row.symbol, row.when]))
        items.append([[link(row.title, row.url), *([Run(f", {more}")] if more else [])]])
    blocks = [Bullets(items), *_rest(who.issued)]
    return [Section(gettext("Documents it issued"), "documents", blocks)]


def _titles(who: PersonPage) -> list[Section]:
    """The titles under which a person spoke."""
    if not who.titles:
        return []
    items: list[list[Inline]] = []
    for row in who.titles:
        words = [Run(row.words or gettext("Title not stated"))]
        words += [Run(", "), link(row.body.name, row.body.url)] if row.body else []
        meeting = row.meeting
        where = [link(meeting.shown_title, meeting.url)]
        when = meeting.date_wording
        where += [Run(f", {when}"), *told(meeting.date_reason)] if when else []
        items.append([words, where])
    return [Section(gettext("Titles when speaking"), "titles", [Bullets(items)])]
