"""Write all that the public sees of the register to a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from meetings.archive.dumping import dump_archive
from meetings.archive.layout import Layout
from meetings.management.stopping import StoppableCommand
from portal.page_texts.archived import dump_pages


class Command(StoppableCommand):
    """One record file a record, its versions, and what else public pages show."""

    help = (
        "Write all that public pages are made of to DIR: records, their versions, participants,"
        " addresses that lead elsewhere. load_register reads it into an empty register. Not to be"
        " published: it holds texts of which pages show passages alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder."""
        parser.add_argument("folder", metavar="DIR", type=Path)

    def standing(self) -> str:
        """The archive is not whole."""
        return "The archive is not whole; dump again to go on."

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Dump."""
        dump_pages(Layout(folder).pages)
        done = dump_archive(
            folder, lambda place, total, slug: self.stdout.write(f"{place}/{total} {slug}")
        )
        self.stdout.write(
            self.style.SUCCESS(f"{folder}: {done.records} records, {done.versions} versions.")
        )
