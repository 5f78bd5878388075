"""Damage files of each kind and read them."""

import argparse
import signal
import sys
import time

from .damage import draw
from .running import Reader
from .samples import KINDS

EACH, SEED = 10_000, 9


def main() -> int:
    """Print what was found; 1 where there is anything."""
    parser = argparse.ArgumentParser(prog="python -m tests.damaged_files", description=__doc__)
    parser.add_argument("--each", type=int, default=EACH, help="how many of each kind")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--kind", choices=KINDS, help="one kind alone")
    parser.add_argument("--only", type=int, help="the number of one file")
    chosen = parser.parse_args()
    numbers = range(chosen.each) if chosen.only is None else [chosen.only]
    # What was read is told also where this was started in the background, which ignores Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    kinds = [chosen.kind] if chosen.kind else KINDS
    try:
        found = sum(_read(kind, numbers, chosen.seed) for kind in kinds)
    except KeyboardInterrupt:
        return 130
    return 1 if found else 0


def _read(kind: str, numbers: "range | list[int]", seed: int) -> int:
    """Read the files of a kind; how many are not borne. What was read is told at any end."""
    reader, began, found = Reader(), time.monotonic(), 0
    try:
        for finding in reader.run(draw(seed, kind, number) for number in numbers):
            found += 1
            _say(f"{finding.file}: {finding.what}")
    finally:
        outcome = reader.outcome
        ways = ", ".join(f"{number} {way}" for way, number in sorted(outcome.ways.items()))
        _say(
            f"{kind}: {outcome.ways.total()} files, seed {seed}: {found} found; {ways}; "
            f"at most {outcome.seconds:.1f} s and {outcome.megabytes:.0f} MB; "
            f"{time.monotonic() - began:.0f} s in all."
        )
    return found


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - it is what this program is for


if __name__ == "__main__":
    sys.exit(main())
