"""The head of the page of a pledge: a work of who promised, as schema.org has no pledges."""

from collections.abc import Iterator

from django.conf import settings

from ...models.fields import MadeField
from ...reading.pledge_page import PledgePage
from ..iso_dates import iso_date
from .citable import Citable, Creator
from .head import PageHead, alternates
from .things import document_nodes, inferred_words, maker_node, meeting_node, top, whole


def pledge_head(page: PledgePage) -> PageHead:
    """The head of a pledge; its status is told as of a day, and so on the page alone."""
    makers = [maker_node(row) for row in page.pledgers]
    notes = inferred_words(page.citation_marks)
    node = top(
        "CreativeWork",
        page.get_absolute_url(),
        name=page.title,
        text="\n".join(quote.exact for quote in page.quotes),
        genre="Pledge",
        creator=[*makers, *([{"name": page.collective}] if page.collective else [])],
        dateCreated=iso_date(_made(page)),
        isPartOf=document_nodes(quote.document for quote in page.quotes),
        recordedAt=meeting_node(page.meeting),
        disambiguatingDescription=" ".join(notes),
    )
    citable = Citable(
        title=page.title,
        url=whole(page.get_absolute_url()),
        publisher=settings.SITE_NAME,
        creators=[*_creators(page)],
        date=_made(page) or page.meeting.date,
        meeting=page.meeting.shown_title,
        sources=[*dict.fromkeys(whole(quote.document.url) for quote in page.quotes)],
        part_of=whole(page.meeting.url),
        notes=notes,
    )
    return PageHead(node, citable, alternates("pledge", page.meeting.slug, page.number), "article")


def _creators(page: PledgePage) -> Iterator[Creator]:
    """The participants, and the people who promised for none."""
    for row in page.pledgers:
        yield Creator(str(row.participant or row.person))
    if page.collective:
        yield Creator(page.collective)


def _made(page: PledgePage) -> str:
    """When it was made; empty where no date is stated, or only that it was before the meeting."""
    return "" if page.made in MadeField.words else page.made
