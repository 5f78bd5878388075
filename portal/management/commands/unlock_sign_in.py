from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit import rights
from portal.signin import attempts


class Command(BaseCommand):
    """Let somebody sign in who failed too often; the command holds no logic of its own."""

    help = "Forget failures to sign in: of a name, of an address, or of all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom to let in."""
        parser.add_argument("name", nargs="?", default="", help="whose failures to forget")
        parser.add_argument("--address", default="", help="from where, as the log names it")
        parser.add_argument("--all", action="store_true", help="of every name and address")

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget them, and say how many there were."""
        name, address = options["name"], options["address"]
        if not (name or address or options["all"]):
            raise CommandError("Name whom to let in, or write --address ADDRESS, or --all.")
        count = attempts.unlock(name, address)
        rights.let_in(name or address or "*", count)
        self.stdout.write(f"Failed sign-ins forgotten: {count}.")
