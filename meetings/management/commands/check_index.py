"""Prove that the search indexes hold what the records hold."""

from typing import Any

from django.core.management.base import CommandError

from meetings.derived.rebuild import tally_faults
from meetings.management.progress import Tenths, counted
from meetings.management.stopping import StoppableCommand
from meetings.search.engine.checking import index_faults


class Command(StoppableCommand):
    """Report what differs between indexes and records; exits with 1 on any fault."""

    help = "Prove that index and records agree and that the triggers stand."

    def standing(self) -> str:
        """Nothing, as it only reads."""
        return "Nothing was changed; what was not reached was not checked."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, with a line for each step; raises CommandError on any fault."""
        report = Tenths(self.stdout)
        faults = [
            *index_faults(say=self.stdout.write),
            *tally_faults(report),
        ]
        for fault in faults:
            self.stderr.write(self.style.ERROR(fault))
        if faults:
            raise CommandError(
                f"{counted(len(faults), 'fault')}; run rebuild_index, then check_index again."
            )
        self.stdout.write("Index and records agree.")
