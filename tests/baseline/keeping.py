"""Builds a stored register and keeps what all its addresses and commands answer."""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import fixed

# isort: split
from . import public, staff
from .answers import ANSWERS, NO_ADMIN, NO_COMMANDS, PUBLIC, Answer, Request, write_answers
from .commands import outputs
from .crawl import Bounds, Crawl
from .registers import RECORDS, build
from .visiting import Visitor


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of a register is visited: linked pages, rows of each noun, those of a model that
    each member of staff sees, links that they follow, and forms of a kind that they send."""

    linked: Bounds
    rows: int
    staff: dict[str, int]
    staff_linked: Bounds
    sent: int


PLANS = {
    "shipped": Plan(
        Bounds(10_000, 6, 100), 10_000, {"boss": 5, "editor": 2, "publisher": 2}, Bounds(1, 1, 2), 1
    ),
    "sample": Plan(Bounds(40, 4, 60), 30, {"boss": 2}, Bounds(1, 1, 2), 1),
}


def visits(name: str, folder: Path, *options: str) -> Iterator[tuple[Request, Answer]]:
    """All that is asked, with its answer: the public first, then staff, then commands."""
    plan, visitor = PLANS[name], Visitor()
    crawl = Crawl(visitor, plan.linked, user=PUBLIC, below="/")
    yield from crawl.answers(public.first_addresses(plan.rows))
    for user, rows in plan.staff.items() if NO_ADMIN not in options else ():
        yield from _staff_visits(visitor, user, rows, plan)
    if NO_COMMANDS not in options:
        yield from outputs(folder / RECORDS)


def _staff_visits(
    visitor: Visitor, user: str, rows: int, plan: Plan
) -> Iterator[tuple[Request, Answer]]:
    crawl = Crawl(visitor, plan.staff_linked, user=user, below="/admin/")
    crawl.leave_out("/admin/logout/")
    pages = []
    for page in crawl.answers(staff.first_addresses(rows)):
        pages.append(page)
        yield page
    for address in staff.completions(pages):
        request = Request(address, user)
        yield request, visitor.ask(request)
    yield from staff.sent(visitor, user, pages, plan.sent)


def told(name: str, answers: Iterator[tuple[Request, Answer]]) -> Iterator[tuple[Request, Answer]]:
    """The same, with a line for each 500."""
    began = time.monotonic()
    for place, entry in enumerate(answers, 1):
        yield entry
        if place % 500 == 0:
            fixed.tell(f"{name}: {place} addresses, {time.monotonic() - began:.0f} s")


def main(folder: Path, name: str, *options: str) -> None:
    """Keep the answers of one register."""
    fixed.tell(f"{name}: building it from what is stored")
    build(folder / name, {})
    answers = visits(name, folder / name, *options)
    write_answers(folder / name / ANSWERS, told(name, answers))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
