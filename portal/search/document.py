"""What a search finds, as a document: a few of each kind as its page, or the first of one kind."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from meetings.formats.file_format import NotMade
from meetings.formats.paper.blocks import (
    Block,
    Bullets,
    Heading,
    Inline,
    Paper,
    Paragraph,
    Run,
    Section,
    joined,
    muted,
    told,
    whole,
)
from meetings.formats.paper.files import PDF_TYPE
from meetings.formats.paper.lists import MOST, result_paper
from meetings.formats.paper.pdf import pdf
from meetings.models import PledgeStatus
from meetings.reading.labels import labels
from meetings.reading.links import Link
from meetings.views.refusals import refusal, too_slow

from .feed import FEED_PARAMETERS
from .result_page import ResultPage, ResultSection, found_page
from .result_rows import ResultRow
from .search_request import STATEMENT_GROUP, SearchRequest

#: the parameters that it reads of those of a search
PDF_PARAMETERS = (*FEED_PARAMETERS, "group", "sort")
#: groups of texts, each under a heading of its own; of the others a row is a name and what is known
_TEXTS = (STATEMENT_GROUP, "sources")
#: characters of a file's name that come from the search
_LONGEST_NAME = 60
_MARK = re.compile("(</?mark>)")


def search_pdf(request: HttpRequest) -> HttpResponse:
    """The results as PDF. 503 where the search took too long, 400 where nothing is asked."""
    asked = SearchRequest.of(request.GET)
    try:
        body = pdf(search_paper(asked))
    except NotMade as why:
        return refusal(why)
    response = HttpResponse(body, content_type=PDF_TYPE)
    name = slugify(f"search {asked.text}")[:_LONGEST_NAME].rstrip("-")
    named = content_disposition_header(as_attachment=False, filename=f"{name}.pdf")
    response["Content-Disposition"] = named or "inline"
    return response


def search_paper(asked: SearchRequest) -> Paper:
    """The document of a search. Raises :class:`NotMade`."""
    if asked.is_empty:
        raise NotMade(_("Nothing is searched: say what in “q”, as on the search page."), status=400)
    asked = replace(asked, after=None, before=None, page=1)
    found = found_page(asked, MOST)
    if found is None:
        raise too_slow()
    title = _("Search results for “%(text)s”") % {"text": asked.text}
    return result_paper(
        _("Search"),
        title if asked.text else _("Search results"),
        asked.address,
        facts=[*_facts(asked, found)],
        notes=found.notes,
        sections=[_section(asked, section) for section in found.sections],
        left=_left(asked, found),
    )


def _facts(asked: SearchRequest, found: ResultPage) -> Iterator[tuple[str, Sequence[Inline]]]:
    """How much was found, the fields in use, and the order of statements."""
    total = found.total
    some = _("1 result") if total.n == 1 else _("%(n)s results") % {"n": total.in_words}
    yield _("Found"), [[Run(some if total.n else _("No result"))]]
    for chip in found.chips:
        yield chip["name"], [[Run(chip["value"])]]
    if any(section.name == STATEMENT_GROUP for section in found.sections):
        words = _("Most relevant first") if asked.by_relevance else _("Newest first")
        yield _("Order"), [[Run(words)]]
    if found.best:
        name = Run(found.best.name, whole(found.best.url))
        yield _("Best match"), [[name, muted(f" ({found.best.label})")]]


def _left(asked: SearchRequest, found: ResultPage) -> str:
    """What of the results is printed, where that is not all."""
    if not asked.group:
        return _("The first of each kind") if any(one.more for one in found.sections) else ""
    if not (found.next_url and found.sections):
        return ""
    words = _("The first %(n)s of %(count)s")
    (section,) = found.sections
    return words % {"n": len(section.rows), "count": section.count}


def _section(asked: SearchRequest, section: ResultSection) -> Section:
    blocks: list[Block] = []
    if section.name in _TEXTS:
        for row in section.rows:
            blocks += _text(row)
    elif section.rows:
        blocks.append(Bullets([_lines(row) for row in section.rows]))
    if not section.rows:
        blocks.append(Paragraph([Run(_("Nothing in this group matches."))], "muted"))
    if section.more:
        words = {"n": section.count, "group": section.label.lower()}
        run = Run(_("All %(n)s %(group)s") % words, whole(section.more))
        blocks.append(Paragraph([run], "muted"))
    title = _("%(group)s: %(n)s") % {"group": section.label, "n": section.count}
    return Section(title, section.name, blocks)


def _text(row: ResultRow) -> Iterator[Block]:
    """A statement, or a stretch of a source."""
    yield Heading(3, [*_runs(row.title, whole(row.url))])
    yield Paragraph(_meta(row), "beside")
    if row.snippet:
        yield Paragraph([*_runs(row.snippet)], language=row.language)


def _lines(row: ResultRow) -> list[Inline]:
    """A name, what is known of it, and the words that match."""
    title = [run._replace(kind=run.kind or "strong") for run in _runs(row.title, whole(row.url))]
    return [title, _meta(row), [*_runs(row.snippet)]]


def _meta(row: ResultRow) -> list[Run]:
    known: list[Inline] = [
        [muted(words.text), *told(words.reason)] for words in row.meta if isinstance(words, Link)
    ]
    known += [[muted(labels(PledgeStatus)[row.status])]] if row.status else []
    return joined(known)


def _runs(words: SafeString | str, url: str = "") -> Iterable[Run]:
    """Words of a result; where they are HTML, with what was searched in marks."""
    if not isinstance(words, SafeString):
        yield Run(words, url)
        return
    kind = ""
    for part in _MARK.split(words):
        if part in ("<mark>", "</mark>"):
            kind = "searched" if part == "<mark>" else ""
        elif part:
            yield Run(unescape(part), url, kind=kind)
