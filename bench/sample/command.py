"""Make a register to measure with."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from bench.sample.build import SampleError, make_sample
from participants.models import Participant


class Command(BaseCommand):
    """Fill an empty register with made-up meetings; called again, an interrupted run goes on."""

    help = "Fill an empty register with made-up meetings, to measure the portal with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much, which, and where else than in an empty register."""
        parser.add_argument("--statements", type=int, default=1_000_000, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="N")
        parser.add_argument(
            "--force", action="store_true", help="write into a register that holds records"
        )

    def handle(self, *args: Any, statements: int, seed: int, force: bool, **options: Any) -> None:
        """Make the sample and its index; raises CommandError where it does not belong."""
        if statements < 1 or seed < 0:
            raise CommandError("Give at least one statement, and a seed from 0.")
        if not Participant.objects.exists():
            call_command("loaddata", "participants", stdout=self.stdout, stderr=self.stderr)
        try:
            made = make_sample(
                statements,
                seed,
                settings.BASE_DIR / "fixtures" / "records",
                say=self.stdout.write,
                force=force,
            )
        except SampleError as error:
            raise CommandError(str(error)) from error
        if made.untouched:
            self.stdout.write("The register holds this sample already.")
            return
        self.stdout.write(f"{statements:,} statements in {made.progress.seconds:.1f} s.")
