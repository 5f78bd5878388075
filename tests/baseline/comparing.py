"""Builds a stored register with the code as it is now, and asks again what was kept."""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from . import fixed

# isort: split
from .answers import ANSWERS, NO_ADMIN, NO_COMMANDS, PUBLIC, Answer, Request, read_answers
from .commands import outputs
from .differences import Differences
from .registers import RECORDS, build
from .visiting import Visitor


def compare(folder: Path, name: str, *options: str) -> Differences:
    """Ask in the order in which it was asked, and note what differs."""
    found, visitor, began = Differences(), Visitor(), time.monotonic()
    kept: dict[str, tuple[Request, Answer]] = {}
    for request, before in read_answers(folder / ANSWERS):
        if not request.address.startswith("/"):
            kept[request.address] = (request, before)
        elif NO_ADMIN not in options or request.user == PUBLIC:
            found.note(request, before, visitor.ask(request))
            if found.asked % 500 == 0:
                spent = time.monotonic() - began
                fixed.tell(f"{name}: {found.asked} answers, {spent:.0f} s")
    if NO_COMMANDS not in options:
        _compare_outputs(found, kept, outputs(folder / RECORDS))
    return found


def _compare_outputs(
    found: Differences,
    kept: dict[str, tuple[Request, Answer]],
    outputs_now: Iterator[tuple[Request, Answer]],
) -> None:
    """Compare commands and dumps; one side may hold a file that the other has not."""
    for request, now in outputs_now:
        _, before = kept.pop(request.address, (request, None))
        if before is None:
            found.new.append(request.label)
        else:
            found.note(request, before, now)
    found.gone += kept


def main(folder: Path, name: str, renames: str, *options: str) -> int:
    """Compare one register; 1 where anything differs."""
    fixed.tell(f"{name}: building it from what is stored")
    build(folder / name, json.loads(renames))
    found = compare(folder / name, name, *options)
    sys.stdout.write("\n".join(found.report(name)) + "\n")
    return int(found.is_failure)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
