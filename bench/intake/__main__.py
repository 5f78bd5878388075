"""`python -m bench.intake [--half first] [--show NAME]`: how well intake reads known documents."""

import json
import sys
import time
import traceback
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import models_alone  # isort: skip  # noqa: F401 - before models are imported

from meetings.intake.proposing import proposed_record
from meetings.records.reader import read_record

from .proof import faults
from .register import shipped_register
from .scoring import LISTS, Score, Tally, score
from .sources import source_readings
from .texts import document_text

_DOCUMENTS = Path(__file__).parent / "documents"
HALVES = ("sources", "first", "second", "third")
#: what each list must reach, and the share of facts that are right or left empty
GOALS = {"delegations": 0.9, "statements": 0.85, "pledges": 0.7}
GOALS_OF_SOURCES = dict.fromkeys(GOALS, 0.95)
GOAL_OF_FACTS = 0.95


@dataclass(frozen=True)
class Document:
    """A document with its right reading."""

    name: str
    text: str
    reading: dict[str, Any]


def documents(half: str) -> Iterator[Document]:
    """The documents of a half, or the five sources with what the shipped records read in them."""
    if half == "sources":
        yield from (Document(*entry) for entry in source_readings())
        return
    for path in sorted((_DOCUMENTS / half).glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        reading = json.loads(path.with_suffix(".json").read_bytes())
        if wrong := faults(reading, text):
            raise SystemExit(f"{path.name}: the reading is wrong: {wrong[0]}")
        yield Document(path.stem, text, reading)


def scored(document: Document, register: Any) -> tuple[Score, float]:
    """The score of one document and the seconds it took; a crash is a value invented."""
    started = time.perf_counter()
    try:
        record = proposed_record(document_text(document.text), document.name, register).record
        read_record(json.dumps(record).encode(), document.name)
    except Exception:  # noqa: BLE001 - whatever it is, it is counted and told
        crashed = Score(invented=["it crashed"], missed=[traceback.format_exc()])
        return crashed, time.perf_counter() - started
    return score(record, document.reading, document.text), time.perf_counter() - started


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a document and the sums; 1 where a goal is missed, else 0."""
    parser = ArgumentParser("python -m bench.intake", description=main.__doc__)
    parser.add_argument("--half", choices=HALVES, action="append", help="default: all")
    parser.add_argument(
        "--show", action="append", default=[], help="a document: what is missed, too"
    )
    options = parser.parse_args(arguments)
    register = shipped_register()
    failed = 0
    for half in options.half or HALVES:
        failed |= _print_half(half, register, options.show)
    return failed


def _print_half(half: str, register: Any, shown: list[str]) -> int:
    _say(f"\n{half}\n{'document':<34}" + "".join(f"{noun:>20}" for noun in LISTS) + "   facts  s")
    sums = {noun: Tally() for noun in LISTS}
    facts: list[str] = []
    invented = 0
    worst = (2.0, "")
    for document in documents(half):
        result, seconds = scored(document, register)
        for noun in LISTS:
            sums[noun].add(result.lists[noun])
        facts += result.facts.values()
        invented += len(result.invented)
        worst = min(worst, (result.lists["statements"].f1, document.name))
        _say(_line(document.name, result.lists, list(result.facts.values())) + f" {seconds:5.2f}")
        if document.name in shown or "all" in shown:
            _say("\n".join(f"    {line}" for line in [*result.invented, *result.missed]))
    _say(_line("all", sums, facts))
    _say(f"statements worst: {worst[1]} {worst[0]:.2f}; invented values and crashes: {invented}")
    goals = GOALS_OF_SOURCES if half == "sources" else GOALS
    short = [
        f"{noun} {sums[noun].f1:.3f} < {goal}"
        for noun, goal in goals.items()
        if sums[noun].f1 < goal
    ]
    if facts and _kept(facts) < GOAL_OF_FACTS:
        short.append(f"facts {_kept(facts):.3f} < {GOAL_OF_FACTS}")
    if invented:
        short.append(f"{invented} values invented")
    _say("goals: " + ("; ".join(short) or "met"))
    return int(bool(short))


def _line(name: str, lists: dict[str, Tally], facts: list[str]) -> str:
    cells = "".join(
        f"  {tally.precision:.2f} {tally.recall:.2f} {tally.f1:.2f} {tally.wanted:>3}"
        for tally in (lists[noun] for noun in LISTS)
    )
    return f"{name[:33]:<34}{cells}   {_kept(facts):.2f}"


def _kept(facts: list[str]) -> float:
    """The share of facts that are right or left empty."""
    return sum(fact != "wrong" for fact in facts) / len(facts) if facts else 1.0


def _say(line: str) -> None:
    print(line)  # noqa: T201 - it is a program for people


if __name__ == "__main__":
    sys.exit(main())
