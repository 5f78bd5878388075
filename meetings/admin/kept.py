"""What of the forms that a browser still keeps was saved: it forgets those."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path

from meetings.models import SentForm

from .once import TOKEN

#: tokens that are asked about at once
MOST = 50


def kept_urls(page: Any) -> list[URLPattern]:
    """The address at which a browser asks."""
    view = page.admin_site.admin_view(taken)
    return [path("taken/", view, name="meetings_meeting_taken")]


def taken(request: HttpRequest) -> HttpResponse:
    """Which of the tokens of ``?token=`` are of forms that this user sent and that were saved.

    JSON: ``{"taken": [token, …]}``; one query.
    """
    asked = filter(TOKEN.fullmatch, request.GET.getlist("token")[:MOST])
    user: Any = request.user
    rows = SentForm.objects.filter(token__in=[*asked], user=user, row__isnull=False)
    response = JsonResponse({"taken": sorted(rows.values_list("token", flat=True))})
    response["Cache-Control"] = "no-store"
    return response
