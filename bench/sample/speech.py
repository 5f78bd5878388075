"""What one statement of a sample says, who says it and of what."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple

from .cast import Cast, Entry

VERBS = ("noted", "stressed", "recalled", "welcomed", "underlined", "regretted", "proposed")
#: words of a statement: the median, and how far lengths spread (lognormal)
MEDIAN_WORDS, SPREAD, MOST_WORDS = 28, 0.75, 400
#: words of a speech in a debate: 5 to 130 kB, 18 kB on average; and sentences of a paragraph
SPEECH_WORDS, SPEECH_SPREAD, FEWEST_SPOKEN, MOST_SPOKEN = 1_950, 0.65, 680, 17_500
PER_PARAGRAPH = 6


class Voice(NamedTuple):
    """One who speaks: the index of the participant, the participant, the person and the title."""

    who: int
    participant: Entry
    person: Entry | None
    title: str


class DueDate(NamedTuple):
    """When a pledge is due (EDTF), with its bounds."""

    date: str
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class Speech:
    """One statement; ``pledge`` is its last sentence where that promises something."""

    text: str
    form: str
    delivery: str
    quotations: str
    procedural: bool
    collective: str
    voices: tuple[Voice, ...]
    topics: list[int]
    mention: int | None
    reply: bool
    pledge: str
    amount: int


def speech(
    rng: Random, cast: Cast, series: int | None, present: Sequence[Voice], promising: bool
) -> Speech:
    """A statement by some of those ``present``; the first of them speak most."""
    voices = _voices(rng, present)
    collective = ""
    if not promising and rng.random() < 0.01:
        voices, collective = (), "several delegations"
    topics = _topics(rng, cast, series, voices)
    sentences = _sentences(rng, cast)
    if topics and rng.random() < 0.35:
        sentences[0] = f"On {topics[0].name}, {sentences[0]}"
    mention = rng.choice(cast.participants) if rng.random() < 0.1 else None
    if mention:
        sentences.append(f"It thanked {mention.name} for its work.")
    form, text, quotations = _form(rng, voices, collective, sentences)
    amount = rng.randint(1, 500) * 10_000 if promising and rng.random() < 0.3 else 0
    pledge = _promise(rng, cast, voices, amount) if promising else ""
    return Speech(
        text=f"{text} {pledge}" if pledge else text,
        form=form,
        delivery='["in person"]' if form == "verbatim" else "[]",
        quotations=quotations,
        procedural=rng.random() < 0.03,
        collective=collective,
        voices=voices,
        topics=[topic.pk for topic in topics],
        mention=mention and mention.pk,
        reply=rng.random() < 0.05,
        pledge=pledge,
        amount=amount,
    )


def long_speech(rng: Random, cast: Cast, voice: Voice) -> Speech:
    """A speech as it was held: paragraphs of drawn words by one delegation."""
    drawn = int(SPEECH_WORDS * rng.lognormvariate(0, SPEECH_SPREAD))
    sentences = _sentences(rng, cast, min(max(drawn, FEWEST_SPOKEN), MOST_SPOKEN))
    paragraphs = [
        " ".join(map(_capital, sentences[start : start + PER_PARAGRAPH]))
        for start in range(0, len(sentences), PER_PARAGRAPH)
    ]
    return Speech(
        text="\n".join(paragraphs),
        form="verbatim",
        delivery='["in person"]',
        quotations="[]",
        procedural=False,
        collective="",
        voices=(voice,),
        topics=[topic.pk for topic in _topics(rng, cast, None, (voice,))],
        mention=None,
        reply=False,
        pledge="",
        amount=0,
    )


def _voices(rng: Random, present: Sequence[Voice]) -> tuple[Voice, ...]:
    count = rng.randint(2, 4) if rng.random() < 0.05 else 1
    indexes = dict.fromkeys(int(len(present) * rng.random() ** 1.7) for _ in range(count))
    return tuple(present[index] for index in indexes)


def _topics(rng: Random, cast: Cast, series: int | None, voices: Sequence[Voice]) -> list[Entry]:
    """Topics of the series, and of the speaker where that has one in common with it."""
    if rng.random() < 0.08:
        return []
    own = cast.series_topics[-1 if series is None else series]
    dear = cast.own_topics[voices[0].who] if voices else own
    drawn: dict[int, None] = {}
    for _ in range(1 + (rng.random() < 0.4) + (rng.random() < 0.12)):
        among = dear if rng.random() < 0.45 else own
        drawn[among[int(len(among) * rng.random() ** 1.5)]] = None
    return [cast.topics[index] for index in drawn]


def _sentences(rng: Random, cast: Cast, count: int = 0) -> list[str]:
    """Sentences of drawn words; often with a rare one, now and then with a symbol."""
    count = count or min(max(int(MEDIAN_WORDS * rng.lognormvariate(0, SPREAD)), 6), MOST_WORDS)
    words = cast.lexicon.draw(rng, count)
    if rng.random() < 0.6:
        words[-1] = cast.lexicon.rare(rng)
    if rng.random() < 0.03:
        words[0] = rng.choice(cast.lexicon.symbols)
    length = rng.randint(9, 18)
    return [" ".join(words[start : start + length]) + "." for start in range(0, count, length)]


def _form(
    rng: Random, voices: Sequence[Voice], collective: str, sentences: list[str]
) -> tuple[str, str, str]:
    """The form, the text, and the quoted ranges as JSON."""
    how = rng.random()
    if how < 0.2 and voices:
        return "verbatim", " ".join(map(_capital, sentences)), "[]"
    who = voices[0].participant.name if voices else collective.capitalize()
    first, *others = sentences
    verb = rng.choice(VERBS)
    if how < 0.3 and voices:
        opening = f"{who} {verb}: “"
        text = f"{opening}{_capital(first)}” " + " ".join(map(_capital, others))
        start = len(opening)
        return "quotation", text.strip(), f"[[{start}, {start + len(first)}]]"
    return "reported", " ".join([f"{who} {verb} that {first}", *map(_capital, others)]), "[]"


def _promise(rng: Random, cast: Cast, voices: Sequence[Voice], amount: int) -> str:
    what = " ".join(cast.lexicon.draw(rng, rng.randint(6, 14)))
    money = f" with {amount:,} US dollars" if amount else ""
    return f"{voices[0].participant.name} pledged to support {what}{money}."


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def due_date(rng: Random, day: date) -> DueDate:
    """When a pledge made that day is due; mostly not stated."""
    if rng.random() < 0.5:
        return DueDate("", None, None)
    year = day.year + rng.randint(1, 5)
    if rng.random() < 0.5:
        return DueDate(str(year), f"{year}-01-01", f"{year}-12-31")
    month = rng.randint(1, 12)
    last = calendar.monthrange(year, month)[1]
    return DueDate(f"{year}-{month:02}", f"{year}-{month:02}-01", f"{year}-{month:02}-{last}")
