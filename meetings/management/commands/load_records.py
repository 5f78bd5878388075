"""Load record files into the register."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.records.errors import RecordErrors
from meetings.records.files import record_files
from meetings.records.loader import load_record
from meetings.records.reader import read_record


class Command(BaseCommand):
    """Load each file whole or not at all; a wrong one is named, the others still load."""

    help = "Load record files: each in one transaction, repeatable, in any order."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths, and whether the files win over the register."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a record file, or a folder")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="let the files win over what staff changed and over other definitions",
        )

    def handle(self, *args: Any, paths: list[str], replace: bool, **options: Any) -> None:
        """Load, naming each file with what became of it; exits with 1 if any was refused."""
        try:
            files = record_files(paths)
        except FileNotFoundError as missing:
            raise CommandError(f"{missing}: no such file or folder.") from missing
        if not files:
            raise CommandError("No record files there: their names end in .json.")
        refused = sum(
            not self._load(path, replace, f"{place}/{len(files)}")
            for place, path in enumerate(files, 1)
        )
        if refused:
            raise CommandError(f"{refused} of {len(files)} files were refused; see above.")

    def _load(self, path: Path, replace: bool, progress: str) -> bool:
        try:
            record = read_record(path.read_bytes(), str(path))
            outcome = load_record(record, str(path), replace=replace)
        except (OSError, RecordErrors) as error:
            self.stderr.write(self.style.ERROR(str(error)))
            return False
        count = len(record.statements)
        self.stdout.write(f"{progress} {path}: {outcome.value}, {count} statements")
        return True
