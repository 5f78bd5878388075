"""The head of the page of a pledge: a work of who promised, as schema.org has no pledges."""

from django.conf import settings

from ...addresses import whole_address
from ...reading.pledge_page import PledgePage
from ..citations.creators import pledge_creators, pledge_date
from ..iso_dates import iso_date
from .citable import Citable
from .head import PageHead, alternates
from .things import document_nodes, inferred_words, maker_node, meeting_node, top


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
        dateCreated=iso_date(pledge_date(page)),
        isPartOf=document_nodes(quote.document for quote in page.quotes),
        recordedAt=meeting_node(page.meeting),
        disambiguatingDescription=" ".join(notes),
    )
    citable = Citable(
        title=page.title,
        url=whole_address(page.get_absolute_url()),
        publisher=settings.SITE_NAME,
        creators=pledge_creators(page),
        date=pledge_date(page) or page.meeting.date,
        meeting=page.meeting.shown_title,
        sources=[*dict.fromkeys(whole_address(quote.document.url) for quote in page.quotes)],
        part_of=whole_address(page.meeting.url),
        notes=notes,
    )
    return PageHead(node, citable, alternates("pledge", page.meeting.slug, page.number), "article")
