"""The participants that a file refers to, and those that it defines."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from participants.finder import by_code_or_slug_or_name
from participants.models import Participant, ParticipantName
from participants.names import fold_for_sort

from ..models.choices import Status
from .defining import Defining
from .errors import pointer
from .plain import ParticipantData, RecordFile


class Bodies(Defining):
    """Participants as rows, by the name that the file uses."""

    def __init__(self, record: RecordFile, *, replace: bool) -> None:
        super().__init__(replace=replace, public=record.meeting.status == Status.PUBLISHED)
        self.record = record
        self.participants: dict[str, Participant] = {}
        self._participants()

    def who(self, name: str) -> Participant | None:
        """The participant that the file names so; nobody for ""."""
        return self.participants.get(name)

    def whom(self, names: Iterable[str]) -> list[Participant]:
        """The participants that the file names so."""
        return [self.participants[name] for name in names if name in self.participants]

    def _participants(self) -> None:
        defined = {row.slug: row for row in self.record.participants}
        known = {row.slug: row for row in Participant.objects.filter(slug__in=defined)}
        self._codes_free(defined, known)
        for index, data in enumerate(self.record.participants):
            if data.slug not in known and not self.errors:
                known[data.slug] = Participant.objects.create(
                    slug=data.slug, **_participant_fields(data)
                )
                self._add_names(known[data.slug], data)
            elif data.slug in known:
                self._same_participant(pointer("participants", index), known[data.slug], data)
        names = dict(_participants_named(self.record))
        found = by_code_or_slug_or_name(list(names))
        for name, path in names.items():
            if found[name].outcome == "found":
                self.participants[name] = found[name].candidates[0]
            else:
                self._refuse_name(path, name, [str(one) for one in found[name].candidates])
        self._part_of(known)

    def _codes_free(
        self, defined: dict[str, ParticipantData], known: dict[str, Participant]
    ) -> None:
        codes = {data.code: slug for slug, data in defined.items() if data.code}
        for row in Participant.objects.filter(code__in=codes):
            if row.slug != codes[row.code or ""]:
                self.refuse(
                    "/participants",
                    _("the code %(code)s belongs to “%(name)s”; refer to it by that code.")
                    % {"code": row.code, "name": row.name},
                )

    def _same_participant(self, path: str, row: Participant, data: ParticipantData) -> None:
        fields = _participant_fields(data)
        sort_name = fields.pop("sort_name") or data.name
        self.same(path, row, fields | {"sort_name": fold_for_sort(sort_name)}, f"“{row.name}”")
        stored = set(row.names.values_list("name", "kind"))
        given = {(name.name, name.kind) for name in data.other_names}
        if given != stored:
            if self.replace:
                row.names.all().delete()
                self._add_names(row, data)
                self.changed = True
            else:
                self.refuse(
                    f"{path}/other_names",
                    _(
                        "other names of “%(name)s” differ from those in the register; make both "
                        "alike, or load with --replace to let this file win."
                    )
                    % {"name": row.name},
                )

    def _add_names(self, row: Participant, data: ParticipantData) -> None:
        ParticipantName.objects.bulk_create(
            ParticipantName(participant=row, name=name.name, kind=name.kind)
            for name in data.other_names
        )

    def _part_of(self, known: dict[str, Participant]) -> None:
        for index, data in enumerate(self.record.participants):
            row, whole = known.get(data.slug), self.who(data.part_of)
            if row is None or row.part_of_id == (whole.pk if whole else None):
                continue
            path, values = pointer("participants", index), {"part_of": whole}
            if row.part_of_id is None:
                self.fill(f"{path}/part_of", row, values, f"“{row.name}”")
            else:
                self.same(path, row, values, f"“{row.name}”")

    def _refuse_name(self, path: str, name: str, candidates: list[str]) -> None:
        if candidates:
            message = _("“%(name)s” may be %(candidates)s; write its code or slug.") % {
                "name": name,
                "candidates": ", ".join(candidates),
            }
        else:
            message = _(
                "participant “%(name)s” is neither shipped nor defined in this file; correct the "
                "code or slug, or define it in participants[]."
            ) % {"name": name}
        self.refuse(path, message)


def _participant_fields(data: ParticipantData) -> dict[str, Any]:
    return {
        "name": data.name,
        "formal_name": data.formal_name,
        "sort_name": data.sort_name,
        "kind": data.kind,
        "code": data.code or None,
        "region": data.region,
    }


def _participants_named(record: RecordFile) -> Iterator[tuple[str, str]]:
    """Every name of a participant in the file, with the path where it first stands."""
    seen = set()
    for path, name in _every_participant(record):
        if name and name not in seen:
            seen.add(name)
            yield name, path


def _every_participant(record: RecordFile) -> Iterator[tuple[str, str]]:
    yield "/meeting/place/country", record.meeting.place.country
    for n, body in enumerate(record.participants):
        yield f"/participants/{n}/part_of", body.part_of
    for n, document in enumerate(record.documents):
        yield from _listed(f"/documents/{n}/issuers", document.issuers)
    for n, delegation in enumerate(record.delegations):
        yield f"/delegations/{n}/participant", delegation.participant
    for n, statement in enumerate(record.statements):
        yield from _listed(f"/statements/{n}/mentions", statement.mentions)
        for m, speaker in enumerate(statement.speakers):
            path = f"/statements/{n}/speakers/{m}"
            yield f"{path}/participant", speaker.participant
            yield from _listed(f"{path}/on_behalf_of", speaker.on_behalf_of)
    for n, pledge in enumerate(record.pledges):
        yield from _listed(f"/pledges/{n}/by", [by.participant for by in pledge.by])
    for n, relation in enumerate(record.relations):
        path = f"/relations/{n}/meeting"
        yield f"{path}/place/country", relation.meeting.place.country
        present = [one.participant for one in relation.meeting.delegations]
        yield from _listed(f"{path}/delegations", present)


def _listed(path: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for place, name in enumerate(names):
        yield f"{path}/{place}", name
