"""What stands round the statements of a record in its document."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext, ngettext

from ...addresses import numbered_address
from ...models.pledge_status import PledgeStatus
from ...reading.labels import labels
from ...reading.links import MeetingLink
from ...reading.meeting_page import MeetingPage
from ...reading.meeting_parts import PledgeOfMeeting
from ...reading.pledge import PledgeRow
from ...reading.related import NamingRelation, RelatedRow
from ...reading.source.document import Corrected, Source
from .attendance import attendance
from .blocks import (
    INFERRED,
    Block,
    Bullets,
    Heading,
    Inline,
    Paragraph,
    Run,
    Section,
    Table,
    Terms,
    joined,
    link,
    marked,
    muted,
    stacked,
    told,
    whole,
)

_Maker = Callable[[MeetingPage], Section | None]


def before_statements(page: MeetingPage) -> list[Section]:
    """Summary, who took part, agenda: each where the record has it."""
    return _made(page, _summary, attendance, _agenda)


def after_statements(page: MeetingPage) -> list[Section]:
    """Pledges, figures, other meetings, documents, sources, and what is inferred."""
    return _made(page, _pledges, _figures, _related, _references, _sources, _inferred)


def _made(page: MeetingPage, *makers: _Maker) -> list[Section]:
    return [section for make in makers if (section := make(page))]


def _summary(page: MeetingPage) -> Section | None:
    if not page.summary:
        return None
    lines = [line for line in page.summary.splitlines() if line.strip()]
    words = gettext("In the words of the register’s editors.")
    blocks = [*(Paragraph([Run(line)]) for line in lines), Paragraph([Run(words)], "muted")]
    return Section(gettext("Summary"), "summary", blocks)


def _agenda(page: MeetingPage) -> Section | None:
    if not page.agenda:
        return None
    items: list[list[Inline]] = [
        [[Run(item.title), *marked(item.reason)], *([Run(part)] for part in item.items)]
        for item in page.agenda
    ]
    blocks = [Bullets(items, numbered=True, language=page.source_language)]
    return Section(gettext("Agenda"), "agenda", blocks)


def _figures(page: MeetingPage) -> Section | None:
    if not page.figures:
        return None
    rows: list[list[Inline]] = []
    for figure in page.figures:
        number = figure.statement_number
        said: Inline = [link(f"¶{number}", f"#p{number}")] if number else [muted("–")]
        quoted = [Run(f"“{figure.text}”", language=page.source_language)]
        rows.append([quoted, [Run(figure.subject), *marked(figure.reason)], said])
    head = [gettext("In the source’s words"), gettext("Of what"), gettext("Said in")]
    words = gettext("Never replaced by a count of the register, never added up.")
    blocks: list[Block] = [Table(head, [4, 8, 2], rows), Paragraph([Run(words)], "muted")]
    return Section(gettext("Figures reported"), "figures", blocks)


def _pledges(page: MeetingPage) -> Section | None:
    if not page.pledges:
        return None
    return Section(
        gettext("Pledges"), "pledges", [pledge_table(page.pledges)], status_day(localdate())
    )


def status_day(day: date) -> str:
    """Of which day the status of pledges is."""
    return gettext("Status as of %(day)s") % {"day": date_format(day, "j F Y")}


def pledge_table(
    pledges: Iterable[PledgeOfMeeting | PledgeRow], *, with_meeting: bool = False
) -> Table:
    """Pledges with who made them, when made and due, and the status; ``with_meeting``, of which."""
    head = [gettext("No."), gettext("Pledge"), gettext("Made and due"), gettext("Status")]
    widths, rows = [3, 20, 9, 7], [_pledge(pledge, with_meeting) for pledge in pledges]
    if with_meeting:
        # Numbers are those of a record, and stand beside it.
        return Table(head[1:], widths[1:], [row[1:] for row in rows])
    return Table(head, widths, rows)


def _pledge(pledge: PledgeOfMeeting | PledgeRow, with_meeting: bool) -> list[Inline]:
    reasons, mark = pledge.reasons, told if with_meeting else marked
    url = whole(pledge.get_absolute_url())
    title = [Run(pledge.title, url, kind="strong"), *mark(reasons.get("title", ""))]
    makers = pledge.makers or gettext("Maker not stated")
    lines: list[Inline] = [title, [Run(makers), *mark(reasons.get("makers", ""))]]
    said = pledge.statement.number if pledge.statement else 0
    if with_meeting and pledge.meeting:
        lines += _where(pledge.number, pledge.meeting, said)
    elif said:
        lines.append([link(f"¶{said}", f"#p{said}")])
    made, due = pledge.made_wording, pledge.due_wording
    made_words = gettext("Made %(made)s") % {"made": made} if made else gettext("Date not stated")
    due_words = gettext("Due %(due)s") % {"due": due} if due else gettext("No due date stated")
    dates = [
        [Run(made_words), *mark(reasons.get("made", "") if made else "")],
        [Run(due_words), *mark(reasons.get("due", "") if due else "")],
    ]
    status = labels(PledgeStatus)[pledge.status]
    return [[Run(str(pledge.number))], stacked(lines), stacked(dates), [Run(status)]]


def _where(number: int, meeting: MeetingLink, said: int) -> list[Inline]:
    """The meeting of a pledge, its number there, and the statement that it stems from."""
    facts: list[Inline] = [[muted(gettext("Pledge %(n)d") % {"n": number})]]
    if said:
        facts.append([link(f"¶{said}", numbered_address("statement", meeting.slug, said))])
    if meeting.standing:
        facts.append([muted(meeting.standing)])
    return [[link(meeting.shown_title, meeting.url)], joined(facts)]


def _related(page: MeetingPage) -> Section | None:
    if not (page.related or page.naming):
        return None
    blocks: list[Block] = []
    if page.related:
        items = [_related_row(row, page.source_language) for row in page.related]
        blocks.append(Bullets(items))
    if page.naming:
        blocks.append(Heading(3, [Run(gettext("Named by"))]))
        blocks.append(Bullets([_naming(row) for row in page.naming]))
    return Section(gettext("Related meetings"), "related", blocks)


def _related_row(row: RelatedRow, language: str) -> list[Inline]:
    other = row.other
    if other is None:
        title = [Run(row.printed or gettext("A meeting without a public record"))]
        return [title, [muted(row.kind), *marked(row.reason)]]
    facts: list[Inline] = [[muted(row.kind), *marked(row.reason)]]
    if row.when:
        facts.append([muted(row.when), *marked(other.date_reason)])
    if other.place:
        facts.append([muted(other.place), *marked(other.place_reason)])
    facts.append([muted(other.standing or gettext("On record")), *marked(row.stage_reason)])
    lines: list[Inline] = [
        [link(other.shown_title, other.url), *marked(other.title_reason)],
        joined(facts),
    ]
    if row.printed:
        lines.append([Run(f"“{row.printed}”", language=language)])
    return lines


def _naming(row: NamingRelation) -> list[Inline]:
    words = row.words[:1].upper() + row.words[1:]
    if row.printed:
        words = f"{words}: “{row.printed}”"
    facts = [[muted(words)], [muted(row.meeting.date_wording), *marked(row.meeting.date_reason)]]
    if row.meeting.standing:
        facts.append([muted(row.meeting.standing)])
    return [[link(row.meeting.shown_title, row.meeting.url)], joined(facts)]


def _references(page: MeetingPage) -> Section | None:
    if not page.references:
        return None
    items: list[list[Inline]] = []
    for row in page.references:
        document = row.document
        line = [link(document.title, document.url), *marked(row.reason)]
        more = [document.symbol, row.date_wording]
        line += [muted(f" · {words}") for words in more if words]
        items.append([[*line, *marked(row.symbol_reason)]])
    return Section(gettext("Documents referred to"), "references", [Bullets(items)])


def _sources(page: MeetingPage) -> Section:
    blocks: list[Block] = []
    for source in page.sources:
        blocks.append(Terms(_source(source)))
        if source.corrections:
            blocks.append(Heading(3, [Run(gettext("Read with care"))]))
            blocks.append(Bullets([[_correction(row)] for row in source.corrections]))
    if not blocks:
        blocks.append(Paragraph([Run(gettext("No source text is recorded."))], "muted"))
    title = ngettext("Source", "Sources", len(page.sources))
    return Section(title, "sources", blocks)


def _source(source: Source) -> list[tuple[str, list[Inline]]]:
    document = source.document
    covered = ngettext(
        "%(percent)s %% of its characters are accounted for, in %(n)d line",
        "%(percent)s %% of its characters are accounted for, in %(n)d lines",
        source.lines,
    ) % {"percent": source.percent, "n": source.lines}
    rows: list[tuple[str, list[Inline]]] = [
        (gettext("Document"), [[link(document.title, document.url)]]),
        (gettext("Kind"), [[Run(document.kind[:1].upper() + document.kind[1:])]]),
        (gettext("Rights"), [[Run(document.get_rights_display())]]),
        (gettext("Coverage"), [[Run(covered)]]),
        (gettext("Received as"), [[Run(document.origin)]]),
        (gettext("SHA-256"), [[Run(document.sha256)]]),
    ]
    return [row for row in rows if row[1][0][0].text]


def _correction(row: Corrected) -> list[Run]:
    correction = row.correction
    printed = gettext("printed “%(printed)s”") % {"printed": correction.printed}
    read = gettext("read “%(read)s”") % {"read": correction.read}
    words = f"{printed}, {read if correction.read else gettext('left out')}."
    place = link(gettext("Line %(line)d") % {"line": row.line}, row.url)
    return [place, Run(f": {words} "), muted(correction.reason)]


def _inferred(page: MeetingPage) -> Section | None:
    if not page.inferred:
        return None
    words = gettext(
        "These values are not in the source; the editors of the register inferred them."
    )
    rows: list[list[Inline]] = [
        [[link(row.owner, row.url)], [Run(row.value)], [Run(row.reason)]] for row in page.inferred
    ]
    head = [gettext("Where"), gettext("Value"), gettext("Reason")]
    blocks: list[Block] = [Paragraph([Run(words)], "muted"), Table(head, [4, 3, 7], rows)]
    return Section(gettext("What is inferred"), INFERRED, blocks)


def this_record(page: MeetingPage, digest: str) -> Section:
    """How far the record is, which version this is, with its digest, and how to cite it."""
    rows = [(gettext("Status"), [[Run(page.get_status_display())]])]
    if page.version_number:
        words = gettext("%(number)d, %(day)s")
        day = date_format(localtime(page.version_when), "j F Y")
        version = Run(words % {"number": page.version_number, "day": day})
        rows.append((gettext("Version"), [[version]]))
    if digest:
        rows.append((gettext("SHA-256 of its record file"), [[Run(digest)]]))
    address = whole(page.url)
    rows += [
        (gettext("Last change"), [[Run(date_format(localtime(page.updated_at), "j F Y"))]]),
        (gettext("Address"), [[Run(address, address)]]),
        (gettext("Cite as"), [[Run(strip_tags(page.citation))]]),
    ]
    return Section(gettext("This record"), "cite", [Terms(rows)])
