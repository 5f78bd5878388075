"""Import a record from a format of others."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.intake.others.akoma_ntoso import FORMATS
from meetings.intake.others.mapping import UnreadableFormat
from meetings.intake.others.markup import LARGEST
from meetings.intake.stored import stored_register
from meetings.management.progress import counted
from meetings.models import Meeting
from meetings.records.errors import RecordErrors
from meetings.records.loader import load_record
from meetings.records.reader import read_record


class Command(BaseCommand):
    """Tell what of a file goes where; only with --write is a draft made of it."""

    help = (
        "Read a file of another format, tell what of it goes where and what is left out, and "
        "with --write make a draft of it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, its format, and whether a draft is made."""
        parser.add_argument("file", metavar="FILE", type=Path, help="the file")
        parser.add_argument(
            "--as", dest="form", required=True, choices=sorted(FORMATS), help="what it is"
        )
        parser.add_argument("--slug", default="", help="the address of the record")
        parser.add_argument("--write", action="store_true", help="make a draft of it")

    def handle(
        self, *args: Any, file: Path, form: str, slug: str, write: bool, **options: Any
    ) -> None:
        """Report, and load; raises CommandError for what cannot be read or is there already."""
        try:
            mapped = FORMATS[form](_bytes(file), file.name, stored_register(), slug)
        except UnreadableFormat as error:
            raise CommandError(f"{file}: {error}") from None
        for line in mapped.report.lines():
            self.stdout.write(line)
        address = mapped.record["meeting"]["slug"]
        try:
            record = read_record(json.dumps(mapped.record).encode(), str(file))
            if Meeting.objects.records().filter(slug=address).exists():
                raise CommandError(f"A record has the address {address}: give another by --slug.")
            if write:
                load_record(record, str(file), why=f"Imported from {file.name}")
        except RecordErrors as errors:
            raise CommandError(f"Nothing is written:\n{errors}") from None
        count = counted(len(record.statements), "statement")
        self.stdout.write(
            f"{address}: a draft with {count}."
            if write
            else f"{address}: {count}. Nothing is written; add --write to make a draft of it."
        )


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            # One more than may be read tells that there is more.
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from None
