from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit.pruning import LEAST, LEAST_OF_FAILURES, TooYoungError, prune


class Command(BaseCommand):
    """Take old entries out of the audit log; the command holds no logic of its own."""

    help = "Take entries older than DAYS out of the audit log; an entry says so."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How old, and which."""
        parser.add_argument("days", type=int, metavar="DAYS", help=f"at least {LEAST}")
        parser.add_argument(
            "--failures",
            action="store_true",
            help=f"failed sign-ins and lock-outs alone; at least {LEAST_OF_FAILURES} days",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prune, and say how many went. Raises ``CommandError`` for too few days."""
        try:
            count = prune(options["days"], options["failures"])
        except TooYoungError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Entries taken out of the audit log: {count}.")
