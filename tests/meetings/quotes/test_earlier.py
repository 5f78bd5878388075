"""Words of an earlier version of a record: told with the version, unless that may not be read."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from meetings import publication
from meetings.history.versions import give_version_back, withdraw_version
from meetings.models import Meeting, Statement, Version
from meetings.quotes.check import Verdict, check_quote
from meetings.quotes.wording import headline
from tests.meetings.admin import rich

pytestmark = [pytest.mark.django_db, rich.in_state("published")]

FIRST = "Peace is a habit of every day, and no State could buy it at any price."
SECOND = "Peace is a habit of every day, and no Power could sell it at any price."
THIRD = "Peace is a custom of every week, and no Power could sell it at any price."


@pytest.fixture
def user(db: None) -> Any:
    return rich.publisher()


@pytest.fixture
def corrected(meeting: Meeting, user: Any) -> Statement:
    """A statement of versions 2 to 4, each with other words; version 5 has those of 4."""
    statement = meeting.statements.order_by("number")[0]
    for text in (FIRST, SECOND, THIRD):
        _correct(statement, text, user)
    publication.correct_record(meeting, user, "Another reason")
    return statement


def _correct(statement: Statement, text: str, user: Any) -> None:
    statement.text = text
    statement.quotations = []
    statement.save()
    publication.correct_record(Meeting.objects.get(pk=statement.meeting_id), user, "A reason")


@pytest.mark.parametrize(("asked", "number"), [(FIRST, 2), (SECOND, 3)])
def test_words_of_an_earlier_version_are_told(
    corrected: Statement, asked: str, number: int
) -> None:
    check = check_quote(asked)

    earlier = check.matches[0].earlier
    assert earlier is not None
    assert (earlier.number, earlier.is_exact) == (number, True)
    version = f"/meetings/{corrected.meeting.slug}/versions/{number}/"
    assert earlier.url == f"{version}#p{corrected.number}"
    assert check.verdict is Verdict.NEAR
    assert headline(check) == (
        "These words stood in an earlier version of a record, which has others now."
    )


def test_page_tells_the_version_with_its_day(client: Client, corrected: Statement) -> None:
    html = " ".join(client.get("/quote/", {"q": FIRST}).content.decode().split())
    version = f"/meetings/{corrected.meeting.slug}/versions/2/#p{corrected.number}"
    when = localtime(Version.objects.get(meeting=corrected.meeting, number=2).revision.when)

    assert f'These words stood in <a rel="nofollow" href="{version}">version 2</a>' in html
    assert f"(published {when.day} {when:%B %Y})" in html


def test_current_words_are_exact_whatever_stood_there(corrected: Statement) -> None:
    check = check_quote(THIRD)

    assert check.verdict is Verdict.EXACT
    assert check.matches[0].earlier is None


def test_earlier_version_that_is_nearer_is_told_as_that(corrected: Statement) -> None:
    asked = FIRST.replace("price", "cost")

    check = check_quote(asked)

    earlier = check.matches[0].earlier
    assert earlier is not None
    assert (earlier.number, earlier.is_exact) == (2, False)
    assert headline(check).startswith("These words do not stand in the register, but nearly")


def test_withdrawn_version_is_never_told(client: Client, corrected: Statement, user: Any) -> None:
    second = Version.objects.get(meeting=corrected.meeting, number=2)
    withdraw_version(second, user, "Names a child")

    match = check_quote(FIRST).matches[0]
    html = client.get("/quote/", {"q": FIRST}).content.decode()

    assert match.earlier is None or match.earlier.number != 2
    assert "versions/2/" not in html
    assert "stood in" not in html
    give_version_back(Version.objects.get(pk=second.pk), user)
    assert check_quote(FIRST).matches[0].stood_there


def test_nothing_of_a_withdrawn_record_is_told(corrected: Statement, user: Any) -> None:
    publication.withdraw(Meeting.objects.get(pk=corrected.meeting_id), user, "Wrong source")

    assert not any(match.earlier for match in check_quote(FIRST).matches)


def test_queries_do_not_grow_with_versions(corrected: Statement, user: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            check_quote(FIRST)
        return len(captured)

    queries()  # the first one prepares them
    before = queries()
    for text in (SECOND, FIRST, THIRD):
        _correct(corrected, text, user)

    assert queries() == before
    assert before <= 24
