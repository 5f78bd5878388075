"""Check the register's records."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from meetings.management.progress import counted
from meetings.management.stopping import StoppableCommand
from meetings.models import Document, Meeting
from meetings.records.checking.aside import without_aside
from meetings.records.checks import must_fix, record_checks
from meetings.records.stored_texts import document_coverage


class Command(StoppableCommand):
    """Report coverage a document and faults a record; exits with 1 on any fault."""

    help = "Report how far sources are covered, and every fault of the records."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which records."""
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="only these records")
        parser.add_argument(
            "--strict", action="store_true", help="fail on what is only to be looked at, too"
        )

    def standing(self) -> str:
        """Nothing, as it only reads."""
        return "Nothing was changed; what was not reached was not checked."

    def handle(self, *args: Any, slugs: list[str], strict: bool = False, **options: Any) -> None:
        """Check all records, or those named; raises CommandError for an unknown slug.

        What is only to be looked at is a warning, and a fault where it is ``strict``. What staff
        set aside is neither.
        """
        records = Meeting.objects.records().order_by("slug")
        if slugs:
            records = records.filter(slug__in=slugs)
            missing = sorted({*slugs} - {*records.values_list("slug", flat=True)})
            if missing:
                raise CommandError(f"No record has the slug {', '.join(missing)}.")
        documents = Document.objects.sources().filter(passages__meeting__in=records)
        for document in documents.distinct().order_by("key").iterator():
            self._report(document)
        total, count = records.count(), 0
        for place, meeting in enumerate(records.iterator(), 1):
            found = without_aside(meeting, record_checks(meeting))
            faults = found if strict else must_fix(found)
            count += len(faults)
            outcome = counted(len(faults), "fault") if faults else "no fault"
            if looks := len(found) - len(faults):
                outcome += f", {looks} to look at"
            self.stdout.write(f"{place}/{total} {meeting.slug}: {outcome}")
            for fault in found:
                style = self.style.ERROR if fault in faults else self.style.WARNING
                self.stderr.write(style(f"{meeting.slug}: {fault}"))
        if count:
            raise CommandError(
                f"{counted(count, 'fault')} in {counted(total, 'record')}; see above."
            )

    def _report(self, document: Document) -> None:
        found = document_coverage(document)
        # Rounded down: 100 % means every character.
        share = found.covered * 1000 // found.total / 10 if found.total else 100.0
        marked = ", ".join(
            f"{kind} {found.share_of(kind):.1%}" for kind in sorted(found.marked) if kind
        )
        self.stdout.write(
            f"{document.key}: {share} % of {found.total} characters covered"
            + (f" ({marked})" if marked else "")
        )
        for passage in found.narrative:
            words = " ".join(passage.text.split())
            self.stdout.write(f"  narrative, {passage.end - passage.start} characters: {words}")
