"""PostgreSQL stops, hangs and fails over under a portal that runs, in short.

Covers bench.faults.proxy, bench.faults.site, portal.databases.postgresql.base and
portal.databases.postgresql.connection.
"""

import pytest

from bench.faults.away import FAULTS, Outcome, measure
from tests import machine

pytestmark = [pytest.mark.once, pytest.mark.postgresql]
#: seconds that an answer may take, and until all is back
ALLOWED, BACK = 2.0, 5.0
#: how long the database is away here, and how long is asked after
AWAY, AFTER = 2.5, 2.5


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """What each fault did."""
    return {one.fault: one for one in measure(machine.POSTGRESQL_URL, AWAY, AFTER)}


@pytest.mark.parametrize("fault", ["stop", "hold"])
def test_database_away_is_told_at_once_and_pages_of_the_cache_are_served(
    outcomes: dict[str, Outcome], fault: str
) -> None:
    outcome = outcomes[fault]

    assert outcome.figures()["statuses while away"] == {
        "cached page": [200],
        "fresh page": [503],
        "staff": [503],
        "healthz": [503],
    }
    assert outcome.during.slowest() < ALLOWED
    told = [
        answer.headers.get("retry-after")
        for kind in ("fresh page", "staff", "healthz")
        for _, answer in outcome.during.answers[kind]
    ]
    assert set(told) == {"5"}


@pytest.mark.parametrize("fault", ["stop", "hold"])
def test_form_sent_meanwhile_is_kept_in_its_page(outcomes: dict[str, Outcome], fault: str) -> None:
    sent = outcomes[fault].sent

    assert sent.status == 503
    assert "Nothing was saved" in sent.text
    assert "Typed before it went away" in sent.text


def test_failover_is_hardly_noticed(outcomes: dict[str, Outcome]) -> None:
    during = outcomes["reset"].during

    assert {status for kind in during.answers for status in during.statuses(kind)} <= {200, 503}
    assert during.last_failure() < ALLOWED
    assert during.slowest() < ALLOWED


@pytest.mark.parametrize("fault", FAULTS)
def test_all_is_back_soon_after_the_database(outcomes: dict[str, Outcome], fault: str) -> None:
    after = outcomes[fault].after

    assert after.last_failure() < min(BACK, AFTER - 0.2)
    assert {kind: rows[-1][1].status for kind, rows in after.answers.items()} == dict.fromkeys(
        ("cached page", "fresh page", "staff", "healthz"), 200
    )
