"""`python -m bench.intake.proof FILE…`: prove readings against the documents they stand beside.

A reading is proved when it has the shape of ``shape.SCHEMA``, names only whom the register ships
or its document alone knows, and each of its passages is found once in the document.
"""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from . import models_alone  # isort: skip  # noqa: F401 - before models are imported

from meetings.date_texts import DateError
from meetings.dates import day_bounds
from meetings.records.errors import pointer
from meetings.records.fields.passage import Span
from meetings.records.passages import PassageError, Quote, locate
from meetings.records.text_index import TextIndex

from .shape import SCHEMA, shipped

#: the path of a value in its file (JSON Pointer), and what is wrong there
Fault = tuple[str, str]


def faults(reading: Any, text: str) -> list[Fault]:
    """Everything that is wrong with a reading of ``text``; where its shape is, nothing more."""
    wrong_shape = [
        (pointer(*error.absolute_path), error.message)
        for error in Draft202012Validator(SCHEMA).iter_errors(reading)
    ]
    if wrong_shape:
        return wrong_shape
    return [*_of_meeting(reading["meeting"]), *_of_names(reading), *_of_passages(reading, text)]


def spans(passage: Any, index: TextIndex) -> list[Span]:
    """The ranges of a passage, in code points of the text. Raises :class:`PassageError`."""
    pieces = passage if isinstance(passage, list) else [passage]
    return [locate(index, Quote(**piece)) for piece in pieces]


def _of_meeting(meeting: Any) -> Iterator[Fault]:
    if meeting["date"] is not None:
        try:
            day_bounds(meeting["date"])
        except DateError as error:
            yield "/meeting/date", str(error)
    country = meeting["place"]["country"]
    if country is not None and country not in shipped().codes.values():
        yield "/meeting/place/country", f"“{country}” is the code of no state"


def _of_names(reading: Any) -> Iterator[Fault]:
    """Those named that nobody ships, and delegations and unknown bodies given twice."""
    delegations = [delegation["participant"] for delegation in reading["delegations"]]
    for number, name in enumerate(delegations):
        yield from _of_name(f"/delegations/{number}/participant", name, reading)
    for name, count in Counter(delegations).items():
        if count > 1:
            yield "/delegations", f"“{name}” stands {count} times"
    for number, name in enumerate(reading["unknown"]):
        if name in shipped().names or name in shipped().codes:
            yield f"/unknown/{number}", f"the register ships “{name}”"
    for nouns, key in (("statements", "speakers"), ("pledges", "by")):
        for number, row in enumerate(reading[nouns]):
            for place, name in enumerate(row[key]):
                yield from _of_name(f"/{nouns}/{number}/{key}/{place}", name, reading)


def _of_name(path: str, name: Any, reading: Any) -> Iterator[Fault]:
    if isinstance(name, dict):
        if name["printed"] not in reading["unknown"]:
            yield path, f"“{name['printed']}” is not among the unknown"
    elif name in shipped().codes:
        yield path, f"“{name}” has a code: {shipped().codes[name]}"
    elif name not in shipped().names:
        yield path, f"the register ships no “{name}”"


def _of_passages(reading: Any, text: str) -> Iterator[Fault]:
    """Passages that are not found, and statements that lie in each other or out of order."""
    index = TextIndex(text)
    ranges: list[tuple[int, int, int]] = []
    for nouns in ("statements", "pledges"):
        for number, row in enumerate(reading[nouns]):
            try:
                found = spans(row["passage"], index)
            except PassageError as error:
                yield f"/{nouns}/{number}/passage", str(error)
                continue
            if nouns == "statements":
                ranges += [(span.start, span.end, number) for span in found]
    for before, after in pairwise(sorted(ranges)):
        if after[0] < before[1]:
            yield f"/statements/{after[2]}/passage", f"overlaps statement {before[2]}"


def absent(reading: Any) -> list[str]:
    """Participants that speak and are no delegation: rare, and mostly an oversight."""
    present = {delegation["participant"] for delegation in reading["delegations"]}
    speakers = [name for row in reading["statements"] for name in row["speakers"]]
    return sorted({name for name in speakers if isinstance(name, str)} - present)


def prove(path: Path) -> list[Fault]:
    """The faults of one reading, beside which its document stands as a text file."""
    try:
        reading = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:
        return [("", str(error))]
    return faults(reading, text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the faults of all files; 1 where there are any, else 0."""
    parser = ArgumentParser("python -m bench.intake.proof", description=main.__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="readings (JSON)")
    found = 0
    for path in parser.parse_args(arguments).files:
        of_file = prove(path)
        found += len(of_file)
        for place, words in of_file:
            _say(f"{path}: {place or '/'}: {words}")
        if not of_file:
            reading = json.loads(path.read_text(encoding="utf-8"))
            for name in absent(reading):
                _say(f"{path}: to look at: {name} speaks and is no delegation")
    return int(found > 0)


def _say(line: str) -> None:
    print(line)  # noqa: T201 - it is a program for people


if __name__ == "__main__":
    sys.exit(main())
