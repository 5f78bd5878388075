"""Adding to the log, in the transaction of what it tells."""

from typing import Any

from django.conf import settings
from django.db import connections, router
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from portal.models import AuditEntry, AuditKind

from .acting import acting, in_request, name_of

#: characters of a name, an address and a place in the network
_WHO, _PATH, _NETWORK = 150, 500, 64


def note(
    kind: AuditKind,
    what: Any,
    *,
    user: Any = None,
    who: str | None = None,
    page: tuple[str, Any] | None = None,
    details: str = "",
    network: str = "",
) -> None:
    """Add an entry: what was done, on what, and by ``user``, ``who``, or whoever acts now.

    ``page`` is the name of a page of the admin and the number of its row; ``details`` a sentence,
    or a reason that somebody gave; ``network`` where a failed sign-in came from.
    """
    if not in_request() and not _is_there():
        return
    name = who if who is not None else (name_of(user) or acting())
    AuditEntry.objects.create(
        kind=kind,
        who=name[:_WHO],
        what=_plain(str(what)),
        path=_path(page)[:_PATH],
        details=_plain(details),
        network=network[:_NETWORK],
    )


def in_words(words: Any, **values: Any) -> str:
    """A sentence in the language of the site, whoever reads it in which."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(words) % values if values else str(words)


def _plain(text: str) -> str:
    """A text without NUL, which PostgreSQL does not store."""
    return text.replace("\0", "").strip()


def _path(page: tuple[str, Any] | None) -> str:
    if page is None:
        return ""
    name, pk = page
    try:
        return reverse(f"admin:{name}", args=[pk])
    except NoReverseMatch:
        return ""


def _is_there() -> bool:
    """Whether there is a log: rights are given while the first migrations run."""
    connection = connections[router.db_for_write(AuditEntry)]
    return AuditEntry._meta.db_table in connection.introspection.table_names()
