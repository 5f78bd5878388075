"""Where a request comes from, behind the proxies that are known.

Each proxy adds the address that it was asked from at the end of X-Forwarded-For; what stands before
that, a visitor may have written.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

#: where nothing is known, as behind a socket file: all of these count together
UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """The address as it is counted: of IPv6 the network that one household or office is given."""
    found = _read(_nearest(request)) or _read(request.META.get("REMOTE_ADDR", ""))
    if isinstance(found, IPv6Address):
        return str(ip_network((found, 64), strict=False))
    return str(found) if found else UNKNOWN


def _nearest(request: HttpRequest) -> str:
    """What the outermost proxy that we trust wrote; "" where the proxies wrote less than that."""
    count = settings.TRUSTED_PROXIES
    sent = request.headers.get("X-Forwarded-For", "").split(",") if count else []
    return sent[-count].strip() if len(sent) >= count > 0 else ""


def _read(text: str) -> IPv4Address | IPv6Address | None:
    """An address, with or without its port; None for what is none."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
