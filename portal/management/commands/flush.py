from typing import Any

from django.core.management.commands import flush

from portal.audit.triggers import lifted


class Command(flush.Command):
    """Django's ``flush``, which empties the audit log with all else."""

    def handle(self, **options: Any) -> None:
        """Empty the database."""
        with lifted(options["database"]):
            super().handle(**options)
