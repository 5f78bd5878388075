"""Routes of public pages, each with the parameters of its address that the page reads."""

from collections.abc import Iterable
from typing import Any

from django.urls import URLPattern, path

#: what every filtered list reads beside its filters: a page by number, or by a row's key
LIST_PARAMETERS = ("page", "after", "before")


def page(route: str, view: Any, *, name: str, reads: Iterable[str] = ()) -> URLPattern:
    """A route of a public page; ``reads`` names the parameters that make another page of it.

    A list reads those of its filters and of its pages, too. No other parameter reaches the view,
    nor makes an entry of the page cache: see ``portal.pagecache.query``, which reads
    ``view.parameters``.
    """
    view.parameters = frozenset({*reads, *_of_list(getattr(view, "view_class", None))})
    return path(route, view, name=name)


def _of_list(view_class: Any) -> Iterable[str]:
    filters = getattr(view_class, "filterset_class", None)
    if filters is not None:
        return {*filters.base_filters, *LIST_PARAMETERS}
    return {"page"} if getattr(view_class, "paginate_by", None) else ()
