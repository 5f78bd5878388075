"""The page of a noun that lists rows which are likely one, each with a way to compare them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from meetings.merging.likely import likely

#: groups that one page shows
MOST = 100


def duplicates_url(model: Any) -> str:
    """The address of the page of a noun."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_duplicates")


def duplicates_urls(page: Any) -> list[URLPattern]:
    """The page of likely duplicates."""
    meta = page.opts
    view = page.admin_site.admin_view(duplicates_view(page))
    return [path("duplicates/", view, name=f"{meta.app_label}_{meta.model_name}_duplicates")]


def duplicates_view(page: Any) -> Any:
    """The view of a page of the admin: groups of rows, the surest first."""

    def view(request: HttpRequest) -> HttpResponse:
        if not page.has_view_permission(request):
            raise PermissionDenied
        found = likely(page.model)
        shown = found[:MOST]
        numbers = {number for one in shown for number in one.numbers}
        related = page.list_select_related
        rows = page.model._default_manager.select_related(*related or [])
        held = rows.in_bulk(numbers)
        meta = page.opts
        compare = reverse(f"admin:{meta.app_label}_{meta.model_name}_merge")
        change = f"admin:{meta.app_label}_{meta.model_name}_change"
        address = "key" if hasattr(page.model, "key") else "slug"
        groups = [
            {
                "why": one.why.words,
                "rows": [
                    (held[number], getattr(held[number], address), reverse(change, args=[number]))
                    for number in one.numbers
                ],
                "compare": f"{compare}?{urlencode([('ids', number) for number in one.numbers])}",
            }
            for one in shown
        ]
        context = page.admin_site.each_context(request) | {
            "opts": meta,
            "title": gettext("Likely duplicates"),
            "groups": groups,
            "total": len(found),
        }
        return TemplateResponse(request, "admin/meetings/merging/duplicates.html", context)

    return view
