"""Published versions of a record: their list, each of them, its file, and one statement's history.

A version that was withdrawn by itself, as all of a withdrawn record, is gone (410); a former
address of the meeting redirects for good. None of these pages is for an index of the web.
"""

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..reading.version_files import public_files
from ..reading.version_page import version_page
from ..reading.versions import (
    ON_A_PAGE,
    VersionRow,
    Versions,
    compared,
    fill_changes,
    statement_history,
    versions_of,
)
from ..records.dumper import encoded
from .lookup import elsewhere

#: the parameter that names the version to compare with
WITH = "with"


def version_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All versions, the newest first, each with what differs from the one before it."""
    versions = versions_of(slug)
    if versions is None:
        return elsewhere(slug, "versions")
    try:
        page = Paginator(versions.rows, ON_A_PAGE).page(request.GET.get("page") or 1)
    except InvalidPage as wrong:
        raise Http404 from wrong
    fill_changes(versions, page.object_list)
    context = {"versions": versions, "page_obj": page, "query": request.GET}
    return _page(request, "version_list", versions, context)


def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version, whole; or what differs between it and another one (``?with=``)."""
    versions = versions_of(slug)
    if versions is None:
        return elsewhere(slug, "version", number)
    row = _row(versions, number)
    if row.withdrawn:
        return _gone(request, versions, row)
    if asked := request.GET.get(WITH):
        return _comparison(request, versions, row, asked)
    page = version_page(versions, row)
    if page is None:
        raise Http404
    return _page(request, "version_detail", versions, {"page": page, "version": row})


def version_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The record file of one version, as the public may read it."""
    versions = versions_of(slug)
    if versions is None:
        return elsewhere(slug, "version_json", number)
    row = _row(versions, number)
    if row.withdrawn:
        return _gone(request, versions, row)
    file = public_files(versions.meeting.pk, [row.revision_id]).get(row.revision_id)
    if file is None:
        raise Http404
    answer = HttpResponse(b"".join(encoded(file)), content_type="application/json")
    answer["X-Robots-Tag"] = "noindex"
    return answer


def history_of_statement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One statement through the published versions."""
    versions = versions_of(slug)
    if versions is None:
        return elsewhere(slug, "statement_history", number)
    history = statement_history(versions, number)
    if history is None:
        raise Http404
    return _page(request, "version_statement", versions, {"history": history, "number": number})


def _row(versions: Versions, number: int) -> VersionRow:
    row = versions.row(number)
    if row is None:
        raise Http404
    return row


def _comparison(
    request: HttpRequest, versions: Versions, row: VersionRow, asked: str
) -> HttpResponse:
    """What differs; where there is nothing to compare with, that is said."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    other = versions.row(number)
    refusal, changes = "", None
    if other is None:
        refusal = _("There is no version of that number; choose one below.")
    elif other.withdrawn:
        refusal = _("That version was withdrawn, so it is not compared; choose another one.")
    elif other is row:
        refusal = _("That is the same version; choose another one.")
    elif (changes := compared(versions, row, other)) is None:
        raise Http404
    first, last = sorted([row, other or row], key=lambda one: one.number)
    context: dict[str, Any] = {"version": row, "other": other, "first": first, "last": last}
    context |= {"changes": changes, "refusal": refusal}
    return _page(request, "version_compare", versions, context)


def _gone(request: HttpRequest, versions: Versions, row: VersionRow) -> HttpResponse:
    """That a version was withdrawn, and when; the record itself is public."""
    return _page(request, "version_withdrawn", versions, {"version": row}, status=410)


def _page(
    request: HttpRequest, name: str, versions: Versions, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page whose address of record is that of the meeting."""
    known = {"versions": versions, "meeting": versions.meeting, "canonical": versions.meeting.url}
    return render(request, f"meetings/{name}.html", known | context, status=status)
