"""What is measured: a name, and a maker of addresses; what does not exist yet is "absent".

The one place that knows how addresses are written.
"""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from django.utils.http import urlencode

from .corpus import Corpus

#: the parameter that a list goes on after, and the one that holds the words of a search
AFTER, WORDS = "after", "q"
LIST, SEARCH = "/statements/", "/search/"
HELLO = "hello"
OAI = "/oai/?verb="

Maker = Callable[[Corpus, Random], str]


class PageKind(NamedTuple):
    """One row of the table."""

    name: str
    address: Maker


def _filters(corpus: Corpus, rng: Random, count: int) -> dict[str, str]:
    """``count`` of the filters that are used most, with random values."""
    every = {
        "participant": rng.choice(corpus.participants),
        "topic": rng.choice(corpus.topics),
        "year_from": str(rng.randint(1995, 2020)),
    }
    return dict(list(every.items())[:count])


def _list(filters: int, deep: bool = False) -> Maker:
    def address(corpus: Corpus, rng: Random) -> str:
        query = _filters(corpus, rng, filters)
        if deep:
            query[AFTER] = str(rng.choice(corpus.keys))
        return f"{LIST}?{urlencode(query)}" if query else LIST

    return address


def _search(words: str, filters: int = 0, **more: str) -> Maker:
    def address(corpus: Corpus, rng: Random) -> str:
        query = {WORDS: rng.choice(getattr(corpus, words)), **_filters(corpus, rng, filters)}
        return f"{SEARCH}?{urlencode(query | more)}"

    return address


def _hostile(corpus: Corpus, rng: Random) -> str:
    """Questions that no index answers: nearly all statements, in many ways."""
    one, two, three = (rng.choice(corpus.common) for _ in range(3))
    letter = rng.choice("abcdefghijklmnoprstuvw")
    asked = rng.choice(
        (
            f"-{one}",
            f"-{rng.choice(corpus.rare)}",
            f"{one} OR {two} OR {three}",
            f"{letter}* OR {rng.choice('acdeimnoprst')}*",
            f'"{one} {two}" OR "{two} {three}"',
            f"({one} OR {two}) -{three} -{rng.choice(corpus.medium)}",
            f"{one} {two} {three} {rng.choice(corpus.rare)}",
            " ".join(f"{word}*" for word in (one[:2], two[:2], three[:2])),
            f"{one} year:1900..2100 -form:verbatim",
        )
    )
    sort = rng.choice(({}, {"sort": "relevance"}))
    return f"{SEARCH}?{urlencode({WORDS: asked, **sort})}"


def _suggestions(corpus: Corpus, rng: Random) -> str:
    return f"{SEARCH}suggestions/?{urlencode({WORDS: rng.choice(corpus.prefixes)[:3]})}"


def _long_meeting(corpus: Corpus, rng: Random) -> str:
    return f"/meetings/{rng.choice(corpus.long_meetings)}/"


def _statement(corpus: Corpus, rng: Random) -> str:
    slug, number = rng.choice(corpus.statements)
    return f"/meetings/{slug}/statements/{number}/"


def _words(words: str) -> str:
    return urlencode({WORDS: words})


def _file(path: str, filters: int, deep: bool = False) -> Maker:
    def address(corpus: Corpus, rng: Random) -> str:
        query = _filters(corpus, rng, filters)
        if deep:
            query[AFTER] = str(rng.choice(corpus.keys))
        return f"{path}?{urlencode(query)}"

    return address


def _of_meeting(ending: str) -> Maker:
    return lambda corpus, rng: f"/meetings/{rng.choice(corpus.meetings)}{ending}"


def _quotation(corpus: Corpus, rng: Random) -> str:
    """A sentence that nobody said, of phrases that many did."""
    words = " ".join(rng.choice(corpus.phrases).strip('"') for _ in range(5))
    return f"/quote/?{urlencode({WORDS: words[:300]})}"


