"""Whether somebody said it: ``/quote/``, a form for a sentence, and what the register knows of it.

Nothing of what is sent is stored or kept by a cache. The form sends by POST, so that the words
stand in no address and no log; short ones may be asked for by GET, to be linked.
"""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ..quotes.asked import LONGEST, LONGEST_ADDRESS, RefusedQuote
from ..quotes.check import QuoteCheck, check_quote
from ..quotes.wording import headline, notes, share_wording
from ..search.engine.limits import SearchTimeout, time_limit

#: what the page reads of its address
ASKED = ("q",)
#: seconds that one check may take of the database
LIMIT = 2.0
#: bytes of a form that is read at all, to say how much too long the text is
_LARGEST = 1_000_000
_FORM = "application/x-www-form-urlencoded"


# Nothing is changed by what is sent, and nobody is known by it.
@csrf_exempt
def quote(request: HttpRequest) -> HttpResponse:
    """The form, and what is told of the sentence. 400 where it cannot be checked, 503 where that
    took too long. Raises ``BadRequest`` for what no form of this page sends."""
    text = _text(request)
    context: dict[str, Any] = {"text": text.strip(), "longest": LONGEST}
    status = 200
    is_asked = request.method == "POST" or bool(text)
    if is_asked and request.method != "POST" and len(text) > LONGEST_ADDRESS:
        told = _(
            "An address takes up to %(most)d characters of a quotation: use the form for more."
        )
        context |= {"error": told % {"most": LONGEST_ADDRESS}}
        status = 400
    elif is_asked:
        status = _tell(context, text)
    response = render(request, "meetings/quote.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _text(request: HttpRequest) -> str:
    """The sentence as it was pasted. Raises ``BadRequest``."""
    if request.method != "POST":
        return request.GET.get("q", "")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.content_type != _FORM or not length.isdigit() or int(length) > _LARGEST:
        raise BadRequest("A form that no page of the register sends.")
    return request.POST.get("q", "")


def _tell(context: dict[str, Any], text: str) -> int:
    """Put in the context what is told of a sentence; the status of the response."""
    try:
        with time_limit(LIMIT):
            check = check_quote(text)
    except RefusedQuote as refused:
        context["error"] = str(refused)
        return 400
    except SearchTimeout:
        context["timeout"] = True
        return 503
    context |= {
        "check": check,
        "headline": headline(check),
        "matches": [(match, notes(match), share_wording(match)) for match in check.matches],
        "link": _link(check),
    }
    return 200


def _link(check: QuoteCheck) -> str:
    """The address that asks the same, where it is not too long."""
    words = " ".join(check.asked.text.split())
    return f"{reverse('quote')}?{urlencode({'q': words})}" if len(words) <= LONGEST_ADDRESS else ""
