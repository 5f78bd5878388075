"""The search as browsers can take it up: /opensearch.xml, and suggestions as that has them.

OpenSearch 1.1 (draft 6), with its suggestions extension.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from lxml import etree
from lxml.builder import ElementMaker

from meetings.addresses import whole_address
from meetings.search.engine.limits import within
from meetings.search.results.suggestions import suggestions

from .search.views import NO_STORE, SUGGESTION_LIMIT

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
MEDIA_TYPE = "application/opensearchdescription+xml"
SUGGESTIONS_TYPE = "application/x-suggestions+json"
#: the most characters of its names, as OpenSearch has it
_SHORT, _LONG = 16, 48
_TERMS = "{searchTerms}"


def description(request: HttpRequest) -> HttpResponse:
    """How to search the register."""
    name = settings.SITE_NAME
    make = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
    suggested = f"{reverse('opensearch_suggestions')}?q={_TERMS}"
    root = make.OpenSearchDescription(
        make.ShortName(name if len(name) <= _SHORT else gettext("Register")[:_SHORT]),
        make.LongName(name[:_LONG]),
        make.Description(gettext("What was said and promised at diplomatic meetings.")),
        make.Url(type="text/html", template=whole_address(f"{reverse('search')}?q={_TERMS}")),
        make.Url(type=SUGGESTIONS_TYPE, rel="suggestions", template=whole_address(suggested)),
        make.Url(type=MEDIA_TYPE, rel="self", template=whole_address(reverse("opensearch"))),
        make.Image(whole_address(reverse("favicon")), width="16", height="16", type="image/x-icon"),
        make.Language(get_language() or "*"),
        make.InputEncoding("UTF-8"),
        make.OutputEncoding("UTF-8"),
    )
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return HttpResponse(body, content_type=MEDIA_TYPE)


def completions(request: HttpRequest) -> JsonResponse:
    """Names that begin with ``q``, what each is, and its address. None where they took too long."""
    typed = request.GET.get("q", "")[:200]
    rows = within(SUGGESTION_LIMIT, lambda: suggestions(typed)) or []
    told = [typed, [row.label for row in rows], [], [whole_address(row.url) for row in rows]]
    response = JsonResponse(told, safe=False, content_type=SUGGESTIONS_TYPE)
    response["X-Robots-Tag"] = "noindex"
    if not rows:
        response["Cache-Control"] = NO_STORE
    return response