PAGE_KINDS = (
    PageKind(HELLO, lambda corpus, rng: "/bench/hello/"),
    PageKind("home", lambda corpus, rng: "/"),
    PageKind("search, rare word", _search("rare")),
    PageKind("search, medium word", _search("medium")),
    PageKind("search, very common word", _search("common")),
    PageKind("search, common word, by relevance", _search("common", sort="relevance")),
    PageKind("search, phrase", _search("phrases")),
    PageKind("search, two words", _search("pairs")),
    PageKind("search, prefix", _search("prefixes")),
    PageKind("search, one filter", _search("medium", 1)),
    PageKind("search, two filters", _search("common", 2)),
    PageKind("search, hostile", _hostile),
    PageKind("suggestions", _suggestions),
    PageKind("quotation, misquoted", _quotation),
    PageKind("list, no filter", _list(0)),
    PageKind("list, no filter, deep", _list(0, deep=True)),
    PageKind("list, one filter", _list(1)),
    PageKind("list, one filter, deep", _list(1, deep=True)),
    PageKind("list, two filters", _list(2)),
    PageKind("list, two filters, deep", _list(2, deep=True)),
    PageKind("list, three filters", _list(3)),
    PageKind("list, three filters, deep", _list(3, deep=True)),
    PageKind("meetings, list", lambda corpus, rng: "/meetings/"),
    PageKind("meetings, level", lambda corpus, rng: "/meetings/?level=ambassador"),
    PageKind("meetings, role", lambda corpus, rng: "/meetings/?role=chair"),
    PageKind("pledges, list", lambda corpus, rng: "/pledges/"),
    PageKind("participants, list", lambda corpus, rng: "/participants/"),
    PageKind("people, list", lambda corpus, rng: "/people/"),
    PageKind("delegations, list", lambda corpus, rng: "/delegations/"),
    PageKind("delegations, level", lambda corpus, rng: "/delegations/?level=ambassador"),
    PageKind("documents, list", lambda corpus, rng: "/documents/"),
    PageKind("busiest participant", lambda corpus, rng: f"/participants/{corpus.busiest}/"),
    PageKind("busiest person", lambda corpus, rng: f"/people/{corpus.busiest_person}/"),
    PageKind("topic", lambda corpus, rng: f"/topics/{rng.choice(corpus.topics)}/"),
    PageKind("meeting, 300 statements", _long_meeting),
    PageKind("meeting", lambda corpus, rng: f"/meetings/{rng.choice(corpus.meetings)}/"),
    PageKind("meeting, most statements", lambda corpus, rng: corpus.fullest.first),
    PageKind("meeting, most statements, last page", lambda corpus, rng: corpus.fullest.last),
    PageKind("debate", lambda corpus, rng: corpus.debate.first),
    PageKind("debate, last page", lambda corpus, rng: corpus.debate.last),
    PageKind("debate, whole", lambda corpus, rng: f"{corpus.debate.first}print/"),
    PageKind("debate, document", lambda corpus, rng: f"/documents/{corpus.longest_document}/"),
    PageKind("statement", _statement),
    PageKind("document", lambda corpus, rng: f"/documents/{rng.choice(corpus.documents)}/"),
    # What is taken along; CSV of everything is timed by `python -m bench.downloads`.
    PageKind("statements, JSON", _file("/statements.json", 1)),
    PageKind("statements, JSON, deep", _file("/statements.json", 0, deep=True)),
    PageKind("pledges, JSON", lambda corpus, rng: "/pledges.json"),
    PageKind("statements, feed", _file("/statements.atom", 1)),
    PageKind(
        "search, feed", lambda corpus, rng: f"/search.atom?{_words(rng.choice(corpus.medium))}"
    ),
    PageKind("meetings, calendar", lambda corpus, rng: "/meetings.ics"),
    PageKind("changes", lambda corpus, rng: "/changes/"),
    PageKind("changes, feed", lambda corpus, rng: "/changes.atom"),
    PageKind("OAI-PMH, records", lambda corpus, rng: f"{OAI}ListRecords&metadataPrefix=oai_dc"),
    PageKind(
        "OAI-PMH, record files", lambda corpus, rng: f"{OAI}ListRecords&metadataPrefix=record"
    ),
    PageKind("sitemap, index", lambda corpus, rng: "/sitemap.xml"),
    PageKind("sitemap of statements", lambda corpus, rng: "/sitemap-statements.xml"),
    PageKind("sitemap of meetings", lambda corpus, rng: "/sitemap-meetings.xml"),
    PageKind("statement, cited", lambda corpus, rng: f"{_statement(corpus, rng)}cite/"),
    PageKind("meeting, Akoma Ntoso", _of_meeting(".xml")),
    PageKind("meeting, record file", _of_meeting(".json")),
    PageKind("meeting, PDF", _of_meeting(".pdf")),
    PageKind("meeting, DOCX", _of_meeting(".docx")),
    PageKind("version verified", lambda corpus, rng: f"/verify/?address={_statement(corpus, rng)}"),
)

#: pages that are asked for again unchanged, and from the cache
REPEATED = ("home", "list, no filter", "statement", "meeting")
