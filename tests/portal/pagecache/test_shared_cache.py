"""Two workers and one Redis: what is corrected or withdrawn is so for the next request of each."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from redis import Redis

from tests import machine
from tests.own_registers import KINDS, OwnRegisters, manage
from tests.own_registers import environment as own_environment
from tests.portal.ports import free_port

ROOT = Path(__file__).resolve().parents[3]
RECORD = ROOT / "fixtures" / "records" / "r2p-ministerial-breakfast-2011.json"
PAGE = "/meetings/r2p-ministerial-breakfast-2011/"
WORKERS, TIMES = 2, 12

pytestmark = [pytest.mark.redis, pytest.mark.once]


class Answer(NamedTuple):
    """Status, headers (lower case) and text of an answer."""

    status: int
    headers: dict[str, str]
    text: str


class Site(NamedTuple):
    """A running portal, its database and what it logs."""

    port: int
    change: Callable[[str], None]
    log: Path

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask over a connection of its own, so that any worker may answer."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(
                method, path, headers={k.replace("_", "-"): v for k, v in headers.items()}
            )
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read().decode())

    def often(self, path: str, **headers: str) -> list[Answer]:
        """Ask so often that each worker answers."""
        return [self.get(path, **headers) for _ in range(TIMES)]


@contextmanager
def running(command: list[str], port: int, log: Path, **more: str) -> Iterator[None]:
    """A server that listens on the port."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | more, stdout=output, stderr=output
        )
    try:
        for _ in range(600):
            assert process.poll() is None, log.read_text()
            with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                try:
                    connection.connect()
                except OSError:
                    time.sleep(0.1)
                else:
                    break
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def redis(folder: Path, port: int) -> Iterator[Redis]:
    """An empty Redis of the tests' own."""
    program = machine.redis_server()
    assert program is not None
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    log = folder / "redis.log"
    with running([str(word) for word in command], port, log), closing(Redis(port=port)) as client:
        yield client


@pytest.fixture(scope="module", params=KINDS)
def register(
    request: pytest.FixtureRequest, own_registers: OwnRegisters
) -> Iterator[tuple[str, Callable[[str], None]]]:
    """A register with one record: its address, and a way to change it past the portal."""
    with own_registers.new(request.param) as url:

        def change(sql: str) -> None:
            if request.param == "postgresql":
                with psycopg.connect(url) as connection:
                    connection.execute(sql)  # type: ignore[arg-type]
            else:
                file = url.removeprefix("sqlite:///")
                with closing(sqlite3.connect(file, timeout=20)) as connection, connection:
                    connection.execute(sql)

        manage(url, ["loaddata", "participants"], ["load_records", str(RECORD)])
        yield url, change


def environment(url: str, redis_port: int) -> dict[str, str]:
    """What the portal runs with."""
    return own_environment(url) | {
        "CACHE_URL": f"redis://127.0.0.1:{redis_port}/0",
        "PAGE_CACHE": "on",
        "WEB_CONCURRENCY": str(WORKERS),
        "WEB_THREADS": "1",
    }


@contextmanager
def serving(
    register: tuple[str, Callable[[str], None]], folder: Path, redis_port: int
) -> Iterator[Site]:
    """The portal under gunicorn."""
    port, log = free_port(), folder / "portal.log"
    command = [sys.executable, "-m", "gunicorn", "--access-logfile", "/dev/null"]
    more = environment(register[0], redis_port) | {"PORT": str(port)}
    with running(command, port, log, **more):
        site = Site(port, register[1], log)
        for _ in range(TIMES):
            assert site.get("/healthz").status == 200
        yield site


def test_correction_and_withdrawal_are_seen_by_the_next_request_of_each_worker(
    register: tuple[str, Callable[[str], None]], tmp_path: Path
) -> None:
    redis_port = free_port()
    with redis(tmp_path, redis_port) as shared, serving(register, tmp_path, redis_port) as site:
        first = site.get(PAGE)
        again = site.often(PAGE)
        hits = shared.info("stats")["keyspace_hits"]  # type: ignore[index]
        unchanged = site.often(PAGE, If_None_Match=first.headers["etag"])
        head = site.get(PAGE, "HEAD")

        site.change("UPDATE meetings_meeting SET title = 'Corrected by hand'")
        corrected = site.often(PAGE, If_None_Match=first.headers["etag"])
        site.change("UPDATE meetings_meeting SET theme = 'x' WHERE title = 'nobody'")
        quiet = site.often(PAGE, If_None_Match=corrected[0].headers["etag"])

        site.change("UPDATE meetings_meeting SET status = 'withdrawn' WHERE layer = 'record'")
        gone = site.often(PAGE, If_None_Match=corrected[0].headers["etag"])
        site.change("UPDATE meetings_meeting SET status = 'published' WHERE layer = 'record'")
        back = site.get(PAGE)

    assert first.status == 200
    assert "Corrected by hand" not in first.text
    assert {answer.text for answer in again} == {first.text}
    # One worker filled the cache for both.
    assert hits == TIMES
    assert {(answer.status, answer.text) for answer in unchanged} == {(304, "")}
    assert (head.status, head.text, head.headers["etag"]) == (200, "", first.headers["etag"])
    assert {answer.status for answer in corrected} == {200}
    assert all("Corrected by hand" in answer.text for answer in corrected)
    assert {answer.status for answer in quiet} == {304}
    assert {answer.status for answer in gone} == {410}
    assert back.status == 200


def test_redis_that_stops_takes_nothing_down_and_is_used_when_it_is_back(
    register: tuple[str, Callable[[str], None]], tmp_path: Path
) -> None:
    redis_port = free_port()
    with redis(tmp_path, redis_port), serving(register, tmp_path, redis_port) as site:
        before = site.often(PAGE)
        return_from_outage(site, tmp_path, redis_port, before[0])


def return_from_outage(site: Site, folder: Path, port: int, before: Answer) -> None:
    """Stop Redis, ask, start it again, ask until it is used."""
    with closing(Redis(port=port)) as shared:
        shared.shutdown(nosave=True)
    began = time.monotonic()
    without = site.often(PAGE)
    took = time.monotonic() - began
    unchanged = site.often(PAGE, If_None_Match=before.headers["etag"])
    with redis(folder, port) as shared:
        used = False
        for _ in range(100):
            site.often(PAGE)
            used = shared.dbsize() == 1
            if used:
                break
            time.sleep(0.3)

    assert {answer.status for answer in without} == {200}
    assert {strip(answer.text) for answer in without} == {strip(before.text)}
    assert took < 20
    assert {answer.status for answer in unchanged} == {304}
    assert used
    # Each worker says it once.
    said = site.log.read_text().count("The page cache does not answer")
    assert 1 <= said <= WORKERS


def strip(page: str) -> str:
    """A page without the spaces between its elements."""
    return re.sub(r">\s+<", "><", page)
