"""``RunningRecord``: the statements of a meeting by sessions, on the pages where they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator

from .inferred import Reasons
from .links import Link, MeetingLink, PledgeLink
from .pages_ahead import AheadPlan, PageAhead, pages_ahead, plan_ahead
from .paragraphs import opening_end, paragraph_count
from .search_marks import SearchMarks
from .session import SessionGroup, session_groups, sessions_of
from .source.headings import headings_above
from .speaker import speakers_of_meeting
from .statement_links import numbers_replied_to, topics_of_meeting
from .statement_pages import Size, divided, is_long
from .statement_text import StatementFiller, StatementText, statements_of_meeting


class Has(NamedTuple):
    """What a record has any of: nothing else is asked for."""

    sessions: bool
    headings: bool
    replies: bool


class Places:
    """Which page each statement of a record stands on."""

    def __init__(self, url: str, pages: Iterable[Sequence[SessionGroup]], current: int) -> None:
        self._url, self._current = url, current
        #: the page of each statement, by its number
        self.pages = {
            statement.number: page
            for page, groups in enumerate(pages, start=1)
            for group in groups
            for statement in group.statements
        }

    def page(self, number: int) -> str:
        """The address of a page; nothing for the one that is shown."""
        if number == self._current:
            return ""
        return self._url if number == 1 else f"?page={number}"

    def statement(self, number: int) -> str:
        """The address at which the statement of a number stands."""
        return f"{self.page(self.pages.get(number, self._current))}#p{number}"


@dataclass(slots=True)
class RunningRecord:
    """The statements on one page of a record; a short record has one page.

    ``count``, ``group_count`` and ``characters`` are of the whole, ``contents`` its sessions,
    ``places`` where each statement stands; ``ahead`` is what page one says of the pages after it.
    ``is_long`` says that long statements are shown by their opening.
    """

    page: Page[Any]
    groups: Sequence[SessionGroup]
    count: int
    group_count: int
    is_long: bool
    places: Places
    contents: Sequence[Link] = ()
    ahead: Sequence[PageAhead] = ()
    characters: int = 0

    @property
    def span(self) -> tuple[int, int]:
        """Which statements the page shows, the first and the last, counted from 1."""
        before = sum(_count(groups) for groups in self.page.paginator.object_list[: self._place])
        return before + 1, before + _count(self.groups)

    @property
    def _place(self) -> int:
        return self.page.number - 1


def running_record(
    meeting: MeetingLink,
    has: Has,
    pledges: Mapping[int, Sequence[PledgeLink]],
    reasons: Reasons,
    searched: SearchMarks,
    number: str | None,
) -> RunningRecord:
    """The page of that number; None is for the whole record. Raises ``InvalidPage``.

    One query for the statements; where there are some two more, and one for what they reply to;
    one for sessions, and two for headings.
    """
    pk = meeting.pk
    statements = statements_of_meeting(pk, meeting.slug)
    groups = _groups(pk, has, statements, reasons)
    parted = number is not None and is_long([statement.text for statement in statements])
    pages, plan = _pages(groups) if parted else ([groups], plan_ahead(()))
    page = Paginator(pages, 1).page(number or 1)
    shown = pages[page.number - 1]
    places = Places(meeting.url, pages, page.number)
    record = RunningRecord(page, shown, len(statements), len(groups), parted, places)
    record.characters = sum(
        len(statement.text) - statement.text.count("\n") for statement in statements
    )
    record.contents = [
        Link(group.title, f"{places.page(n)}#{group.anchor}")
        for n, groups_of_page in enumerate(pages, start=1)
        for group in groups_of_page
        if group.title and not group.continued
    ]
    if statements:
        speakers, topics = speakers_of_meeting(pk), topics_of_meeting(pk)
        replied = numbers_replied_to(pk) if has.replies else {}
        filler = StatementFiller(
            reasons, searched, places.statement, shown_to=opening_end if parted else len
        )
        on_page = {statement.pk for group in shown for statement in group.statements}
        # In the order in which it was said: the first word searched has the anchor.
        for statement in statements:
            key = statement.pk
            if key in on_page:
                beside = speakers.get(key, ()), topics.get(key, ())
                filler.fill(statement, *beside, replied.get(key, ()), pledges.get(key, ()))
        if page.number == 1:
            record.ahead = pages_ahead(pages, places.page, speakers, plan)
    return record


def _groups(
    meeting: int, has: Has, statements: Sequence[StatementText], reasons: Reasons
) -> list[SessionGroup]:
    sessions = sessions_of(meeting, reasons) if has.sessions else []
    is_loose = sessions and any(statement.session_id is None for statement in statements)
    headings = headings_above(meeting) if is_loose and has.headings else {}
    return session_groups(sessions, statements, headings)


def _pages(groups: Sequence[SessionGroup]) -> tuple[list[list[SessionGroup]], AheadPlan]:
    """The groups on each page of a long record, and what page one says of those after it."""
    texts = [statement.text for group in groups for statement in group.statements]
    sizes = [_size(text) for text in texts]
    plan = plan_ahead([size.paragraphs for size in sizes])
    return [groups_within(groups, places) for places in divided(sizes, plan.size)], plan


def _size(text: str) -> Size:
    opening = text[: opening_end(text)]
    return Size(len(opening.encode()), paragraph_count(opening), paragraph_count(text))


def groups_within(groups: Iterable[SessionGroup], places: range) -> list[SessionGroup]:
    """Groups with their statements at these places of the record, counted from 0.

    A group without any stands on the page of the statement before it.
    """
    within, start = [], 0
    for group in groups:
        stop = start + len(group.statements)
        first, last = max(start, places.start), min(stop, places.stop)
        if start == stop and max(start - 1, 0) in places:
            within.append(group)
        elif first < last:
            statements = group.statements[first - start : last - start]
            within.append(replace(group, statements=statements, continued=first > start))
        start = stop
    return within


def _count(groups: Iterable[SessionGroup]) -> int:
    return sum(len(group.statements) for group in groups)
