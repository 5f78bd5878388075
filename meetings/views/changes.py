"""What changed in the register: the page, and the same as a feed."""

import re

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..formats.feeds.atom import MEDIA_TYPE, encoded
from ..formats.feeds.changes import changes_feed
from ..lists.address import AFTER, BEFORE
from ..reading.changes import changes_page

#: what the page reads of its address
PARAMETERS = (AFTER, BEFORE)
_NUMBER = re.compile("[0-9]{1,18}", re.ASCII)


def changes(request: HttpRequest) -> HttpResponse:
    """Records that are new, corrected or withdrawn, by day. Raises ``Http404`` for no page."""
    after, before = (_cursor(request.GET, name) for name in PARAMETERS)
    if after is not None and before is not None:
        raise Http404
    page = changes_page(after, before)
    context = {
        "changes": page,
        "newer": _step(BEFORE, page.newer, _("Newer")),
        "older": _step(AFTER, page.older, _("Older")),
        "canonical": request.get_full_path(),
    }
    return render(request, "meetings/changes.html", context)


def changes_atom(request: HttpRequest) -> HttpResponse:
    """The latest changes as an Atom feed."""
    return HttpResponse(encoded(changes_feed()), content_type=MEDIA_TYPE)


def _cursor(query: QueryDict, name: str) -> int | None:
    text = query.get(name, "")
    if text and not _NUMBER.fullmatch(text):
        raise Http404
    return int(text) if text else None


def _step(name: str, cursor: int | None, label: str) -> dict[str, str] | None:
    return None if cursor is None else {"url": f"?{name}={cursor}", "label": label}
