"""The passages of a meeting, a statement or a document as a collection, by pages."""

import json
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ...addresses import whole_address
from ...models import Document, Meeting, Statement
from ..file_format import FileFormat
from .annotation import Json, annotation
from .passages import PassagePage, passage_page

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: what the W3C's Web Annotation Protocol asks for
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
EXTENSION = "annotations.jsonld"
#: annotations of a page
MOST = 500


def meeting_annotations(slug: str, number: int | None = None) -> bytes | None:
    """The passages of a published record: the collection, or a page of it.

    None where there is no such record or page.
    """
    row = Meeting.objects.published().filter(slug=slug).only("pk").first()
    return row and _file("meeting", slug, number, meeting=row.pk)


def document_annotations(key: str, number: int | None = None) -> bytes | None:
    """The passages of published records in a document, likewise."""
    row = Document.objects.public().filter(key=key).only("pk").first()
    return row and _file("document", key, number, document=row.pk)


def statement_annotations(slug: str, number: int) -> bytes | None:
    """The passages of a published statement: few, so that one page holds them."""
    rows = Statement.objects.published().filter(meeting__slug=slug, number=number)
    row = rows.only("pk").order_by().first()
    if row is None:
        return None
    own = whole_address(reverse("statement_annotations_jsonld", args=[slug, number]))
    page = passage_page(0, MOST, statement=row.pk)
    return _encoded(_collection(own, page, lambda n: f"{own}#page-{n}"))


def _file(noun: str, slug: str, number: int | None, **of: Any) -> bytes | None:
    own = whole_address(reverse(f"{noun}_annotations_jsonld", args=[slug]))

    def address(n: int) -> str:
        return whole_address(reverse(f"{noun}_annotation_page", args=[slug, n]))

    page = passage_page(((number or 1) - 1) * MOST, MOST, **of)
    if number is None:
        return _encoded(_collection(own, page, address))
    if not page.rows:
        return None
    return _encoded({**_page(own, page, number, address), "partOf": own})


def _collection(own: str, page: PassagePage, address: Callable[[int], str]) -> Json:
    collection: Json = {"id": own, "type": "AnnotationCollection", "total": page.total}
    if page.rows:
        collection["first"] = _page(own, page, 1, address)
        collection["last"] = address(_last(page))
    return collection


def _page(own: str, page: PassagePage, number: int, address: Callable[[int], str]) -> Json:
    told: Json = {
        "id": address(number),
        "type": "AnnotationPage",
        "startIndex": (number - 1) * MOST,
        "items": [annotation(row, page.texts[row.document_key]) for row in page.rows],
    }
    if number > 1:
        told["prev"] = address(number - 1)
    if number < _last(page):
        told["next"] = address(number + 1)
    return told


def _last(page: PassagePage) -> int:
    return -(-page.total // MOST)


def _encoded(told: Json) -> bytes:
    return json.dumps({"@context": CONTEXT, **told}, ensure_ascii=False).encode()


_LABEL = _("Passages (Web Annotation)")
ANNOTATIONS = (
    FileFormat("meeting", EXTENSION, MEDIA_TYPE, _LABEL, meeting_annotations),
    FileFormat("statement", EXTENSION, MEDIA_TYPE, _LABEL, statement_annotations),
    FileFormat("document", EXTENSION, MEDIA_TYPE, _LABEL, document_annotations),
)
