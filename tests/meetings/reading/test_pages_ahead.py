"""What page one says of later statements fits, and has an anchor for each of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.reading.pages_ahead import MOST, TOGETHER, plan_ahead


@given(st.lists(st.integers(1, 400), max_size=9_999))
def test_plan_takes_no_more_than_there_is_room_for(paragraphs: list[int]) -> None:
    plan = plan_ahead(paragraphs)

    assert plan.size <= MOST
    assert plan.paragraphs >= 1


@pytest.mark.parametrize(
    ("count", "each", "named", "together", "whole"),
    [
        (200, 22, True, 1, True),
        (600, 22, False, 1, True),
        (4_000, 1, False, TOGETHER, True),
        (9_999, 1, False, TOGETHER, True),
        (1_500, 22, False, 1, False),
    ],
)
def test_plan_names_speakers_then_links_then_leaves_last_paragraphs_out(
    count: int, each: int, named: bool, together: int, whole: bool
) -> None:
    plan = plan_ahead([each] * count)

    assert (plan.named, plan.together, plan.paragraphs == each) == (named, together, whole)
