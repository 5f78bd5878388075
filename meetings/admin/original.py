"""The uploaded file of a document: named on its page, and fetched from there by staff alone."""

import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from meetings.exports import tell_export
from meetings.models import Document, Original

logger = logging.getLogger(__name__)


def original_urls(page: Any) -> list[URLPattern]:
    """The address of the file of a document."""

    def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
        document = get_object_or_404(Document.objects.defer("text"), pk=pk)
        if not page.has_view_permission(request, document):
            raise PermissionDenied
        return _file(request, document)

    view = page.admin_site.admin_view(fetch)
    return [path("<int:pk>/original/", view, name="meetings_document_original")]


def _file(request: HttpRequest, document: Document) -> HttpResponseBase:
    """The bytes as they were uploaded, to be saved and never shown: whatever is in them, as a file.

    Raises ``Http404`` for a document without one.
    """
    original = Original.objects.filter(document=document).first()
    if original is None:
        raise Http404
    try:
        file = original.file.open("rb")
    except OSError as error:
        logger.warning("The original of “%s” could not be read: %s", document.key, error)
        messages.error(
            request, _("The file cannot be read now. An administrator finds the reason in the log.")
        )
        return HttpResponseRedirect(reverse("admin:meetings_document_change", args=[document.pk]))
    tell_export(document, original.name)
    answer = FileResponse(
        file,
        as_attachment=True,
        filename=original.name,
        content_type="application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def original_of(document: Document) -> Original | None:
    """The file of a document; None where its text was typed, pasted or loaded."""
    return Original.objects.filter(document=document.pk).first()


def link_to_original(document: Document) -> str:
    """The name of the file, leading to it, on the page of its document."""
    original = original_of(document)
    if original is None:
        return "–"
    url = reverse("admin:meetings_document_original", args=[document.pk])
    return format_html('<a href="{}">{}</a>', url, original.name)
