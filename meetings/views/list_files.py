"""Files of lists: the address of the list with an extension, under the same filters.

What one block holds is answered at once, and kept like a page. A longer CSV is sent while it is
read, block after block by key; a workbook is written first; a PDF holds the first rows.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.core.paginator import EmptyPage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    QueryDict,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..addresses import whole_address
from ..formats import csv_table, json_list, xlsx_table
from ..formats.file_format import NotMade
from ..formats.lists import ListOf
from ..formats.paper.files import PDF_TYPE
from ..formats.paper.lists import list_paper
from ..formats.paper.pdf import pdf
from ..lists.address import AFTER, SORT
from ..lists.statement import RELEVANCE
from ..search.engine.limits import SearchTimeout, time_limit
from .downloads import RETRY_AFTER, Held, slot
from .refusals import refusal, too_slow, wrong_values

#: rows that are read at once; seconds that the database may take for them
BLOCK, LIMIT = 500, 10.0
#: the parameter of JSON that says how many items a page has
SIZE = "limit"
#: the parameters of JSON beside the filters
PAGED = (AFTER, SIZE)
#: the files that hold every row, and those that a browser shows
_WHOLE, _SHOWN = ("csv", "xlsx"), ("json", "pdf")
#: characters of a file's name that come from its filters
_LONGEST_NAME = 60


class Asked(NamedTuple):
    """What was asked for: the list, and what of it."""

    listing: ListOf
    request: HttpRequest
    filters: Any

    @property
    def name(self) -> str:
        """The name of its file, without the extension: "statements-japan"."""
        used = self.filters.address.used if self.filters else {}
        words = [value for name, values in used.items() if name != SORT for value in values]
        return slugify(" ".join([self.listing.name, *words]))[:_LONGEST_NAME].rstrip("-")


def list_view(listing: ListOf, extension: str) -> Callable[..., HttpResponseBase]:
    """The view of a list's files with this extension."""
    make = _MAKERS[extension]

    def view(request: HttpRequest) -> HttpResponseBase:
        try:
            return make(Asked(listing, request, _filters(listing, request.GET, extension)))
        except SearchTimeout:
            return refusal(too_slow())
        except NotMade as why:
            return refusal(why)

    view.__doc__ = f"The list of {listing.name} as {extension}."
    return view


def _filters(listing: ListOf, query: QueryDict, extension: str) -> Any:
    """The filters of an address. Raises :class:`NotMade` where one is wrong."""
    if listing.rows is None:
        return None
    if extension in _WHOLE and query.get(SORT) == RELEVANCE:
        # Only a thousand are ranked.
        query = query.copy()
        query.pop(SORT)
    filters = listing.rows.filters(query)
    if not filters.is_valid():
        raise wrong_values(filters)
    return filters


def _block(asked: Asked, after: int | None, size: int) -> tuple[list[Any], int | None]:
    """Items after a row, and what the next are asked for by."""
    rows = asked.listing.rows
    if rows is None:
        items, start = asked.listing.whole() if asked.listing.whole else [], after or 0
        end = start + size
        return items[start:end], end if end < len(items) else None
    with time_limit(LIMIT):
        items, following = rows.pages(asked.filters, size).rows_after(after)
    return items, following


def _blocks(asked: Asked, first: list[Any], following: int | None) -> Iterator[list[Any]]:
    """All items in blocks. What fails in between breaks the download off, which its client sees."""
    yield first
    while following is not None:
        items, following = _block(asked, following, BLOCK)
        yield items


def _csv(asked: Asked) -> HttpResponseBase:
    """The list as CSV, at any length."""
    items, following = _block(asked, None, BLOCK)
    pieces = csv_table.csv_blocks(asked.listing.table, _blocks(asked, items, following))
    response: HttpResponseBase
    if following is None:
        response = HttpResponse(b"".join(pieces))
    elif asked.request.method == "HEAD":
        response = HttpResponse()
    else:
        held = slot() or _no_place()
        response = StreamingHttpResponse(Held(pieces, held))
        response.headers["Cache-Control"] = "no-cache"
    return _named(asked, response, csv_table.MEDIA_TYPE, "csv")


