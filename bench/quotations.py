"""`python -m bench.quotations [SENTENCES]`: misquoted sentences, who is found, and what it takes.

Sentences of the register that DATABASE_URL names are misquoted in several ways, by chance that is
the same at every run, and asked of `/quote/`: what an address takes by GET, longer ones by POST.
It prints how often the right statement stands first, and among all that are shown, and the
milliseconds of whole requests in this process.
"""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()

from django.test import Client

from meetings.models import Statement
from meetings.quotes.asked import LONGEST, LONGEST_ADDRESS

from .spread import spread

SENTENCES, SEED = 60, 1
#: words of a sentence, at least
_FEWEST = 8
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SHOWN = re.compile(r'href="(/meetings/[^"/]+/statements/\d+/)"')
_FORM = "application/x-www-form-urlencoded"


class Drawn(NamedTuple):
    """A sentence, the text that it stands in, and the address of that; "" where nobody said it."""

    address: str
    words: list[str]
    text: list[str]


class Misquote(NamedTuple):
    """A way in which sentences are misquoted; ``others`` are words that stand in other texts."""

    name: str
    made: Callable[[Drawn, Random, Sequence[str]], list[str]]


def _changed(count: int) -> Callable[..., list[str]]:
    def made(drawn: Drawn, rng: Random, others: Sequence[str]) -> list[str]:
        words = drawn.words[:]
        for at in rng.sample(range(len(words)), count):
            words[at] = rng.choice(others)
        return words

    return made


def _dropped(drawn: Drawn, rng: Random, others: Sequence[str]) -> list[str]:
    left_out = set(rng.sample(range(1, len(drawn.words)), len(drawn.words) // 5))
    return [word for at, word in enumerate(drawn.words) if at not in left_out]


def _swapped(drawn: Drawn, rng: Random, others: Sequence[str]) -> list[str]:
    words = drawn.words[:]
    for at in rng.sample(range(len(words) - 1), 2):
        words[at], words[at + 1] = words[at + 1], words[at]
    return words


def _shortened(drawn: Drawn, rng: Random, others: Sequence[str]) -> list[str]:
    """Half of it, with one word wrong."""
    size = max(_FEWEST - 1, len(drawn.words) // 2)
    start = rng.randrange(len(drawn.words) - size + 1)
    return _changed(1)(drawn._replace(words=drawn.words[start : start + size]), rng, others)


def _in_part(drawn: Drawn, rng: Random, others: Sequence[str]) -> list[str]:
    """Half of it, and as many words that nobody said beside it."""
    half = drawn.words[: len(drawn.words) // 2]
    return half + rng.sample(others, len(half))


def _long(drawn: Drawn, rng: Random, others: Sequence[str]) -> list[str]:
    """The whole statement, with one word in ten changed."""
    words = " ".join(drawn.text)[: LONGEST - 100].split()
    return _changed(max(1, len(words) // 10))(drawn._replace(words=words), rng, others)


def _of_nobody(drawn: Drawn, rng: Random, others: Sequence[str]) -> list[str]:
    """Five pairs of words, of which each may have been said."""
    starts = [rng.randrange(len(others) - 1) for _ in range(5)]
    return [word for start in starts for word in others[start : start + 2]]


MISQUOTES = (
    Misquote("exact", lambda drawn, rng, others: drawn.words),
    Misquote("one word changed", _changed(1)),
    Misquote("two words changed", _changed(2)),
    Misquote("four words changed", _changed(4)),
    Misquote("a fifth left out", _dropped),
    Misquote("neighbours swapped", _swapped),
    Misquote("half, one word changed", _shortened),
    Misquote("half, other words beside it", _in_part),
    Misquote("whole statement, a tenth changed", _long),
    Misquote("nobody's words", _of_nobody),
)


def drawn_sentences(count: int, rng: Random) -> Iterator[Drawn]:
    """The longest sentences of statements drawn by chance."""
    rows = Statement.objects.published()
    last = rows.order_by("-pk").values_list("pk", flat=True)[0]
    while count:
        row = rows.select_related("meeting").filter(pk=rng.randint(1, last)).first()
        sentence = max(_SENTENCE.split(row.text), key=len).split() if row else []
        if row and _FEWEST <= len(sentence) <= LONGEST // 10:
            count -= 1
            yield Drawn(row.get_absolute_url(), sentence, row.text.split())


def shown(client: Client, words: str) -> list[str]:
    """The addresses of the statements that are shown, the best one first."""
    if len(words) <= LONGEST_ADDRESS:
        response = client.get("/quote/", {"q": words})
    else:
        response = client.post("/quote/", urlencode({"q": words}), content_type=_FORM)
    if response.status_code != 200:
        return [f"{response.status_code}"]
    return _SHOWN.findall(response.content.decode())


def print_quotations(count: int) -> None:
    """A line for each way of misquoting."""
    rng = Random(f"quotations {SEED}")  # noqa: S311 - repeatable, not secret
    drawn = [*drawn_sentences(2 * count, rng)]
    others = [word.strip(".,;:“”") for one in drawn[count:] for word in one.words]
    client = Client(raise_request_exception=False)
    for one in drawn[count : count + 5]:
        shown(client, " ".join(one.words))
    for misquote in MISQUOTES:
        first = among = 0
        taken = []
        for one in drawn[:count]:
            words = " ".join(misquote.made(one, rng, others))[:LONGEST]
            began = time.perf_counter()
            found = shown(client, words)
            taken.append((time.perf_counter() - began) * 1000)
            first += found[:1] == [one.address]
            among += one.address in found
        times = spread(taken)
        print(  # noqa: T201 - it is a program for people
            f"{misquote.name:34} first {first:3} among {among:3} of {count}"
            f"  p50 {times['p50']:6.0f}  p95 {times['p95']:6.0f}  max {times['max']:6.0f} ms",
            flush=True,
        )


if __name__ == "__main__":
    print_quotations(int(sys.argv[1]) if len(sys.argv) > 1 else SENTENCES)
