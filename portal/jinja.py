"""The environment of the public pages' templates (Jinja2): what they may call and count on.

The admin keeps Django's templates. Components that take arguments are macros, one a file, named
``show_`` and the name of the file; what is included takes the context of the page.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context, defaultfilters
from django.template.defaulttags import querystring as django_querystring
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.timezone import is_aware, localdate, localtime
from django.utils.translation import (
    get_language,
    get_language_bidi,
    gettext,
    ngettext,
    npgettext,
    pgettext,
)
from jinja2 import ChainableUndefined, Environment
from markupsafe import Markup

from meetings.addresses import address, numbered_address
from meetings.formats.lists import LIST_FORMATS
from meetings.formats.paper.lists import MOST
from meetings.formats.paper.pdf import is_too_long
from meetings.formats.registry import formats_of
from portal.counting import grouped, grouping_ngettext, noun_of
from portal.follow.pages import followed_by
from portal.menu import LISTS, main_menu
from portal.numbering import next_id_number
from portal.page_texts.shown import own_pages
from portal.words import SpeakingEnvironment


def environment(**options: Any) -> Environment:
    """Jinja2 with the words of the language in use and Django's addresses, dates and text filters.

    What a context does not hold is empty, as in Django's templates, at any depth.
    """
    templates = SpeakingEnvironment(  # Django's backend asks for autoescape in the options
        **options | {"undefined": ChainableUndefined, "extensions": ["jinja2.ext.i18n"]}
    )
    # One msgid, however the template breaks its lines.
    templates.policies["ext.i18n.trimmed"] = True
    templates.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    templates.globals |= {
        "_": spoken,
        "ngettext": grouping_ngettext,
        "noun_of": noun_of,
        "files_of": files_of,
        "get_language": get_language,
        "is_too_long_for_pdf": is_too_long,
        "get_language_bidi": get_language_bidi,
        "list_formats": LIST_FORMATS,
        "lists_of_register": LISTS,
        "main_menu": main_menu,
        "next_id_number": next_id_number,
        "own_pages": own_pages,
        "followed_by": followed_by,
        "page_numbers": page_numbers,
        "printed_rows": MOST,
        "querystring": querystring,
        "report_address": report_address,
        "shown_day": shown_day,
        "static": static,
        "static_or_plain": static_or_plain,
        "url": url,
    }
    templates.filters |= {
        "capfirst": defaultfilters.capfirst,
        "date": shown_date,
        "grouped": grouped,
        "floatformat": defaultfilters.floatformat,
        "linebreaks": defaultfilters.linebreaks_filter,
        "linebreaksbr": defaultfilters.linebreaksbr,
        "truncatewords": defaultfilters.truncatewords,
    }
    return templates


def spoken(words: str) -> Markup:
    """Words of the interface in the language in use; they are the project's own, and safe."""
    return Markup(gettext(words))  # noqa: S704 - from the catalogue, never from a visitor


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name."""
    match args:
        case () if not kwargs:
            return _plain(name, get_script_prefix())
        case (str() as slug,) if not kwargs:
            return address(name, slug)
        case (str() as slug, int() as number) if not kwargs:
            return numbered_address(name, slug, number)
    return reverse(name, args=args, kwargs=kwargs)


class File(NamedTuple):
    """A file of the thing on a page: where it is, what it is called, and its media type."""

    url: str
    label: str
    media_type: str


def files_of(noun: str, *words: str | int, without: str = "") -> list[File]:
    """The files of one thing, by the words of its address; ``without`` one extension."""
    return [
        File(url(fmt.route, *words), str(fmt.label), fmt.media_type)
        for fmt in formats_of(noun)
        if fmt.extension != without
    ]


@lru_cache(maxsize=256)
def _plain(name: str, prefix: str) -> str:
    return reverse(name)


def shown_date(value: date | datetime | None, form: str) -> str:
    """A day, or a moment in the time zone of the site, in Django's notation."""
    if isinstance(value, datetime) and is_aware(value):
        value = localtime(value)
    return str(defaultfilters.date(value, form))


def shown_day() -> str:
    """Today, as pages write a day."""
    return shown_date(localdate(), "j F Y")


def querystring(query: QueryDict | None, **changes: Any) -> str:
    """The parameters with some of them changed, as Django's tag of that name writes them."""
    return str(django_querystring(Context(), query or QueryDict(), **changes))


def report_address(about: str | None = None) -> str:
    """The form by which an error is reported, of the page at an address if it has one."""
    return f"{url('report')}?about={quote(about)}" if about else url("report")


def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """Return the page numbers to offer round `page`, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


def static_or_plain(path: str) -> str:
    """Return the address of an asset, unhashed where the manifest does not know it.

    Only for the page of error 500: that page must show even when the failure is that the assets
    were not collected, which makes `{% static %}` raise ValueError.
    """
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"
