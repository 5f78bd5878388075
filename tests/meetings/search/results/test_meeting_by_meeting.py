"""Statements page by page, oldest and newest first: ¶ runs upward within each meeting."""

import pytest

from meetings.models import Statement
from meetings.search.query.conditions import Filters
from meetings.search.query.resolution import resolve_query
from meetings.search.results.key_page import key_page
from tests.meetings import build

pytestmark = pytest.mark.django_db

#: day and number of statements of each meeting
MEETINGS = {"b": ("2007-05-01", 3), "a": ("2006", 1), "none": ("", 2), "c": ("2007-05-01", 5)}
OLDEST = ["none1", "none2", "a1", "b1", "b2", "b3", "c1", "c2", "c3", "c4", "c5"]
NEWEST = ["c1", "c2", "c3", "c4", "c5", "b1", "b2", "b3", "a1", "none1", "none2"]


@pytest.fixture(autouse=True)
def register() -> None:
    """Meetings of several statements; each is named by its meeting and ¶."""
    for slug, (day, n) in MEETINGS.items():
        meeting = build.meeting(slug, date=day)
        for number in range(1, n + 1):
            build.statement(meeting, f"{slug}{number} cod")


def pages(limit: int, *, oldest_first: bool, words: str = "", back: bool = False) -> list[str]:
    """The statements of all pages, one after another; backward, each before those read."""
    query = resolve_query(words)
    names = {
        key: text.partition(" ")[0] for key, text in Statement.objects.values_list("key", "text")
    }
    read: list[str] = []
    after, before = None, None
    if back:
        every = key_page(query.branches, query.conditions, oldest_first=oldest_first, limit=50)
        before = every.keys[-1]
        read = [names[before]]
    for _page in range(20):
        page = key_page(
            query.branches,
            [*query.conditions, *Filters(year_to=None).conditions()],
            oldest_first=oldest_first,
            after=after,
            before=before,
            limit=limit,
        )
        found = [names[key] for key in page.keys]
        if back and page.before is None:
            # The beginning is a whole page, of which some was read already.
            return [name for name in found if name not in read] + read
        read = found + read if back else read + found
        after, before = (None, page.before) if back else (page.after, None)
        if not back and after is None:
            return read
    raise AssertionError("These pages never end.")


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 20])
@pytest.mark.parametrize("words", ["", "cod"])
@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize(("oldest_first", "expected"), [(True, OLDEST), (False, NEWEST)])
def test_paragraphs_run_upward_over_all_borders_of_pages(
    limit: int, words: str, back: bool, oldest_first: bool, expected: list[str]
) -> None:
    assert pages(limit, oldest_first=oldest_first, words=words, back=back) == expected
