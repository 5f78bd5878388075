"""Load record files into the register."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from meetings.management.progress import counted
from meetings.management.stopping import StoppableCommand
from meetings.records.errors import RecordErrors
from meetings.records.files import record_files
from meetings.records.loader import load_record
from meetings.records.reader import read_record_file


class Command(StoppableCommand):
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
        parser.add_argument(
            "--accept-spellings",
            action="store_true",
            help="keep the register's spelling of a name where case and accents alone differ",
        )

    def handle(
        self, *args: Any, paths: list[str], replace: bool, accept_spellings: bool, **options: Any
    ) -> None:
        """Load, naming each file with what became of it; exits with 1 if any was refused."""
        try:
            files = record_files(paths)
        except FileNotFoundError as missing:
            raise CommandError(f"{missing}: no such file or folder.") from missing
        if not files:
            raise CommandError("No record files there: their names end in .json.")
        self._replace, self._accept_spellings = replace, accept_spellings
        self._total, self._loaded = len(files), 0
        self._told: set[str] = set()
        self._remedies: dict[str, None] = {}
        for place, path in enumerate(files, 1):
            self._loaded += self._load(path, f"{place}/{len(files)}")
        for remedy in self._remedies:
            self.stderr.write(self.style.ERROR(remedy))
        refused = len(files) - self._loaded
        if refused:
            verb = "was" if refused == 1 else "were"
            raise CommandError(
                f"{refused} of {counted(len(files), 'file')} {verb} refused; see above."
            )

    def standing(self) -> str:
        """How many files are in the register."""
        return (
            f"{self._loaded} of {self._total} files are loaded and stand, each whole; load the "
            "same again to go on."
        )

    def _load(self, path: Path, progress: str) -> bool:
        notes: list[str] = []
        try:
            record = read_record_file(path)
            outcome = load_record(
                record,
                str(path),
                replace=self._replace,
                accept_spellings=self._accept_spellings,
                tell=notes.append,
            )
        except RecordErrors as refused:
            self._report(refused)
            return False
        except OSError as error:
            self.stderr.write(self.style.ERROR(str(error)))
            return False
        statements = counted(len(record.statements), "statement")
        self.stdout.write(f"{progress} {path}: {outcome.value}, {statements}")
        for note in notes:
            self.stdout.write(f"  {note}")
        return True

    def _report(self, refused: RecordErrors) -> None:
        """Tell every fault; one that has a remedy of its own once for all files."""
        new = [error for error in refused.errors if error.message not in self._told]
        lines = [f"{refused.source}: {error.told}" for error in new]
        for error in refused.errors:
            if error.remedy:
                self._told.add(error.message)
                self._remedies[error.remedy] = None
        lines = lines or [f"{refused.source}: refused for what was said above."]
        self.stderr.write(self.style.ERROR("\n".join(lines)))
