"""Read what dump_register wrote into an empty register."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from meetings.archive.layout import Layout
from meetings.archive.loading import ArchiveError, load_archive
from meetings.management.stopping import StoppableCommand
from meetings.records.errors import RecordErrors
from portal.page_texts.archived import load_pages


class Command(StoppableCommand):
    """Each record in one transaction; run again, it goes on where it was stopped."""

    help = "Read a folder that dump_register wrote into a register without records."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder."""
        parser.add_argument("folder", metavar="DIR", type=Path)

    def standing(self) -> str:
        """What is loaded stays."""
        return "What was loaded stands; load the same again to go on."

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Load. Raises ``CommandError`` with what is wrong, and where."""
        try:
            done = load_archive(
                folder, lambda place, total, slug: self.stdout.write(f"{place}/{total} {slug}")
            )
            load_pages(Layout(folder).pages)
        except (ArchiveError, RecordErrors) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            self.style.SUCCESS(f"{done.records} records, {done.versions} versions are loaded.")
        )
