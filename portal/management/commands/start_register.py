from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from meetings.management.stopping import StoppableCommand
from meetings.models import Meeting
from participants.models import Participant


class Command(StoppableCommand):
    """Fill an empty register with the shipped participants and records, wholly or not at all."""

    help = "Load the shipped participants and records into an empty register."

    def standing(self) -> str:
        """Nothing: it is all or nothing."""
        return "Nothing was loaded; run it again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load both, or leave a register that holds anything as it is."""
        if Participant.objects.exists() or Meeting.objects.exists():
            self.stdout.write("The register holds records already; nothing was loaded.")
            return
        with transaction.atomic():
            call_command("loaddata", "participants", stdout=self.stdout, stderr=self.stderr)
            call_command(
                "load_records",
                str(settings.BASE_DIR / "fixtures" / "records"),
                stdout=self.stdout,
                stderr=self.stderr,
            )
