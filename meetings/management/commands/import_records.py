"""Import a record, or people and participants, from a format of others."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.intake.others.given import given_files
from meetings.intake.others.importing import AddressTakenError, importable, told
from meetings.intake.others.mapping import Mapped, UnreadableFormat
from meetings.intake.others.registry import FORMATS
from meetings.intake.others.tables.template import template_files
from meetings.intake.stored import stored_register
from meetings.management.progress import counted
from meetings.records.errors import RecordErrors
from meetings.records.loader import load_record
from meetings.records.nouns import load_nouns, read_nouns


class Command(BaseCommand):
    """Tell what of a file goes where; only with --write is anything made of it."""

    help = (
        "Read a file of another format, tell what of it goes where and what is left out, and "
        "with --write make a draft of it; of popolo, add the people and participants that are new."
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
        write_all = _record if "meeting" in mapped.record else _nouns
        try:
            self.stdout.write(write_all(mapped, file, write=write))
        except RecordErrors as errors:
            raise CommandError("\n".join(["Nothing is written:", *told(errors, mapped)])) from None

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


def _record(mapped: Mapped, file: Path, *, write: bool) -> str:
    """Make a draft of a record, or say what would become one."""
    try:
        record = importable(mapped, str(file))
    except AddressTakenError as taken:
        raise CommandError(
            f"A record has the address {taken.slug}: give another by --slug."
        ) from None
    count = counted(len(record.statements), "statement")
    if write:
        load_record(record, str(file), why=f"Imported from {file.name}")
        return f"{record.meeting.slug}: a draft with {count}."
    return f"{record.meeting.slug}: {count}. Nothing is written; add --write to make a draft of it."


def _nouns(mapped: Mapped, file: Path, *, write: bool) -> str:
    """Add participants and people to the register, or say who is new."""
    nouns = read_nouns(mapped.record, str(file))
    people = len(nouns.people)
    count = f"{counted(len(nouns.participants), 'participant')}, "
    count += f"{people} {'person' if people == 1 else 'people'}"
    if write:
        load_nouns(nouns, str(file))
        return f"New in the register: {count}."
    return f"New: {count}. Nothing is written; add --write to add them."
