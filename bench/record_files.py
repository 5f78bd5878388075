"""`python -m bench.record_files DIR`: record files of drawn statements, to load and measure.

Long ones are speeches as in a sample, short ones a sentence. Letters beyond Latin-1 stand among
them, as in real speeches, so that Python keeps each text with two bytes a character.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from .sample.lexicon import Lexicon, read_lexicon
from .sample.plan import PER_DEBATE
from .sample.speech import FEWEST_SPOKEN, MOST_SPOKEN, SPEECH_SPREAD, SPEECH_WORDS

RECORDS = Path(__file__).resolve().parent.parent / "fixtures" / "records"
#: words of a short statement
SHORT_WORDS = 16
SENTENCE, PARAGRAPH = 14, 84


def write_as_asked(arguments: Sequence[str] | None = None) -> None:
    """Write the files that the arguments ask for."""
    parser = ArgumentParser("python -m bench.record_files", description=write_as_asked.__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--statements", type=int, default=PER_DEBATE, metavar="N")
    parser.add_argument("--per-file", type=int, default=PER_DEBATE, metavar="N")
    parser.add_argument("--short", action="store_true", help="a sentence each, not a speech")
    parser.add_argument("--line", action="store_true", help="a source without line breaks")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    lexicon = read_lexicon(RECORDS)
    for number, first in enumerate(range(0, asked.statements, asked.per_file), 1):
        count = min(asked.per_file, asked.statements - first)
        rng = Random(f"files {asked.seed} {number}")  # noqa: S311 - repeatable, not secret
        texts = [_text(rng, lexicon, n, short=asked.short) for n in range(1, count + 1)]
        if asked.line:
            texts = [text.replace("\n", " ") for text in texts]
        name = f"{asked.seed}-{number}"
        record = drawn_record(name, texts, " " if asked.line else "\n")
        path = asked.folder / f"drawn-{name}.json"
        path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        size = path.stat().st_size / 1e6
        sys.stdout.write(f"{path}: {count} statements, {size:.1f} MB\n")


def drawn_record(name: str, texts: Sequence[str], parted: str = "\n") -> dict[str, Any]:
    """One record, as JSON holds it: a meeting, its one document, and what was said."""
    title, key = f"Drawn meeting {name}", f"drawn-source-{name}"
    return {
        "meeting": {
            "slug": f"drawn-meeting-{name}",
            "title": title,
            "date": "2020-03-04",
            "mode": "in person",
            "stage": "held",
            "status": "published",
            "passage": {"document": key, "quote": {"start": title}},
        },
        "documents": [
            {
                "key": key,
                "title": f"Report of drawn meeting {name}",
                "kind": "verbatim record",
                "language": "en",
                "rights": "public in full",
                "text": parted.join([title, *texts, ""]),
            }
        ],
        "statements": list(_statements(key, texts, len(title) + 1)),
    }


def _statements(document: str, texts: Sequence[str], start: int) -> Iterator[dict[str, Any]]:
    for number, text in enumerate(texts, 1):
        words = text.split()
        yield {
            "number": number,
            "form": "verbatim",
            "language": "en",
            "text": text,
            "passage": {
                "document": document,
                "quote": {"start": " ".join(words[:6]), "end": " ".join(words[-5:])},
                "position": {"start": start, "end": start + len(text)},
            },
            "speakers": [{"participant": "JPN"}],
        }
        start += len(text) + 1


def _text(rng: Random, lexicon: Lexicon, number: int, *, short: bool) -> str:
    drawn = int(SPEECH_WORDS * rng.lognormvariate(0, SPEECH_SPREAD))
    words = lexicon.draw(rng, SHORT_WORDS if short else min(max(drawn, FEWEST_SPOKEN), MOST_SPOKEN))
    for end in range(SENTENCE - 1, len(words), SENTENCE):
        words[end] += ".\n" if end % PARAGRAPH == PARAGRAPH - 1 else "."
    text = " ".join(words).replace("\n ", "\n").rstrip()
    return f"No. {number}: the meeting’s {text} {lexicon.rare(rng)}, said ¶{number}."


if __name__ == "__main__":
    write_as_asked()
