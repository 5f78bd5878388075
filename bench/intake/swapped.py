"""`python -m bench.intake.swapped [--seed N]`: whether rules know more than the documents.

Each document is read as it is, and again with other states, other verbs of saying and its sections
in another order, all drawn by a seed. Fails where a list loses more than 0.05 of its F1.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from random import Random

from . import models_alone  # isort: skip  # noqa: F401 - before models are imported

from meetings.intake.register import Register

from .__main__ import HALVES, Document, documents, scored
from .register import shipped_register
from .scoring import LISTS, Score, Tally
from .swapping.placed import Placed
from .swapping.sections import in_another_order
from .swapping.states import with_other_states
from .swapping.verbs import with_other_verbs

#: what a list may lose
GOAL = 0.05


def swapped(document: Document, register: Register, seed: int) -> Document:
    """The document as the seed changes it, with the reading that is right then."""
    random = Random(f"{seed} {document.name}")  # noqa: S311 - it keeps no secret
    placed = Placed.of(document.text, document.reading)
    placed = in_another_order(placed, register, random)
    placed = with_other_states(placed, register, random)
    placed = with_other_verbs(placed, random)
    return Document(document.name, placed.text, placed.quoted())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what each list loses; 1 where one loses too much, else 0."""
    parser = ArgumentParser("python -m bench.intake.swapped", description=main.__doc__)
    parser.add_argument("--seed", type=int, action="append", help="default: 1; may be repeated")
    parser.add_argument("--half", choices=HALVES, action="append", help="default: all")
    parser.add_argument("--show", action="append", default=[], help="a document: what is missed")
    options = parser.parse_args(arguments)
    register = shipped_register()
    failed = 0
    for half in options.half or HALVES:
        for seed in options.seed or (1,):
            failed |= _compare(half, seed, register, options.show)
    return failed


def _compare(half: str, seed: int, register: Register, shown: list[str]) -> int:
    before = {noun: Tally() for noun in LISTS}
    after = {noun: Tally() for noun in LISTS}
    invented = 0
    for document in documents(half):
        plain, _seconds = scored(document, register)
        changed, _seconds = scored(swapped(document, register, seed), register)
        invented += len(changed.invented)
        for noun in LISTS:
            before[noun].add(plain.lists[noun])
            after[noun].add(changed.lists[noun])
        if document.name in shown or "all" in shown:
            _say_new(document.name, plain, changed)
    return _told(f"{half}, seed {seed}", before, after, invented)


def _say_new(name: str, plain: Score, changed: Score) -> None:
    """What is missed in the changed document, where it misses more."""
    worse = [noun for noun in LISTS if changed.lists[noun].f1 < plain.lists[noun].f1]
    if worse or changed.invented:
        _say(f"{name}: {', '.join(worse)}")
        _say("\n".join(f"    {line}" for line in [*changed.invented, *changed.missed]))


def _told(title: str, before: dict[str, Tally], after: dict[str, Tally], invented: int) -> int:
    lost = {noun: before[noun].f1 - after[noun].f1 for noun in LISTS}
    cells = (f"{noun} {before[noun].f1:.3f} → {after[noun].f1:.3f}" for noun in LISTS)
    _say(f"{title}: {'; '.join(cells)}; invented values and crashes: {invented}")
    short = [f"{noun} lost {lost[noun]:.3f}" for noun in LISTS if lost[noun] > GOAL]
    if invented:
        short.append(f"{invented} values invented")
    _say("goals: " + ("; ".join(short) or "met"))
    return int(bool(short))


def _say(line: str) -> None:
    print(line)  # noqa: T201 - it is a program for people


if __name__ == "__main__":
    sys.exit(main())
