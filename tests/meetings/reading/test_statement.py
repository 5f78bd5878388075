"""Statements of lists, and what leads from one to others.

Covers meetings.reading.statement_links as well.
"""

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.reading.statement import statement_rows
from meetings.reading.statement_links import answered_by, beside, numbers_replied_to, replies_to
from tests.meetings import build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_rows_stand_in_the_order_asked_for_with_speakers_and_topics(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    meeting, land, fish = build.meeting(), build.participant("Aland"), build.topic("Fish")
    statements = [
        build.statement(meeting, f"Words {n}.", speakers=(land,), topics=(fish,))
        for n in range(number)
    ]
    keys = [statement.key or 0 for statement in statements][::-1]

    with django_assert_num_queries(4):
        rows = statement_rows([*keys, 5])

    assert [row.key for row in rows] == keys
    assert {row.heading for row in rows} == {"Aland: fish"}
    assert rows[0].get_absolute_url() == statements[-1].get_absolute_url()
    assert (rows[0].session, rows[0].meeting.shown_title) == (None, meeting.shown_title)


def test_statements_beside_one_and_those_that_reply_are_named_by_their_speakers() -> None:
    meeting = build.meeting()
    speakers = (build.participant("Aland"), build.participant("Bland"))
    first, middle, last = (build.statement(meeting, speakers=speakers) for _n in range(3))
    last.in_reply_to.add(first)

    before, after = beside(meeting.pk, middle.key or 0)

    assert [one.label if one else "" for one in (before, after)] == [
        "Aland and Bland, ¶1",
        "Aland and Bland, ¶3",
    ]
    assert [reply.url for reply in replies_to(first.pk)] == [last.get_absolute_url()]
    assert [answered.number for answered in answered_by(last.pk)] == [1]
    assert numbers_replied_to(meeting.pk) == {last.pk: [1]}
    assert beside(meeting.pk, first.key or 0)[0] is None
