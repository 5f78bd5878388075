"""Who took part in a meeting, by role and level, in its document."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from ...models.choices import Attendance
from ...reading.delegation import DelegateRow, DelegationRow, LevelGroup
from ...reading.meeting_page import MeetingPage
from .blocks import Block, Bullets, Heading, Inline, Paragraph, Run, Section, link, marked, muted

#: delegations of which the name alone is known stand side by side
_COLUMNS = 3


def attendance(page: MeetingPage) -> Section:
    """Whether the list is complete, and the delegations of each role."""
    n = page.delegation_count
    words = ngettext("%(n)d named delegation", "%(n)d named delegations", n) % {"n": n}
    blocks: list[Block] = [Paragraph([Run(_completeness(page))])]
    for group in page.role_groups:
        if group.label:
            number = muted(f" {group.number}")
            blocks.append(Heading(3, [Run(group.label), number]))
        for level in group.levels:
            blocks += _level(level, 4 if group.label else 3)
    return Section(gettext("Delegations"), "delegations", blocks, words if n else "")


def _completeness(page: MeetingPage) -> str:
    """What is known of the list, as the page says it."""
    n, sentences = page.delegation_count, []
    if not page.is_held:
        sentences = [f"{page.standing}.", gettext("Nobody is known to have taken part.")]
        if n:
            sentences.append(gettext("The source names these in connection with the meeting."))
    elif page.attendance == Attendance.COMPLETE:
        sentences = [gettext("The list of those present is complete.")]
    elif page.attendance == Attendance.PARTIAL:
        named = ngettext("%(n)d delegation is named.", "%(n)d delegations are named.", n) % {"n": n}
        others = gettext(
            "Others may have taken part: that a state is not listed does not mean that it stayed"
            " away."
        )
        sentences = [gettext("The list is not complete."), named, others]
    else:
        sentences = [gettext("Who attended is not recorded.")]
        if n:
            sentences.append(
                gettext(
                    "The source names these and says what some of them did; that alone does not say"
                    " that they were present."
                )
            )
    sentences += [
        gettext("The source speaks of “%(text)s”.") % {"text": figure.text}
        for figure in page.attending
    ]
    return " ".join(sentences)


def _level(level: LevelGroup, depth: int) -> list[Block]:
    blocks: list[Block] = []
    if level.label:
        blocks.append(Heading(depth, [Run(level.label), muted(f" {len(level.rows)}")]))
    for bare, rows in level.runs:
        if bare:
            blocks.append(Bullets([[_name(row)] for row in rows], columns=_COLUMNS))
        else:
            blocks.append(Bullets([_full(row, level.label) for row in rows]))
    return blocks


def _name(row: DelegationRow) -> list[Run]:
    words = [link(row.participant.name, row.participant.url), *marked(row.reason)]
    if row.printed_name:
        printed = gettext("printed “%(name)s”") % {"name": row.printed_name}
        words.append(muted(f" {printed}"))
    return words


def _full(row: DelegationRow, level: str) -> list[Inline]:
    lines: list[Inline] = [_name(row)]
    if row.meta or row.meta_reason:
        meta = row.meta or level or gettext("Role")
        lines.append([muted(meta[:1].upper() + meta[1:]), *marked(row.meta_reason)])
    return [*lines, *_people(row.people)]


def _people(people: Sequence[DelegateRow]) -> list[Inline]:
    lines: list[Inline] = []
    for one in people:
        line = [link(one.name, one.url) if one.name else muted(gettext("Not named"))]
        line += marked(one.reason)
        if one.title:
            line += [Run(", "), Run(one.title)]
        line += marked(one.title_reason)
        if one.meta:
            line.append(muted(f"; {one.meta}"))
        lines.append([*line, *marked(one.meta_reason)])
    return lines
