"""What is not the same, gathered and told."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field

from .answers import PUBLIC, Answer, Request

SHOWN, LINES = 20, 30


@dataclass(slots=True)
class Differences:
    """What differed in one register."""

    asked: int = 0
    changed: list[str] = field(default_factory=list)
    diffs: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    dearer: list[str] = field(default_factory=list)
    cheaper: list[str] = field(default_factory=list)
    staff_queries: int = 0
    _told: set[str] = field(default_factory=set)

    @property
    def is_failure(self) -> bool:
        """Whether anything is seen otherwise, or costs more queries."""
        return bool(self.changed or self.gone or self.new or self.dearer)

    def note(self, request: Request, before: Answer, now: Answer) -> None:
        """Compare the two answers to one request."""
        self.asked += 1
        if not before.is_same(now):
            self._changed(request, before, now)
        self._counted(request, before.queries, now.queries)

    def _changed(self, request: Request, before: Answer, now: Answer) -> None:
        if before.status == 200 and now.status in {404, 410}:
            self.gone.append(f"{request.label} ({now.status})")
        elif before.status in {404, 410} and now.status == 200:
            self.new.append(f"{request.label} (was {before.status})")
        else:
            self.changed.append(request.label)
            if len(self.diffs) < SHOWN:
                self._shown(request, before, now)

    def _shown(self, request: Request, before: Answer, now: Answer) -> None:
        """Show a difference, once for all answers that differ likewise."""
        lines = _diff(before.lines(), now.lines())
        likewise = "\n".join(line for line in lines[2:] if line[0] in "+-")
        if likewise not in self._told:
            self._told.add(likewise)
            self.diffs.append("\n".join([request.label, *lines]))

    def _counted(self, request: Request, before: int, now: int) -> None:
        if before == now:
            return
        if request.user != PUBLIC:
            self.staff_queries += 1
        else:
            which = self.dearer if now > before else self.cheaper
            which.append(f"{request.label}: {before} → {now}")

    def report(self, name: str) -> Iterator[str]:
        """What was found, the first of each kind in full."""
        yield f"== {name}: {self.asked} answers compared"
        yield from self.diffs
        yield from _listed("answers that differ", self.changed)
        yield from _listed("addresses gone", self.gone)
        yield from _listed("addresses new", self.new)
        yield from _listed("public addresses with more queries", self.dearer)
        yield from _listed("public addresses with fewer queries (no failure)", self.cheaper)
        if self.staff_queries:
            yield f"{self.staff_queries} answers to staff took more or fewer queries (no failure)"
        if not self.is_failure:
            yield "Nothing that is seen differs."


def _listed(what: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield f"{len(entries)} {what}:"
        yield from (f"  {entry}" for entry in entries[:SHOWN])
        if len(entries) > SHOWN:
            yield f"  … and {len(entries) - SHOWN} more"


def _diff(before: list[str], now: list[str]) -> list[str]:
    lines = list(difflib.unified_diff(before, now, "before", "now", lineterm="", n=2))
    more = [f"… {len(lines) - LINES} lines more"] if len(lines) > LINES else []
    return [line.rstrip("\n")[:400] for line in lines[:LINES] + more]
