"""Reading the archive of a register into one that has no records."""

import json
from pathlib import Path
from typing import TypeVar

import msgspec
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _

from ..derived.refresh import refresh_derived
from ..models import FormerSlug, Meeting, Version
from ..models.choices import Action, Layer, Status
from ..records.dumper import Dump
from ..records.errors import RecordErrors
from ..records.loader import load_record
from ..records.reader import read_record, read_record_file
from ..records.revisions import sha256_of, store_revision
from .layout import FORMAT, Elsewhere, Layout, Manifest, RecordEntry, Tell, VersionEntry

Kind = TypeVar("Kind")


class ArchiveError(Exception):
    """What is wrong with an archive, in words: which file, and what to do."""


def load_archive(folder: Path, tell: Tell) -> Manifest:
    """Read the archive; a record that is there already, as the archive has it, is left alone.

    Each record in one transaction, so that a load that was stopped goes on where it was. Raises
    :class:`ArchiveError`, and ``RecordErrors`` for a record file that cannot be loaded.
    """
    layout = Layout(folder)
    manifest = _read(layout.manifest, Manifest)
    if manifest.format != FORMAT:
        words = _("%(path)s: format %(n)d is not known here; update the portal.")
        raise ArchiveError(words % {"path": layout.manifest, "n": manifest.format})
    elsewhere = _read(layout.elsewhere, Elsewhere)
    call_command("loaddata", str(layout.participants), verbosity=0)
    paths = sorted(layout.records.glob("*.json"))
    if len(paths) != manifest.records:
        words = _("%(folder)s: %(n)d record files, where there should be %(all)d; copy it again.")
        told = {"folder": layout.records, "n": len(paths), "all": manifest.records}
        raise ArchiveError(words % told)
    for done, path in enumerate(paths, 1):
        with transaction.atomic():
            _load(layout, path)
        tell(done, len(paths), path.stem)
    with transaction.atomic():
        _load_elsewhere(elsewhere)
    # Records that were loaded later may describe a participant as a record file does.
    call_command("loaddata", str(layout.participants), verbosity=0)
    return manifest


def _read(path: Path, kind: type[Kind]) -> Kind:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError as missing:
        words = _("%(path)s is missing: this is no archive, or it was not written to its end.")
        raise ArchiveError(words % {"path": path}) from missing
    except msgspec.DecodeError as error:
        raise ArchiveError(f"{path}: {error}") from error


def _load(layout: Layout, path: Path) -> None:
    """One record with its versions; nothing where it has them already."""
    entry = _read(layout.entry(path.stem), RecordEntry)
    known = Meeting.objects.records().filter(slug=path.stem).first()
    if known and kept_versions(known) == [(row.number, row.sha256) for row in entry.versions]:
        return
    if known:
        words = _("“%(slug)s” is in the register with another history; load into an empty one.")
        raise ArchiveError(words % {"slug": path.stem})
    load_record(read_record_file(path), str(path), why=_("Loaded from an archive."))
    meeting = Meeting.objects.records().get(slug=path.stem)
    if entry.versions:
        Version.objects.filter(meeting=meeting).delete()
        meeting.revisions.all().delete()
        for row in entry.versions:
            _store(layout, meeting, row)
    Meeting.objects.filter(pk=meeting.pk).update(updated_at=entry.updated_at)


def kept_versions(meeting: Meeting) -> list[tuple[int, str]]:
    """Number and SHA-256 of each version of a record, the first one first; one query."""
    rows = Version.objects.filter(meeting=meeting).order_by("number")
    return [*rows.values_list("number", "revision__sha256")]


def _store(layout: Layout, meeting: Meeting, row: VersionEntry) -> None:
    """A version as a revision, under the number and the day that it had."""
    path = layout.version(meeting.slug, row.number)
    try:
        data = path.read_bytes()
        dump = Dump(read_record(data, str(path)))
    except FileNotFoundError as missing:
        words = _("%(path)s is missing; copy the archive again.")
        raise ArchiveError(words % {"path": path}) from missing
    except (ValueError, RecordErrors) as error:
        raise ArchiveError(f"{path}: {error}") from error
    dump.data = json.loads(data)
    if sha256_of(dump) != row.sha256:
        words = _("%(path)s is not the file whose SHA-256 was noted; copy the archive again.")
        raise ArchiveError(words % {"path": path})
    revision = store_revision(meeting, Action(row.action), dump=dump, when=row.when)
    changed = Version.objects.filter(revision=revision)
    why = _("Withdrawn before the archive was written.") if row.withdrawn else ""
    changed.update(number=row.number, withdrawn=row.withdrawn, withdrawn_why=why)


def _load_elsewhere(elsewhere: Elsewhere) -> None:
    """Addresses that are gone, and those that meetings only named had before."""
    for gone in elsewhere.withdrawn:
        row, made = Meeting.objects.get_or_create(
            slug=gone.slug, layer=Layer.RECORD, defaults={"status": Status.WITHDRAWN}
        )
        if made:
            FormerSlug.objects.bulk_create(FormerSlug(slug=s, meeting=row) for s in gone.former)
            store_revision(row, Action.WITHDRAW, when=gone.when)
            refresh_derived(row)
    stubs = Meeting.objects.stubs().filter(slug__in=elsewhere.stubs)
    for stub in stubs:
        for slug in elsewhere.stubs[stub.slug]:
            FormerSlug.objects.get_or_create(slug=slug, defaults={"meeting": stub})
