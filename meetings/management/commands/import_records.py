"""Import a record from a format of others."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.intake.others.given import given_files
from meetings.intake.others.mapping import Mapped, UnreadableFormat
from meetings.intake.others.registry import FORMATS
from meetings.intake.others.tables.template import template_files
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
        parser.add_argument(
            "file", metavar="PATH", type=Path, help="the file; of csv also a folder or zip archive"
        )
        parser.add_argument(
            "--as", dest="form", required=True, choices=sorted(FORMATS), help="what it is"
        )
        parser.add_argument("--slug", default="", help="the address of the record")
        parser.add_argument("--write", action="store_true", help="make a draft of it")
        parser.add_argument(
            "--template",
            action="store_true",
            help="of csv: write empty tables to fill in to the folder PATH, and read nothing",
        )

    def handle(
        self,
        *args: Any,
        file: Path,
        form: str,
        slug: str,
        write: bool,
        template: bool,
        **options: Any,
    ) -> None:
        """Report, and load; raises CommandError for what cannot be read or is there already."""
        if template:
            self._write_template(file, form)
            return
        try:
            mapped = FORMATS[form](given_files(file), file.name, stored_register(), slug)
        except UnreadableFormat as error:
            raise CommandError(f"{file}: {error}") from None
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from None
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
            raise CommandError(f"Nothing is written:\n{_told(errors, mapped)}") from None
        count = counted(len(record.statements), "statement")
        self.stdout.write(
            f"{address}: a draft with {count}."
            if write
            else f"{address}: {count}. Nothing is written; add --write to make a draft of it."
        )

    def _write_template(self, folder: Path, form: str) -> None:
        """Write the files of the template; one that is there already is left alone."""
        if form != "csv":
            raise CommandError("There is a template of --as csv alone.")
        files = template_files()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            there = [name for name in files if (folder / name).exists()]
            if there:
                raise CommandError(f"{folder} has {', '.join(there)} already; name a new folder.")
            for name, data in files.items():
                (folder / name).write_bytes(data)
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}.") from None
        self.stdout.write(f"{folder}: {', '.join(files)}")


def _told(errors: RecordErrors, mapped: Mapped) -> str:
    """What the loader refuses, by the place in the file where that is known."""
    told = []
    for error in errors.errors:
        place = mapped.place(error.path)
        told.append(f"{place}: {error.message}" if place else f"{errors.source}: {error}")
    return "\n".join(told)
