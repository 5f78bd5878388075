"""Taking away reports that were done long ago, with all that their readers wrote."""

from datetime import timedelta

from django.conf import settings
from django.db import router, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from portal.audit.log import in_words, note
from portal.models import AuditKind

from .report import Report


def prune() -> int:
    """Delete the reports that were answered or closed ``REPORT_DAYS`` ago; how many there were.

    The audit log tells how many and until when; their pages are not found any more.
    """
    before = now() - timedelta(days=settings.REPORT_DAYS)
    using = router.db_for_write(Report)
    with transaction.atomic(using):
        # At once: an entry for each would keep what page it was about.
        count = int(Report.objects.done_before(before)._raw_delete(using))
        if count:
            words = _("%(n)d reports done before %(day)s deleted")
            note(AuditKind.REPORT, in_words(words, n=count, day=f"{before:%Y-%m-%d}"))
    return count
