"""Every page that is measured is known to the site and answers on a sample.

Covers ``register`` with what it asks for (``corpus``, ``desk``, ``page_kinds``, ``timing``,
``urls``), and ``plans``; ``__main__``, ``serving``, ``datasette`` and ``settings`` start processes
of their own and are run by ``make bench``.
"""

from collections.abc import Iterator
from random import Random

import pytest

from bench import plans
from bench.corpus import read_corpus
from bench.desk import timed_desk
from bench.page_kinds import HELLO, PAGE_KINDS
from bench.register import Wanted
from bench.sample.load import load_sample
from bench.timing import spread, timed_requests, timed_unchanged
from meetings.models import Meeting
from tests.bench.registers import empty, fill

# The generator changes indexes and settings of the connection, which no transaction can hold.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def register() -> Iterator[None]:
    """A sample of 300 statements; afterwards no trace of it."""
    fill()
    load_sample(300, 1)
    yield
    empty()


def test_pages_answer_and_their_queries_have_plans(capsys: pytest.CaptureFixture[str]) -> None:
    corpus = read_corpus(1)
    for page in PAGE_KINDS:
        if page.name == HELLO:
            continue
        address = page.address(corpus, Random(page.name))  # noqa: S311 - repeatable, not secret
        samples = timed_requests(page.name, [address], 60)
        assert (page.name, samples.state, samples.failed) == (page.name, "measured", 0)
        assert samples.queries[0] > 0
        assert samples.database[0] > 0

    for figures in timed_desk(12, 1):
        assert (figures["name"], figures["failed"], figures["requests"]) == (figures["name"], 0, 1)
    assert not Meeting.objects.filter(slug="bench-desk").exists()

    assert timed_requests("old", ["/no-such-page/"], 60).state == "absent"
    assert timed_unchanged("old", ["/no-such-page/"], 60).state == "absent"
    plans.print_plans(["statement"])
    printed = capsys.readouterr().out
    assert printed.startswith("\n## statement: /meetings/sample-meeting-")
    assert "meetings_statement" in printed


def test_what_is_wanted_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_REQUESTS", "20")
    monkeypatch.setenv("BENCH_WRK_SECONDS", "0")

    wanted = Wanted.from_environment()

    assert (wanted.requests, wanted.wrk_seconds, wanted.statements) == (20, 0, 1_000_000)


def test_spread_is_median_and_bounds() -> None:
    assert spread([]) == {}
    assert spread([3, 1, 2]) == {"p50": 2, "p95": 3, "max": 3}
