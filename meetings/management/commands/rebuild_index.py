"""Key statements anew where that is needed; build the search indexes and the counts of facets."""

from typing import Any

from django.core.management.base import CommandParser

from meetings.derived.rebuild import rebuild_derived, rebuild_keys
from meetings.management.progress import Tenths
from meetings.management.stopping import StoppableCommand
from meetings.search.engine.rebuilding import build_alone, rebuild


class Command(StoppableCommand):
    """Build the indexes beside the old ones and swap; reading and writing go on."""

    help = "Build the search indexes anew, beside the old ones, and swap."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether anybody else writes meanwhile."""
        parser.add_argument(
            "--alone",
            action="store_true",
            help="build faster, while whoever writes has to wait until the end",
        )

    def standing(self) -> str:
        """The old indexes, and those that were swapped."""
        return (
            "Searches go on with the indexes that stand: the old ones, and the new ones that were "
            "finished. Run rebuild_index again: it takes away what was left half built."
        )

    def handle(self, *args: Any, alone: bool, **options: Any) -> None:
        """Rebuild, with a line for each tenth of a table."""
        report = Tenths(self.stdout)
        rebuild_keys(report)
        (build_alone if alone else rebuild)(report)
        rebuild_derived(report)
        self.stdout.write("The indexes were built anew.")
