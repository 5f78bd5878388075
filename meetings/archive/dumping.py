"""Writing the archive of a register."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core import serializers
from django.db.models import Max, QuerySet

from participants.models import Participant, ParticipantName

from ..models import FormerSlug, Meeting, Version
from ..models.choices import Action, Layer, Status
from ..records.dumper import record_bytes
from ..records.files import write_whole
from ..records.revision_texts import files_of
from .layout import (
    FORMAT,
    Elsewhere,
    Layout,
    Manifest,
    RecordEntry,
    Tell,
    VersionEntry,
    WithdrawnEntry,
    written,
)


def dump_archive(folder: Path, tell: Tell) -> Manifest:
    """Write all that the public sees of the register to a folder; what is there stays.

    Written again, what changed is written anew; files of records that are not public any more are
    taken away.
    """
    layout = Layout(folder)
    for place in (layout.records, layout.versions):
        place.mkdir(parents=True, exist_ok=True)
    layout.manifest.unlink(missing_ok=True)
    records = Meeting.objects.published().order_by("slug")
    total, versions = records.count(), 0
    kept: set[Path] = set()
    for done, meeting in enumerate(records.iterator(), 1):
        files = dict(_files(layout, meeting))
        for path, data in files.items():
            _write(path, data)
        kept |= {*files}
        versions += len(files) - 2
        tell(done, total, meeting.slug)
    for path in [*layout.records.glob("*.json"), *layout.versions.rglob("*.json")]:
        if path not in kept:
            path.unlink()
    _write(layout.participants, _participants())
    _write(layout.elsewhere, written(_elsewhere()))
    manifest = Manifest(FORMAT, total, versions)
    _write(layout.manifest, written(manifest))
    return manifest


def _files(layout: Layout, meeting: Meeting) -> Iterator[tuple[Path, bytes]]:
    """The record file, the files of its versions, and what is told of these."""
    slug = meeting.slug
    yield layout.record(slug), record_bytes(meeting)
    rows = Version.objects.filter(meeting=meeting).select_related("revision").order_by("number")
    versions = list(rows)
    files = files_of(meeting.pk, {row.revision_id for row in versions})
    entries = []
    for row in versions:
        # One that is damaged can be given to nobody; its address says so then.
        if row.revision_id not in files:
            continue
        yield layout.version(slug, row.number), files[row.revision_id]
        told = row.revision
        entries.append(VersionEntry(row.number, told.when, told.action, told.sha256, row.withdrawn))
    yield layout.entry(slug), written(RecordEntry(slug, meeting.updated_at, entries))


def _participants() -> bytes:
    """Those that are public, with their names and former addresses, as a fixture of Django's."""
    public = Participant.objects.public()
    former: Any = Participant._meta.get_field("former_slugs").related_model
    rows: list[QuerySet[Any]] = [
        # What is part of another comes after that.
        public.filter(part_of=None).order_by("slug"),
        public.exclude(part_of=None).order_by("slug"),
        ParticipantName.objects.filter(participant__in=public).order_by(
            "participant__slug", "kind", "name", "pk"
        ),
        former.objects.filter(participant__in=public).order_by("slug"),
    ]
    text = serializers.serialize(
        "json",
        (row for some in rows for row in some),
        indent=2,
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
        ensure_ascii=False,
    )
    return (text.rstrip() + "\n").encode()


def _elsewhere() -> Elsewhere:
    withdrawn = [
        WithdrawnEntry(
            meeting.slug,
            [*meeting.former_slugs.order_by("slug").values_list("slug", flat=True)],
            meeting.revisions.filter(action=Action.WITHDRAW).aggregate(last=Max("when"))["last"],
        )
        for meeting in Meeting.objects.records().filter(status=Status.WITHDRAWN).order_by("slug")
    ]
    stubs: dict[str, list[str]] = {}
    former = FormerSlug.objects.public().filter(meeting__layer=Layer.STUB)
    for slug, stub in former.order_by("slug").values_list("slug", "meeting__slug"):
        stubs.setdefault(stub, []).append(slug)
    return Elsewhere(withdrawn, stubs)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != data:
        write_whole(path, data)
