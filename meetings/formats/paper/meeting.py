"""The record of a meeting as a document: all that its page shows, whole."""

import hashlib
from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from ...models import Version
from ...reading.meeting_facts import MeetingFact
from ...reading.meeting_page import MeetingPage, meeting_page
from ...reading.search_marks import SearchMarks
from ...reading.session import SessionGroup
from ...reading.speaker import SpeakerText
from ...reading.statement_text import StatementText
from ...reading.version_files import public_files
from ...records.dumper import encoded
from ...source_text import Segment
from .blocks import (
    Block,
    Heading,
    Inline,
    Paper,
    Paragraph,
    Part,
    Run,
    Section,
    Speech,
    joined,
    link,
    marked,
    muted,
    whole,
)
from .meeting_parts import after_statements, before_statements, this_record

#: statements from which a record has a table of contents
_MANY = 12


def meeting_paper(slug: str) -> Paper | None:
    """The published record of that slug; None without one.

    The queries of its page, and six more for the digest of its version.
    """
    page = meeting_page(slug, SearchMarks(), None)
    if page is None:
        return None
    number = page.version_number
    digest = version_digest(page.pk, number) if number else ""
    sections = [
        *before_statements(page),
        _statements(page),
        *after_statements(page),
        this_record(page, digest),
    ]
    paper = Paper(
        title=page.shown_title,
        kicker=_kicker(page),
        language=get_language() or "en",
        day=page.version_when or page.updated_at,
        url=whole(page.url),
        lead=[Run(page.theme), *marked(page.theme_reason)] if page.theme else (),
        notes=_notes(page),
        facts=[(fact.term, _fact(fact)) for fact in page.facts],
        sections=sections,
        contents=page.statement_count > _MANY or page.in_groups,
        elsewhere=[
            whole(reverse(route, args=[slug])) for route in ("meeting_docx", "meeting_print")
        ],
    )
    if number:
        when = date_format(localtime(page.version_when), "j F Y")
        words = gettext("Version %(number)d, %(day)s")
        paper.edition = words % {"number": number, "day": when}
        paper.digest = digest
    return paper


def version_digest(meeting: int, number: int) -> str:
    """SHA-256 of the record file of a published version, as ``/versions/N.json`` has it."""
    revision = Version.objects.published().get(meeting=meeting, number=number).revision_id
    file = public_files(meeting, [revision]).get(revision)
    digest = hashlib.sha256()
    for piece in encoded(file) if file else ():
        digest.update(piece)
    return digest.hexdigest() if file else ""


def _kicker(page: MeetingPage) -> str:
    """What it is: the record of a meeting, of which series."""
    words = [gettext("Record of a meeting")]
    if page.series:
        words.append(page.series.name)
    return " · ".join(words)


def _notes(page: MeetingPage) -> list[Inline]:
    """What is to be known of the title, and whether the record was corrected."""
    lines: list[Inline] = []
    if page.standing:
        lines.append([Run(page.standing, kind="strong")])
    if page.title_is_composed:
        lines.append([muted(gettext("No source gives a title; the register composed this one."))])
    elif page.title_printed and page.title_printed != page.title:
        lines.append([muted(gettext("Printed “%(printed)s”") % {"printed": page.title_printed})])
    if page.title_reason:
        lines.append([muted(gettext("Title")), *marked(page.title_reason)])
    if page.changed_wording:
        lines.append([muted(page.changed_wording)])
    return lines


def _fact(fact: MeetingFact) -> list[Inline]:
    """A fact of the head, a line for each item, and what is said of all of them."""
    lines: list[Inline] = [[link(item.text, item.url), *marked(item.reason)] for item in fact.items]
    if not lines:
        lines = [[muted(fact.silence or gettext("Not recorded"))]]
    lines[-1] = [*lines[-1], *marked(fact.reason)]
    if fact.note:
        lines.append([muted(fact.note), *marked(fact.note_reason)])
    return lines


