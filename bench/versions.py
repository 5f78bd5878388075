"""`python -m bench.versions`: let the records of a sample have been published, one after another.

What changed last (feeds, `/changes/`, harvesting) goes by published versions, which a sample has
none of: each record gets one, with a moment of its own in the last 2,000 days. Its file is empty,
so that pages of a version cannot be asked for.
"""

import datetime
import os
import sys

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()

from django.utils import timezone

from meetings.models import Meeting, Revision, Version
from meetings.models.choices import Action, Status

DAYS, BATCH = 2_000, 1_000


def publish_sample() -> int:
    """How many records got a version: those that had none."""
    records = Meeting.objects.published().filter(versions=None).order_by("pk")
    numbers = list(records.values_list("pk", flat=True))
    began = timezone.now() - datetime.timedelta(days=DAYS)
    step = datetime.timedelta(days=DAYS) / max(len(numbers), 1)
    for start in range(0, len(numbers), BATCH):
        revisions = Revision.objects.bulk_create(
            Revision(
                meeting_id=pk,
                number=1,
                base=1,
                action=Action.PUBLISH,
                status=Status.PUBLISHED,
                payload=b"",
                when=began + nth * step,
            )
            for nth, pk in enumerate(numbers[start : start + BATCH], start)
        )
        Version.objects.bulk_create(
            Version(meeting_id=row.meeting_id, revision=row, number=1) for row in revisions
        )
    return len(numbers)


if __name__ == "__main__":
    print(f"{publish_sample():,} records were published.", file=sys.stderr)  # noqa: T201  (a program)
