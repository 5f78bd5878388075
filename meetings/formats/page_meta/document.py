"""The head of the page of a document: a schema.org DigitalDocument."""

from django.utils.translation import gettext

from ...addresses import whole_address
from ...models.choices import Rights
from ...reading.document import DocumentPage
from ..document_text import DOCUMENT_TEXT
from ..iso_dates import iso_date
from .citable import Citable, Creator
from .head import PageHead, alternates
from .things import filled, participant_node, top


def document_head(page: DocumentPage) -> PageHead:
    """The head of a document; ``url`` of the original is another address of the same."""
    notes = [f"{words}: {reason}" for words, reason in _inferred(page)]
    symbol = filled(type="PropertyValue", name="symbol", value=page.symbol)
    node = top(
        "DigitalDocument",
        page.url,
        name=page.title,
        genre=page.kind,
        identifier=symbol if page.symbol else None,
        creator=[participant_node(issuer) for issuer in page.issuers],
        publisher=filled(type="Organization", name=page.publisher) if page.publisher else None,
        datePublished=iso_date(page.date),
        inLanguage=page.language,
        sameAs=page.original,
        conditionsOfAccess=page.get_rights_display() if page.rights else "",
        disambiguatingDescription=" ".join(notes),
    )
    issuers = [issuer.name for issuer in page.issuers]
    citable = Citable(
        title=page.title,
        url=whole_address(page.url),
        publisher=page.publisher,
        creators=[Creator(name) for name in issuers],
        date=page.date,
        language=page.language,
        institution=page.publisher or ", ".join(issuers),
        number=page.symbol,
        sources=[page.original] if page.original else [],
        notes=notes,
    )
    without = "" if page.text and page.rights == Rights.PUBLIC else DOCUMENT_TEXT.extension
    others = alternates("document", page.key, without=without)
    return PageHead(node, citable, others, "article")


def _inferred(page: DocumentPage) -> list[tuple[str, str]]:
    """What of a citation of it is inferred, and why."""
    words = {"title": gettext("Title inferred"), "date": gettext("Date inferred")}
    return [(words[row.path], row.reason) for row in page.inferred if row.path in words]
