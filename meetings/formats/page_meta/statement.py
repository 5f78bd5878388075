"""The head of the page of a statement: a schema.org Quotation."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.text import Truncator

from ...addresses import whole_address
from ...models.choices import Form
from ...reading.statement_page import StatementPage
from ..citations.creators import statement_creators
from ..iso_dates import iso_date
from ..oembed import oembed_address
from .citable import Citable
from .head import Alternate, PageHead, alternates
from .things import (
    Node,
    document_nodes,
    inferred_words,
    maker_node,
    meeting_node,
    participant_node,
    term_nodes,
    top,
)

#: characters of a text that is told whole; of a longer one the beginning is
LONGEST = 2_000


def statement_head(page: StatementPage) -> PageHead:
    """The head of a statement."""
    notes = inferred_words(page.citation_marks)
    citable = Citable(
        title=f"{page.heading}, ¶{page.number}",
        url=whole_address(page.url),
        publisher=settings.SITE_NAME,
        creators=statement_creators(page),
        date=page.meeting.date,
        language=page.language,
        meeting=page.meeting.shown_title,
        subjects=[topic.text for topic in page.topics],
        place=page.meeting.place,
        sources=[whole_address(source.document.url) for source in page.sources],
        part_of=whole_address(page.meeting.url),
        notes=notes,
    )
    return PageHead(
        _quotation(page, notes),
        citable,
        [*alternates("statement", page.meeting.slug, page.number), *_embedded(page)],
        "article",
    )


def _embedded(page: StatementPage) -> Iterator[Alternate]:
    """Where other sites ask for the quotation (oEmbed)."""
    for form, media_type in (("json", "application/json+oembed"), ("xml", "text/xml+oembed")):
        yield Alternate(oembed_address(whole_address(page.url), form), media_type, page.heading)


def _quotation(page: StatementPage, notes: list[str]) -> Node:
    spoken = [maker_node(row) for row in page.spoken]
    spoken += [{"name": page.collective}] if page.collective else []
    is_whole = len(page.text) <= LONGEST
    return top(
        "Quotation",
        page.url,
        name=page.heading,
        text=page.text if is_whole else "",
        abstract="" if is_whole else Truncator(page.text).chars(LONGEST),
        genre=page.get_form_display(),
        inLanguage=page.language,
        spokenByCharacter=spoken,
        # The words of an account are not the speaker's own.
        creator=spoken if page.form == Form.VERBATIM else None,
        hasPart=_quoted(page),
        position=page.number,
        isPartOf=document_nodes(source.document for source in page.sources),
        recordedAt=meeting_node(page.meeting),
        dateCreated=iso_date(page.meeting.date),
        about=term_nodes(page.topics),
        mentions=[participant_node(who) for who in page.mentions],
        disambiguatingDescription=" ".join(notes),
    )


def _quoted(page: StatementPage) -> list[Node]:
    """The words that an account quotes."""
    if page.form != Form.QUOTATION:
        return []
    spans = page.quotations
    return [{"@type": "Quotation", "text": page.text[start:end]} for start, end in spans]