def _xlsx(asked: Asked) -> HttpResponseBase:
    """The list as a workbook; one that is too long for that is offered as CSV."""
    most, rows = xlsx_table.MOST_ROWS, asked.listing.rows
    if rows is not None:
        with time_limit(LIMIT):
            if rows.pages(asked.filters, BLOCK).has_more_than(most):
                query = asked.request.META.get("QUERY_STRING", "")
                address = reverse(f"{asked.listing.name}_csv") + (f"?{query}" if query else "")
                words = ngettext(
                    "A workbook has %(n)d row at most. Take the list as CSV: %(address)s",
                    "A workbook has %(n)d rows at most. Take the list as CSV: %(address)s",
                    most,
                )
                raise NotMade(words % {"n": most, "address": whole_address(address)}, status=400)
    items, following = _block(asked, None, BLOCK)
    held = (slot() or _no_place()) if following is not None else None
    try:
        response = _workbook(asked, _blocks(asked, items, following), small=held is None)
    finally:
        if held:
            held.release()
    return _named(asked, response, xlsx_table.MEDIA_TYPE, "xlsx")


def _workbook(asked: Asked, blocks: Iterator[list[Any]], *, small: bool) -> HttpResponseBase:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.xlsx")
        label = str(asked.listing.label)
        xlsx_table.write_xlsx(path, label, asked.listing.table, blocks)
        if small:
            return HttpResponse(path.read_bytes())
        # The open file outlives its name.
        response = FileResponse(path.open("rb"))
        response.headers["Cache-Control"] = "no-cache"
        return response


def _pdf(asked: Asked) -> HttpResponseBase:
    """The first rows of the list as a document."""
    with time_limit(LIMIT):
        paper = list_paper(asked.listing, asked.filters)
    return _named(asked, HttpResponse(pdf(paper)), PDF_TYPE, "pdf")


def _json(asked: Asked) -> HttpResponseBase:
    """A page of the list as JSON."""
    query = asked.request.GET.copy()
    try:
        after = _number(query, AFTER, 0, 10**18)
        size = _number(query, SIZE, 1, json_list.MOST) or json_list.USUAL
        items, following = _block(asked, after, size)
    except EmptyPage as none:
        raise Http404(str(none)) from none
    more = None
    if following is not None:
        query[AFTER] = str(following)
        more = whole_address(f"{asked.request.path}?{query.urlencode()}")
    page = json_list.ListPage(
        page=_absolute(reverse(asked.listing.page_route), asked.filters),
        this=whole_address(asked.request.get_full_path()),
        next=more,
        items=items,
    )
    return _named(asked, HttpResponse(json_list.json_page(page)), json_list.MEDIA_TYPE, "json")


def _absolute(address: str, filters: Any) -> str:
    query = filters.address.query().urlencode() if filters else ""
    return whole_address(f"{address}?{query}" if query else address)


def _number(query: QueryDict, name: str, least: int, most: int) -> int | None:
    """A number of an address. Raises :class:`NotMade`."""
    text = query.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and least <= int(text[:20]) <= most):
        words = _("“%(name)s” is a whole number from %(least)d to %(most)d.")
        raise NotMade(words % {"name": name, "least": least, "most": most}, status=400)
    return int(text)


def _no_place() -> Any:
    words = _("Other long downloads are being made. Try again in half a minute.")
    raise NotMade(words, RETRY_AFTER)


def _named(
    asked: Asked, response: HttpResponseBase, media: str, extension: str
) -> HttpResponseBase:
    response.headers["Content-Type"] = media
    file_name = f"{asked.name}.{extension}"
    named = content_disposition_header(extension not in _SHOWN, file_name)
    response.headers["Content-Disposition"] = named or "inline"
    return response


_MAKERS: dict[str, Callable[[Asked], HttpResponseBase]] = {
    "pdf": _pdf,
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
}
