"""The quotation of a statement for pages elsewhere (oEmbed)."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBadRequest
from django.utils.translation import gettext as _

from ..addresses import numbered_address, whole_address
from ..formats.oembed import MEDIA_TYPES, asked_statement, encoded, oembed_address, quotation
from ..models import FormerSlug
from ..reading.search_marks import SearchMarks
from ..reading.statement_page import statement_page

#: what the address reads
PARAMETERS = ("url", "format", "maxwidth")
#: digits of a width, at most
_DIGITS = 5


def oembed(request: HttpRequest) -> HttpResponse:
    """The quotation of the statement at ``url``, as JSON or XML.

    501 for any other format, 400 without an address. Raises ``Http404`` for what is no page of a
    published statement of this site.
    """
    form, url = request.GET.get("format", "json"), request.GET.get("url", "")
    if form not in MEDIA_TYPES:
        return _plain(HttpResponse(_("Formats are json and xml."), status=501))
    if not url:
        return _plain(HttpResponseBadRequest(_("Give the address of a statement as url.")))
    asked = asked_statement(url)
    if asked is None:
        raise Http404
    slug, number = asked
    page = statement_page(slug, number, SearchMarks())
    if page is None:
        return _moved(slug, number, form)
    width = request.GET.get("maxwidth", "")
    most = int(width) if width.isdecimal() and width.isascii() and len(width) <= _DIGITS else None
    response = HttpResponse(encoded(quotation(page, most), form), content_type=MEDIA_TYPES[form])
    response["X-Robots-Tag"] = "noindex"
    return response


def _moved(slug: str, number: int, form: str) -> HttpResponse:
    """The redirect from a former address of a meeting. Raises ``Http404`` for any other slug."""
    former = FormerSlug.objects.public().filter(slug=slug).select_related("meeting").first()
    if former is None:
        raise Http404
    url = whole_address(numbered_address("statement", former.meeting.slug, number))
    return HttpResponsePermanentRedirect(oembed_address(url, form))


def _plain(response: HttpResponse) -> HttpResponse:
    response["Content-Type"] = "text/plain; charset=utf-8"
    return response
