"""The words of the register's own pages in the archive of the register."""

from pathlib import Path

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.archive.layout import written
from meetings.archive.loading import ArchiveError
from meetings.records.files import write_whole

from .page_text import PageRecord, PageText


def dump_pages(path: Path) -> None:
    """Write the words of all pages that have some."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, written(PageText.objects.records()))


def load_pages(path: Path) -> None:
    """Read them; the words of the archive win. Raises :class:`ArchiveError`."""
    try:
        records = msgspec.json.decode(path.read_bytes(), type=list[PageRecord])
        with transaction.atomic():
            for record in records:
                row = PageText(key=record.key, body=record.body)
                row.full_clean(validate_unique=False)
                row.save()
    except (OSError, msgspec.DecodeError, ValidationError) as error:
        raise ArchiveError(f"{path}: {error}") from error
