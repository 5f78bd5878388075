"""What requests ask for: words by how common they are, and rows of the sample."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, QuerySet
from django.db.models.functions import Length
from django.test import RequestFactory

from bench.sample.lexicon import read_lexicon
from meetings.models import (
    Document,
    Meeting,
    Series,
    Statement,
    StatementParticipant,
    StatementPerson,
    Topic,
)
from meetings.reading.meeting_page import meeting_page
from meetings.views.searched import Searched
from participants.models import Participant, Person

_WORD = re.compile("[a-z]{3,}")
#: statements that the frequency of words is judged by, and that phrases are taken from
SAMPLED = 2_000
#: share of statements with a very common word, and with a medium one
COMMON, MEDIUM = (0.2, 0.6), (0.002, 0.03)


class Pages(NamedTuple):
    """The first and the last page of a record; the same where it has one."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that addresses are made from."""

    rare: list[str]
    medium: list[str]
    common: list[str]
    phrases: list[str]
    pairs: list[str]
    prefixes: list[str]
    participants: list[str]
    busiest: str
    busiest_person: str
    topics: list[str]
    series: list[str]
    keys: list[int]
    statements: list[tuple[str, int]]
    long_meetings: list[str]
    meetings: list[str]
    documents: list[str]
    fullest: Pages
    debate: Pages
    longest_document: str


def read_corpus(seed: int) -> Corpus:
    """Draw it from the register that Django is connected to."""
    rng = Random(f"bench {seed}")  # noqa: S311 - repeatable, not secret
    top = Statement.objects.order_by("-pk").values_list("pk", flat=True).first() or 1
    drawn = sorted(rng.sample(range(1, top + 1), min(SAMPLED, top)))
    rows = list(
        Statement.objects.published()
        .filter(pk__in=drawn)
        .values_list("text", "meeting__slug", "number", "key", named=True)
    )
    texts = [_WORD.findall(row.text.lower()) for row in rows]
    shares = Counter(word for words in texts for word in set(words))
    medium = _between(shares, len(rows), MEDIUM)
    runs = [words for words in texts if len(words) > 8]
    lexicon = read_lexicon(Path(settings.BASE_DIR) / "fixtures" / "records")
    tail = set(lexicon.tail[len(lexicon.tail) // 20 :])
    rare = sorted({word for words in texts for word in words if word in tail})
    bodies = Counter(
        dict(
            StatementParticipant.objects.order_by()
            .values_list("participant__slug")
            .annotate(n=Count("pk"))
        )
    )
    return Corpus(
        rare=rare or list(lexicon.tail[-100:]),
        medium=medium or list(lexicon.head[200:300]),
        common=_between(shares, len(rows), COMMON) or list(lexicon.head[10:15]),
        phrases=[f'"{" ".join(_two(rng, words))}"' for words in runs],
        pairs=[" ".join(rng.sample(words, 2)) for words in runs],
        prefixes=sorted({f"{word[:4]}*" for word in medium if len(word) > 4}) or ["secu*"],
        participants=[slug for slug, _n in bodies.most_common(120)]
        or list(Participant.objects.values_list("slug", flat=True)),
        busiest=bodies.most_common(1)[0][0],
        busiest_person=_busiest_person(),
        topics=list(Topic.objects.values_list("slug", flat=True)),
        series=list(Series.objects.values_list("slug", flat=True)),
        keys=[row.key for row in rows],
        statements=[(row.meeting__slug, row.number) for row in rows],
        long_meetings=_long_meetings(),
        meetings=sorted({row.meeting__slug for row in rows}),
        documents=_sources(drawn),
        fullest=_pages(_longest_meetings(1)[0]),
        debate=_pages(_debate()),
        longest_document=_longest_document(),
    )


def _between(shares: Counter[str], rows: int, bounds: tuple[float, float]) -> list[str]:
    low, high = bounds
    return sorted(word for word, n in shares.items() if low <= n / rows <= high)


def _two(rng: Random, words: list[str]) -> list[str]:
    start = rng.randrange(len(words) - 1)
    return words[start : start + 2]


def _sources(statements: list[int]) -> list[str]:
    """The documents that statements are recorded from."""
    rows = Document.objects.filter(passages__statement__in=statements[:500])
    return sorted(rows.order_by().values_list("key", flat=True).distinct())


def _busiest_person() -> str:
    counted = StatementPerson.objects.order_by().values_list("person").annotate(n=Count("pk"))
    pk = counted.order_by("-n").first()[0]
    return Person.objects.values_list("key", flat=True).get(pk=pk)


def _long_meetings() -> list[str]:
    """Meetings with 300 statements; in a small sample, the longest."""
    exact = _counted().filter(n=300).values_list("slug", flat=True)[:50]
    return list(exact) or _longest_meetings(5)


def _longest_meetings(most: int) -> list[str]:
    """Those with most statements."""
    return list(_counted().values_list("slug", flat=True)[:most])


def _counted() -> QuerySet[Any]:
    """Meetings by how many statements they have, most first."""
    return (
        Meeting.objects.published().order_by().annotate(n=Count("statements")).order_by("-n", "pk")
    )


def _pages(slug: str) -> Pages:
    first = f"/meetings/{slug}/"
    page = meeting_page(slug, Searched(RequestFactory().get(first)), "1")
    if page is None or page.page_count == 1:
        return Pages(first, first)
    return Pages(first, f"{first}?page={page.page_count}")


def _debate() -> str:
    """The meeting of the longest statement: of speeches, where the register has some."""
    longest = Statement.objects.published().order_by(Length("text").desc(), "pk")
    return longest.values_list("meeting__slug", flat=True)[0]


def _longest_document() -> str:
    """The longest source that a published statement is recorded from."""
    used = Document.objects.public().order_by(Length("text").desc(), "pk")
    return used.values_list("key", flat=True)[0]
