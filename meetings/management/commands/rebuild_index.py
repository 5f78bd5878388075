"""Build the search indexes and the counts of facets anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from meetings.models.counting import recount
from meetings.search.rebuilding import build_alone, rebuild


class Command(BaseCommand):
    """Build the indexes beside the old ones and swap; reading and writing go on."""

    help = "Build the search indexes anew, beside the old ones, and swap."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether anybody else writes meanwhile."""
        parser.add_argument(
            "--alone",
            action="store_true",
            help="build faster, while whoever writes has to wait until the end",
        )

    def handle(self, *args: Any, alone: bool, **options: Any) -> None:
        """Rebuild, with a line for each tenth of a table."""
        self._told: dict[str, int] = {}
        (build_alone if alone else rebuild)(self._report)
        recount(self._report)
        self.stdout.write("The indexes were built anew.")

    def _report(self, what: str, done: int, total: int) -> None:
        tenth = 10 * done // total if total else 10
        if self._told.get(what) != tenth:
            self._told[what] = tenth
            self.stdout.write(f"{what}: {done} of {total} rows")
