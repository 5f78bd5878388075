"""``PageAhead``: how page one of a long record leads to every statement of the pages after it.

Each address of a statement or paragraph that was given out leads to page one, so page one has the
anchor of each, beside a link to where its words are. Where there are so many that even these take
too much, one link stands for several statements. No page under the limit holds the anchors of more
than about 15,000 paragraphs: of longer records those of the last paragraphs of statements are left
out, and only the statement is found.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext

from ..models.wording import speakers_wording
from .paragraphs import paragraph_count
from .session import SessionGroup
from .speaker import SpokenRow
from .statement_text import StatementText

#: bytes of page one for a statement of a later page that is named with who said it, for one that is
#: not, for a link, and for the anchor of a paragraph
ENTRY, SHORT, LINK, ANCHOR = 120, 22, 55, 22
#: bytes that naming who spoke, and a link for each statement, may take; and anchors in all
NAMED, LINKED, MOST = 150_000, 150_000, 360_000
#: statements that one link stands for, where there are more
TOGETHER = 10


class FurtherStatements(NamedTuple):
    """Statements of a later page behind one link: which, who said it, and all their anchors."""

    first: int
    last: int
    who: str
    url: str
    anchors: Sequence[str]


class GroupAhead(NamedTuple):
    """Statements of a later page; ``anchor`` is empty where the group began before."""

    title: str
    anchor: str
    entries: Sequence[FurtherStatements]


class PageAhead(NamedTuple):
    """A later page of a record, as its first page leads there."""

    number: int
    url: str
    groups: Sequence[GroupAhead]


class AheadPlan(NamedTuple):
    """How much page one says of later statements, and how many bytes that takes.

    ``together`` statements are behind one link, ``named`` with who spoke; a statement has anchors
    for ``paragraphs`` of its own.
    """

    named: bool
    together: int
    paragraphs: int
    size: int


def plan_ahead(paragraphs: Sequence[int]) -> AheadPlan:
    """What there is room for, where statements have so many paragraphs each."""
    count, further = len(paragraphs), sum(paragraphs) - len(paragraphs)
    if ENTRY * count + ANCHOR * further <= NAMED:
        return AheadPlan(True, 1, max(paragraphs, default=1), ENTRY * count + ANCHOR * further)
    together = 1 if (SHORT + LINK) * count <= LINKED else TOGETHER
    links = SHORT * count + LINK * count // together
    room = (MOST - links) // ANCHOR
    most = _share(paragraphs, room)
    return AheadPlan(
        False, together, most, links + ANCHOR * sum(min(n, most) - 1 for n in paragraphs)
    )


def _share(paragraphs: Sequence[int], room: int) -> int:
    """The most paragraphs of each statement for which there is room after the first of each."""
    least, most = 1, max(paragraphs, default=1)
    while least < most:
        middle = (least + most + 1) // 2
        if sum(min(n, middle) - 1 for n in paragraphs) <= room:
            least = middle
        else:
            most = middle - 1
    return least


def pages_ahead(
    pages: Sequence[Sequence[SessionGroup]],
    page_address: Callable[[int], str],
    speakers: Mapping[int, Sequence[SpokenRow]],
    plan: AheadPlan,
) -> list[PageAhead]:
    """What page one says of the pages after it."""
    return [
        PageAhead(
            number,
            page_address(number),
            [
                GroupAhead(
                    group.title,
                    "" if group.continued else group.anchor,
                    list(_entries(group.statements, page_address(number), speakers, plan)),
                )
                for group in pages[number - 1]
            ],
        )
        for number in range(2, len(pages) + 1)
    ]


def _entries(
    statements: Sequence[StatementText],
    page: str,
    speakers: Mapping[int, Sequence[SpokenRow]],
    plan: AheadPlan,
) -> Iterator[FurtherStatements]:
    for _place, listed in groupby(enumerate(statements), lambda pair: pair[0] // plan.together):
        run = [statement for _n, statement in listed]
        first, last = run[0], run[-1]
        who = ""
        if plan.named:
            who = speakers_wording(speakers.get(first.pk, ()), first.collective)
            who = who or gettext("Speaker not stated")
        anchors = [anchor for statement in run for anchor in _anchors(statement, plan.paragraphs)]
        yield FurtherStatements(first.number, last.number, who, f"{page}#p{first.number}", anchors)


def _anchors(statement: StatementText, most: int) -> Iterator[str]:
    yield f"p{statement.number}"
    for part in range(2, min(paragraph_count(statement.text), most) + 1):
        yield f"p{statement.number}-{part}"
