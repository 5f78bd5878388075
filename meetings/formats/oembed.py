"""A statement to be shown in a page elsewhere (oEmbed 1.0): a plain quotation with a link."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, get_script_prefix, resolve, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from lxml import etree

from ..addresses import whole_address
from ..reading.statement_page import StatementPage

#: the forms that an answer has, each with its media type
MEDIA_TYPES = {"json": "application/json", "xml": "text/xml; charset=utf-8"}
#: pixels; the height follows from the text, and so is not told
WIDTH = 600
#: characters of a text that are quoted
LONGEST = 1_000
_PORTS = {"http": 80, "https": 443}
#: what no XML may hold, though a text may
_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�")

Told = Mapping[str, Any]


def asked_statement(url: str) -> tuple[str, int] | None:
    """Slug and number of the statement whose page an address of this site leads to; else None."""
    try:
        parts, own = urlsplit(url), urlsplit(settings.SITE_URL)
        host = parts.hostname, parts.port or _PORTS.get(parts.scheme)
        if parts.scheme not in _PORTS or host[0] != own.hostname:
            return None
        # Who links by http is led to https.
        if host[1] not in {own.port or _PORTS[own.scheme], *(() if own.port else (80, 443))}:
            return None
        match = resolve("/" + parts.path.removeprefix(get_script_prefix()))
    except (ValueError, Resolver404):
        return None
    if match.namespaces or match.url_name != "statement":
        return None
    return match.kwargs["slug"], match.kwargs["number"]


def oembed_address(url: str, form: str) -> str:
    """Where the quotation of a page is asked for, whole."""
    query = urlencode({"format": form, "url": url})
    return f"{settings.SITE_URL}{reverse('oembed')}?{query}"


def quotation(page: StatementPage, most_width: int | None = None) -> Told:
    """What oEmbed tells of a statement; ``most_width`` is how wide it may be, in pixels."""
    speakers = [one for one in page.speakers if one.url]
    told: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "provider_name": settings.SITE_NAME,
        "provider_url": whole_address(reverse("home")),
        "title": f"{page.heading}, ¶{page.number}",
        "author_name": page.speakers_wording,
        "author_url": whole_address(speakers[0].url) if len(speakers) == 1 else "",
        "width": min(WIDTH, most_width) if most_width else WIDTH,
        "height": None,
        "html": _html(page),
    }
    return {name: value for name, value in told.items() if value != ""}


def encoded(told: Told, form: str) -> bytes:
    """The answer in one of :data:`MEDIA_TYPES`."""
    if form == "json":
        return json.dumps(told, ensure_ascii=False).encode()
    root = etree.Element("oembed")
    for name, value in told.items():
        text = "" if value is None else str(value).translate(_NO_XML)
        etree.SubElement(root, name).text = text
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _html(page: StatementPage) -> SafeString:
    """The words, and below who said them where; reported speech is called so."""
    url = whole_address(page.url)
    lines = Truncator(page.text).chars(LONGEST).splitlines()
    said = format_html_join("", "<p>{}</p>", ((line,) for line in lines if line.strip()))
    language = format_html(' lang="{}"', page.language) if page.language else ""
    where = ", ".join(
        filter(None, [page.meeting.shown_title, page.meeting.date_wording, f"¶{page.number}"])
    )
    marks = [page.get_form_display(), *(f"{m.text}: {m.reason}" for m in page.citation_marks)]
    return format_html(
        '<blockquote cite="{}"{} dir="auto">{}</blockquote><p>{}<a href="{}">{}</a>. {}. ({})</p>',
        *(url, language, said),
        *(format_html("{}, ", page.speakers_wording) if page.speakers_wording else "", url),
        *(where, settings.SITE_NAME, "; ".join(marks)),
    )
