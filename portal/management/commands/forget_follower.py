"""Delete an address of who follows pages by e-mail."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.follow.forms import plain_address
from portal.models import Subscription


class Command(BaseCommand):
    """Delete all subscriptions of an address, for who asks for it otherwise than by a link."""

    help = "Delete all subscriptions of an e-mail address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address."""
        parser.add_argument("address", metavar="ADDRESS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many there were."""
        rows = Subscription.objects.filter(address=plain_address(options["address"]))
        self.stdout.write(f"Subscriptions deleted: {rows.delete()[0]}.")
