"""Write the register's records as record files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from meetings.exports import tell_export
from meetings.management.stopping import StoppableCommand
from meetings.models import Meeting
from meetings.records.dumper import record_bytes
from meetings.records.files import write_whole


class Command(StoppableCommand):
    """Write one file a recorded meeting; a file that is right already is left alone."""

    help = "Write every record, or those named, to DIR/<slug>.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, and which records."""
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="only these records")

    _written = _total = 0

    def standing(self) -> str:
        """How many files are right."""
        return (
            f"{self._written} of {self._total} records are written, each whole; dump again to go "
            "on."
        )

    def handle(self, *args: Any, folder: Path, slugs: list[str], **options: Any) -> None:
        """Dump; raises CommandError for a slug without a record."""
        records = Meeting.objects.records().order_by("slug")
        if slugs:
            records = records.filter(slug__in=slugs)
            missing = sorted({*slugs} - {*records.values_list("slug", flat=True)})
            if missing:
                raise CommandError(f"No record has the slug {', '.join(missing)}.")
        folder.mkdir(parents=True, exist_ok=True)
        self._total = total = records.count()
        for place, meeting in enumerate(records.iterator(), 1):
            path = folder / f"{meeting.slug}.json"
            data = record_bytes(meeting)
            same = path.exists() and path.read_bytes() == data
            if not same:
                write_whole(path, data)
                tell_export(meeting, path.name)
            self._written = place
            self.stdout.write(f"{place}/{total} {path}: {'unchanged' if same else 'written'}")
