"""The meetings of a list as a calendar, to be subscribed to by series, participant or filter."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from ..formats.calendar import MEDIA_TYPE, list_calendar
from ..lists.address import link
from ..lists.headings import heading
from ..lists.meeting import MeetingFilterSet
from ..lists.typed_names import settled_names
from ..search.engine.limits import within
from .list_feed import LIMIT
from .refusals import refusal, too_slow, wrong_values

#: what it reads of its address: the filters of the list of meetings
PARAMETERS = [name for name in MeetingFilterSet.base_filters if name != "sort"]


def meetings_calendar(request: HttpRequest) -> HttpResponse:
    """The meetings that the filters leave. 400 for wrong values, 503 where it took too long."""
    filters = MeetingFilterSet(request.GET)
    if slugs := settled_names(filters):
        return HttpResponseRedirect(request.path + link(filters.address.used | slugs))
    if not filters.is_valid():
        return refusal(wrong_values(filters))
    name = heading(filters, _("Meetings"))
    file = within(LIMIT, lambda: list_calendar(filters, name))
    if file is None:
        return refusal(too_slow())
    return HttpResponse(file, content_type=MEDIA_TYPE)
