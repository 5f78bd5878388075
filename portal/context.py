"""What every template may print of the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest | None = None) -> dict[str, str]:
    """The site's name, and the address that stands before a path (without a closing slash)."""
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