def _statements(page: MeetingPage) -> Section:
    """The running record."""
    blocks: list[Block] = []
    if page.statement_count:
        blocks.append(
            Paragraph(
                [
                    Run(
                        gettext(
                            "Paragraph numbers (¶) are the register’s own and never change. Words"
                            " are those of the source: reported speech, unless a note says that"
                            " they are verbatim or a quotation."
                        )
                    )
                ],
                "muted",
            )
        )
    else:
        blocks.append(Paragraph([Run(gettext("No statement is recorded."))], "muted"))
    for group in page.sessions:
        blocks += _group(page, group)
    return Section(gettext("Statements"), "statements", blocks)


def _group(page: MeetingPage, group: SessionGroup) -> list[Block]:
    """A session with its statements; statements of none, where there are several groups."""
    blocks: list[Block] = []
    language = page.source_language
    headed = bool(group.session or group.heading or page.in_groups)
    title = group.title or gettext("Session not stated")
    if headed:
        words = Run(title, language=language if group.title else "")
        more = [Run(gettext(" (continued)"))] if group.session and not group.is_first else []
        blocks.append(Heading(3, [words, *more], group.anchor, listed=True))
    if group.session and group.is_first and (facts := _session_facts(group)):
        blocks.append(Paragraph(facts, "beside"))
    elif group.heading:
        blocks.append(Paragraph([Run(gettext("Session not stated"))], "beside"))
    if group.session and not group.statements:
        words = Run(gettext("No statement is recorded of this session."))
        blocks.append(Paragraph([words], "muted"))
    level = 4 if headed else 3
    return [*blocks, *(_speech(statement, level) for statement in group.statements)]


def _session_facts(group: SessionGroup) -> list[Run]:
    """Kind, whole, date, place and agenda of a session."""
    session = group.session
    if session is None:
        return []
    lines: list[Inline] = []
    if group.kind:
        lines.append([Run(group.kind[:1].upper() + group.kind[1:])])
    if session.part_of:
        part = gettext("Part of %(title)s") % {"title": session.part_of}
        lines.append([Run(part), *marked(session.part_reason)])
    if group.when:
        lines.append([Run(group.when), *marked(session.date_reason)])
    if session.place:
        lines.append([Run(session.place), *marked(session.place_reason)])
    lines += [[Run(gettext("Agenda: %(title)s") % {"title": item})] for item in session.agenda]
    lines.append(marked(session.reason)[1:])
    return joined(lines)


def _speech(statement: StatementText, level: int) -> Speech:
    """A statement with its speakers, words and notes."""
    number = statement.number
    capacities: list[Inline] = [
        [Run(line.text[:1].upper() + line.text[1:]), *marked(line.reason)]
        for line in statement.capacities
    ]
    if statement.session_reason:
        capacities.append([Run(gettext("Session")), *marked(statement.session_reason)])
    if statement.unattributed:
        capacities.append([Run(statement.unattributed)])
    notes = [
        [link(note.text, note.url), *marked(note.reason)]
        for note in (*statement.topics, *statement.notes)
    ]
    parts = [
        Part("" if line.part == 1 else f"{number}.{line.part}", _words(line.segments, line.text))
        for line in statement.paragraphs
    ]
    speakers = [*_speakers(statement.speakers), *_collective(statement)]
    url = whole(statement.url)
    said = speakers, capacities, parts, joined(notes)
    return Speech(number, url, level, *said, statement.language, f"p{number}")


def _words(segments: Iterable[Segment[str]], text: str) -> list[Run]:
    """A paragraph, its quoted words marked."""
    runs = [Run(run.text, kind="quoted" if "quoted" in run.owners else "") for run in segments]
    return runs or [Run(text)]


def _speakers(speakers: Iterable[SpeakerText]) -> Iterable[Run]:
    for speaker in speakers:
        if speaker.before:
            yield Run(speaker.before)
        yield link(speaker.name, speaker.url)
        yield from marked(speaker.reason)
        if speaker.body:
            yield Run(", ")
            yield link(speaker.body, speaker.body_url)
        yield from marked(speaker.body_reason)


def _collective(statement: StatementText) -> Iterable[Run]:
    if statement.collective:
        if statement.speakers:
            yield Run(f" {gettext('with')} ")
        yield Run(statement.collective[:1].upper() + statement.collective[1:])
        yield from marked(statement.collective_reason)
    elif not statement.speakers:
        yield Run(gettext("Speaker not stated"))
