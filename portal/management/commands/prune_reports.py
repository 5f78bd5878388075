from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.reports.pruning import prune


class Command(BaseCommand):
    """Delete reports that were done long ago; the command holds no logic of its own."""

    help = "Delete reports of errors that were answered or closed REPORT_DAYS ago (a setting)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many went."""
        count = prune()
        self.stdout.write(
            f"Reports of errors done more than {settings.REPORT_DAYS} days ago, deleted: {count}."
        )
