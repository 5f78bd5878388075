"""Files that programs look for at fixed addresses: robots.txt, favicon.ico, security.txt."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils import timezone

from meetings.formats.lists import LIST_FORMATS
from meetings.formats.registry import FILE_FORMATS

#: how long security.txt may be believed; RFC 9116 advises less than a year
EXPIRES = timedelta(days=180)


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may ask for: all that is a page of its own, and where the list is."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('oai')}",
        # Searches and filtered lists have no end; what they lead to is in the list of pages.
        f"Disallow: {reverse('search')}",
        f"Disallow: {reverse('report')}",
        "Disallow: /*?",
        f"Allow: {reverse('sitemap')[:-4]}",
        f"Allow: {reverse('oembed')}",
        # What is taken along says what pages say; who wants it finds it there, or asks by name.
        *(f"Disallow: {pattern}" for pattern in _exports()),
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return _text(lines)


def _exports() -> list[str]:
    """Files and interfaces, as robots.txt names them: ``*`` is anything, ``$`` the end."""
    endings = {*(fmt.extension for fmt in FILE_FORMATS), *LIST_FORMATS}
    files = [f"/*.{ending}$" for ending in sorted(endings)]
    return [*files, f"{get_script_prefix()}oai/"]


def favicon(request: HttpRequest) -> HttpResponse:
    """Lead programs that do not read the page to the icon."""
    return HttpResponseRedirect(static("img/favicon.ico"))


def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116). Raises ``Http404`` where no contact is set."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {(midnight + EXPIRES).strftime('%Y-%m-%dT%H:%M:%SZ')}",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return _text(lines)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse(
        "".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8"
    )
