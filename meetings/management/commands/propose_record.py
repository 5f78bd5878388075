"""Propose a record of the meeting that a document tells of."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.intake.files import DocumentText, UnreadableFile, read_document
from meetings.intake.given import UnusableProposal, checked_proposal
from meetings.intake.proposing import proposed_record
from meetings.intake.stored import stored_register
from meetings.intake.writing import Json, Written
from meetings.management.progress import counted
from meetings.records.errors import RecordErrors
from meetings.records.files import write_whole
from meetings.records.reader import read_record

_COUNTED = {
    "delegations": "delegation",
    "sessions": "session",
    "statements": "statement",
    "pledges": "pledge",
    "figures": "figure",
    "relations": "relation",
    "references": "reference",
}


class Command(BaseCommand):
    """Write a record file that ``load_records`` takes as a draft; nothing is stored."""

    help = (
        "Read a document (.txt, .html, .docx, .pdf) and propose a record of its meeting, as a "
        "record file to be corrected, every value with its passage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The document, and where the record and the report go."""
        parser.add_argument("document", metavar="FILE", type=Path, help="the document")
        parser.add_argument("--output", metavar="FILE", type=Path, required=True, help="the record")
        parser.add_argument(
            "--report",
            metavar="FILE",
            type=Path,
            help="which rule found each value, how sure it is, and what is unassigned",
        )
        parser.add_argument(
            "--from",
            metavar="FILE",
            type=Path,
            dest="given",
            help="a record file made of the document elsewhere: check it, and take what stands",
        )
        parser.add_argument(
            "--replace", action="store_true", help="write over files that are there already"
        )

    def handle(
        self,
        *args: Any,
        document: Path,
        output: Path,
        report: Path | None,
        given: Path | None,
        replace: bool,
        **options: Any,
    ) -> None:
        """Propose; raises CommandError where a file cannot be read or stands in the way."""
        written_files = [path for path in (output, report) if path]
        for path in written_files:
            if path.exists() and not replace:
                raise CommandError(f"{path} is there already: add --replace to write over it.")
        text = self._document(document)
        done = self._proposed(text, document.name, given)
        data = _bytes(done.record)
        try:
            read_record(data, str(output))
        except RecordErrors as errors:
            raise CommandError(
                f"Nothing is written, the proposal is no record:\n{errors}"
            ) from None
        write_whole(output, data)
        if report:
            write_whole(report, _bytes(done.report))
        self._tell(done, output)

    def _document(self, path: Path) -> DocumentText:
        try:
            return read_document(path.read_bytes(), path.name)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from None
        except UnreadableFile as error:
            raise CommandError(f"{path}: {error}") from None

    def _proposed(self, text: DocumentText, name: str, given: Path | None) -> Written:
        register = stored_register()
        if given is None:
            return proposed_record(text, name, register)
        try:
            return checked_proposal(given.read_bytes(), text, name, register)
        except OSError as error:
            raise CommandError(f"{given}: {error.strerror}.") from None
        except UnusableProposal as error:
            raise CommandError(f"{given}: {error}") from None

    def _tell(self, done: Written, output: Path) -> None:
        """Say what the record holds, what was refused, and what nobody accounts for."""
        for note in done.report.get("notes", ()):
            self.stdout.write(note)
        for refusal in done.report.get("refused", ()):
            self.stderr.write(
                self.style.WARNING(f"left out: {refusal['pointer']}: {refusal['reason']}")
            )
        parts = [
            counted(len(done.record[noun]), name)
            for noun, name in _COUNTED.items()
            if done.record.get(noun)
        ]
        self.stdout.write(f"{output}: {', '.join(parts) or 'nothing but the text'}.")
        left = len(done.report.get("unassigned", ()))
        if left:
            self.stdout.write(f"{counted(left, 'passage')} of the document in no part: look there.")


def _bytes(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
