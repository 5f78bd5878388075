"""Taking away what is older than it may be kept, with an entry that says so."""

from datetime import datetime, timedelta

from django.db import router, transaction
from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from portal.models import AuditEntry, AuditKind

from .log import in_words, note
from .triggers import lifted

#: kinds that name where somebody failed to sign in, and days after which they may go
FAILURES, LEAST_OF_FAILURES = (AuditKind.FAILED, AuditKind.LOCKED), 30
#: days after which anything else may go
LEAST = 365


class TooYoungError(Exception):
    """Entries that are kept longer than was asked; the text says how long."""


def prune(days: int, failures_alone: bool = False) -> int:
    """Take away entries older than some days; how many there were.

    Those that say that the log was pruned stay. Raises :class:`TooYoungError`.
    """
    least = LEAST_OF_FAILURES if failures_alone else LEAST
    if days < least:
        raise TooYoungError(f"Entries are kept for {least} days at least; {days} were asked.")
    before = now() - timedelta(days=days)
    using = router.db_for_write(AuditEntry)
    with transaction.atomic(using):
        if not _old(before, failures_alone).exists():
            return 0
        with lifted(using):
            # Counted by the deletion itself, in one statement.
            count = _old(before, failures_alone)._raw_delete(using)
        which = _("failed sign-ins") if failures_alone else _("all kinds")
        words = in_words(
            _("%(n)d entries before %(day)s taken away: %(which)s"),
            n=count,
            day=f"{before:%Y-%m-%d}",
            which=in_words(which),
        )
        note(AuditKind.PRUNED, words)
    return int(count)


def _old(before: datetime, failures_alone: bool) -> QuerySet[AuditEntry]:
    rows = AuditEntry.objects.filter(when__lt=before).exclude(kind=AuditKind.PRUNED)
    return rows.filter(kind__in=FAILURES) if failures_alone else rows
