"""Requests in this process: database time, queries and CPU of each."""

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test import Client
from django.urls import Resolver404, resolve

from meetings.search.results.facet_values import FacetCounter

from .spread import spread

#: asked before the clock starts: templates are compiled, pages of the file are read
WARM_UP = 5


@dataclass(slots=True)
class DatabaseTime:
    """What the database took since :meth:`clear`."""

    seconds: float = 0.0
    queries: int = 0

    def clear(self) -> None:
        """Begin anew."""
        self.seconds, self.queries = 0.0, 0


class TimedCursor(CursorWrapper):
    """Counts running and fetching: SQLite finds most rows while they are fetched."""

    spent = DatabaseTime()

    @contextmanager
    def _timed(self) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.spent.seconds += time.perf_counter() - begun

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        """Run one statement."""
        self.spent.queries += 1
        with self._timed():
            return super().execute(*args, **kwargs)

    def fetchone(self) -> Any:
        """One row."""
        with self._timed():
            return self.cursor.fetchone()

    def fetchmany(self, *args: Any) -> Any:
        """Some rows."""
        with self._timed():
            return self.cursor.fetchmany(*args)

    def fetchall(self) -> Any:
        """All rows."""
        with self._timed():
            return self.cursor.fetchall()


@dataclass(slots=True)
class Samples:
    """What requests for one page took, in ms; ``state`` says why there are none or fewer."""

    name: str
    state: str = "measured"
    database: list[float] = field(default_factory=list)
    facets: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    bytes: int = 0
    failed: int = 0

    def figures(self) -> dict[str, Any]:
        """The figures that are kept."""
        return {
            "name": self.name,
            "state": self.state,
            "requests": len(self.cpu),
            "failed": self.failed,
            "bytes": self.bytes,
            "database_ms": spread(self.database),
            "facets_ms": spread(self.facets) if any(self.facets) else {},
            "queries": spread(self.queries),
            "cpu_ms": spread(self.cpu),
        }


def is_routed(address: str) -> bool:
    """Whether the site knows such addresses."""
    try:
        resolve(address.partition("?")[0])
    except Resolver404:
        return False
    return True


@contextmanager
def timed_database() -> Iterator[DatabaseTime]:
    """Count what Django's one connection does."""
    connection.make_cursor = lambda cursor: TimedCursor(cursor, connection)  # type: ignore[method-assign]  # restored below
    try:
        yield TimedCursor.spent
    finally:
        del connection.make_cursor


@contextmanager
def timed_facets(spent: DatabaseTime) -> Iterator[DatabaseTime]:
    """What of the database's time counting the facets of statements took."""
    taken, count = DatabaseTime(), FacetCounter.facets

    def counted(self: FacetCounter) -> Any:
        before = spent.seconds
        try:
            return count(self)
        finally:
            taken.seconds += spent.seconds - before

    FacetCounter.facets = counted  # type: ignore[method-assign]  # restored below
    try:
        yield taken
    finally:
        FacetCounter.facets = count  # type: ignore[method-assign]  # as it was


def timed_requests(
    name: str, addresses: Sequence[str], limit: float, *, cached: bool = False, **headers: str
) -> Samples:
    """Ask for each address once; stop after ``limit`` seconds, however many are left.

    Unless ``cached``, the cache is emptied before each request, outside the clock: the page is
    made, with the version read before and the page kept afterwards, as for the first visitor.
    """
    samples = Samples(name)
    if not is_routed(addresses[0]):
        samples.state = "absent"
        return samples
    client = Client(raise_request_exception=False)
    began = time.monotonic()
    with timed_database() as spent, timed_facets(spent) as facets:
        for address in addresses[:WARM_UP]:
            client.get(address, headers=headers)
            if time.monotonic() - began > limit / 3:
                break
        # As the workers do once they are loaded.
        gc.collect()
        gc.freeze()
        for address in addresses:
            if time.monotonic() - began > limit:
                samples.state = f"stopped after {limit:.0f} s"
                break
            if not cached:
                cache.clear()
            spent.clear()
            facets.clear()
            cpu = time.process_time()
            response = client.get(address, headers=headers)
            samples.cpu.append((time.process_time() - cpu) * 1000)
            samples.database.append(spent.seconds * 1000)
            samples.facets.append(facets.seconds * 1000)
            samples.queries.append(spent.queries)
            samples.bytes = max(samples.bytes, len(response.content))
            samples.failed += response.status_code >= 400
    return samples


def timed_unchanged(name: str, addresses: Sequence[str], limit: float) -> Samples:
    """Ask for one page again with the ETag it came with; "absent" where it has none."""
    label, address = f"{name}, unchanged (304)", addresses[0]
    if not is_routed(address):
        return Samples(label, "absent")
    client = Client(raise_request_exception=False)
    tag = client.get(address).headers.get("ETag")
    if tag is None:
        return Samples(label, "absent: no ETag")
    if client.get(address, headers={"If-None-Match": tag}).status_code != 304:
        return Samples(label, "failed: the same ETag was not answered by 304")
    return timed_requests(label, addresses, limit, cached=True, **{"If-None-Match": tag})
