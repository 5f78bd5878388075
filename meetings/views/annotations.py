"""Further pages of passages as annotations; the first stands in the file of the collection."""

from django.http import Http404, HttpRequest, HttpResponse

from ..formats.web_annotation.collection import (
    MEDIA_TYPE,
    document_annotations,
    meeting_annotations,
)
from ..models import Document, Meeting
from .lookup import elsewhere, moved_or_gone


def of_meeting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A page of the passages of a record. Raises ``Http404``, as where it has no such page."""
    body = meeting_annotations(slug, number)
    if body is not None:
        return HttpResponse(body, content_type=MEDIA_TYPE)
    if Meeting.objects.published().filter(slug=slug).exists():
        raise Http404
    return elsewhere(slug, "meeting_annotation_page", number)


def of_document(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A page of the passages in a document; a former address leads to the collection.

    Raises ``Http404``, as where it has no such page.
    """
    body = document_annotations(key, number)
    if body is not None:
        return HttpResponse(body, content_type=MEDIA_TYPE)
    if Document.objects.public().filter(key=key).exists():
        raise Http404
    return moved_or_gone(Document, "document_annotations_jsonld", key=key)
