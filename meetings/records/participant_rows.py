"""The participants that a file refers to, and the participants and people that it defines."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from participants.finder import by_code_or_slug_or_name
from participants.models import Participant, ParticipantName, Person, PersonName
from participants.models.former import of_former_slugs
from participants.names import fold_for_sort

from .errors import pointer
from .fields.declaration import columns_of, values_of_kind
from .fields.keys import ParticipantKey, ParticipantKeys
from .fields.participant import ParticipantRecord
from .fields.person import PersonRecord
from .fields.record import RecordFile
from .former_rows import keep_former_slugs
from .policy import SharedPolicy


class ParticipantRows:
    """Participants as rows, by the name that the file uses."""

    def __init__(self, record: RecordFile, policy: SharedPolicy) -> None:
        self.record = record
        self.policy = policy
        self.participants: dict[str, Participant] = {}
        self._participants()

    def participant(self, name: str) -> Participant | None:
        """The participant that the file names so; nobody for ""."""
        return self.participants.get(name)

    def _participants(self) -> None:
        defined = {row.slug: row for row in self.record.participants}
        known = {row.slug: row for row in Participant.objects.filter(slug__in=defined)}
        merged = of_former_slugs(Participant, defined.keys() - known.keys())
        self._codes_free({slug: row for slug, row in defined.items() if slug not in merged}, known)
        for index, data in enumerate(self.record.participants):
            if data.slug in merged:
                path = pointer("participants", index, "slug")
                self.policy.note_former(path, data.slug, merged[data.slug])
            elif data.slug not in known and not self.policy.errors:
                known[data.slug] = Participant.objects.create(
                    slug=data.slug, sort_name=data.sort_name, **self._columns(data)
                )
                self._add_names(known[data.slug], data)
            elif data.slug in known:
                self._same_participant(pointer("participants", index), known[data.slug], data)
        names = dict(_participants_named(self.record))
        matches = by_code_or_slug_or_name(list(names))
        for name, path in names.items():
            if matches[name].outcome == "found":
                self.participants[name] = matches[name].candidates[0]
                if matches[name].is_former:
                    self.policy.note_former(path, name, self.participants[name])
            else:
                self._refuse_name(
                    path, name, [str(candidate) for candidate in matches[name].candidates]
                )
        self._part_of(known)
        for index, data in enumerate(self.record.participants):
            if data.slug in known:
                path = pointer("participants", index)
                keep_former_slugs(self.policy, path, known[data.slug], data.former_slugs)
        self._once()

    def _once(self) -> None:
        """Refuse two delegations of one participant, which the file calls by two names."""
        seen: dict[int, str] = {}
        for index, data in enumerate(self.record.delegations):
            row = self.participants.get(data.participant)
            if row is None:
                continue
            first = seen.setdefault(row.pk, data.participant)
            if first != data.participant:
                self.policy.refuse(
                    pointer("delegations", index, "participant"),
                    _("“%(one)s” and “%(other)s” are one participant, %(name)s; keep one.")
                    % {"one": first, "other": data.participant, "name": row},
                )

    def _codes_free(
        self, defined: dict[str, ParticipantRecord], known: dict[str, Participant]
    ) -> None:
        codes = {data.code: slug for slug, data in defined.items() if data.code}
        for row in Participant.objects.filter(code__in=codes):
            if row.slug != codes[row.code or ""]:
                self.policy.refuse(
                    "/participants",
                    _("the code %(code)s belongs to “%(name)s”; refer to it by that code.")
                    % {"code": row.code, "name": row.name},
                )

    def _same_participant(self, path: str, row: Participant, data: ParticipantRecord) -> None:
        fields = self._columns(data)
        fields["name"] = self.policy.spelling(f"{path}/name", row.name, data.name)
        fields["sort_name"] = fold_for_sort(data.sort_name or data.name)
        self.policy.same(path, row, fields, f"“{row.name}”")
        _keep_written(self.policy, row, data.sort_name)
        stored = set(row.names.values_list("name", "kind"))
        given = {(name.name, name.kind) for name in data.other_names}
        if given != stored:
            if self.policy.replace:
                row.names.all().delete()
                self._add_names(row, data)
                self.policy.changed = True
            else:
                self.policy.refuse(
                    f"{path}/other_names",
                    _(
                        "other names of “%(name)s” differ from those in the register; make both "
                        "alike, or load with --replace to let this file win."
                    )
                    % {"name": row.name},
                )

    def _columns(self, data: ParticipantRecord) -> dict[str, Any]:
        columns = columns_of(data, self) | {"code": data.code or None}
        apart = ("slug", "part_of", "sort_name_written")
        return {name: value for name, value in columns.items() if name not in apart}

    def _add_names(self, row: Participant, data: ParticipantRecord) -> None:
        ParticipantName.objects.bulk_create(
            ParticipantName(participant=row, name=name.name, kind=name.kind)
            for name in data.other_names
        )

    def _part_of(self, known: dict[str, Participant]) -> None:
        for index, data in enumerate(self.record.participants):
            row, whole = known.get(data.slug), self.participant(data.part_of)
            if row is None or row.part_of_id == (whole.pk if whole else None):
                continue
            path, values = pointer("participants", index), {"part_of": whole}
            if row.part_of_id is None:
                self.policy.fill(f"{path}/part_of", row, values, f"“{row.name}”")
            else:
                self.policy.same(path, row, values, f"“{row.name}”")

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
        self.policy.refuse(path, message)


def _participants_named(record: RecordFile) -> Iterator[tuple[str, str]]:
    """Every name of a participant in the file, with the path where it first stands."""
    seen = {""}
    for path, name in _every_participant(record):
        if name not in seen:
            seen.add(name)
            yield name, path


def _every_participant(record: RecordFile) -> Iterator[tuple[str, str]]:
    for path, field, value in values_of_kind(record, (ParticipantKey, ParticipantKeys)):
        if isinstance(field.kind, ParticipantKeys):
            yield from ((f"{path}/{index}", name) for index, name in enumerate(value))
        else:
            yield path.rpartition("/")[0] if field.kind.at_object else path, value


def _keep_written(policy: SharedPolicy, row: Participant | Person, sort_name: str) -> None:
    """Keep a sort name as this file writes it, where the register knows it folded alone."""
    known = row.sort_name_written
    folded_alone = known == row.sort_name or not known
    new = sort_name not in ("", known, row.sort_name)
    if new and (policy.replace or folded_alone):
        policy.change(row, {"sort_name": sort_name})


class PersonRows:
    """People as rows, by key."""

    def __init__(self, record: RecordFile, policy: SharedPolicy) -> None:
        self.record = record
        self.policy = policy
        self.people: dict[str, Person] = {}
        self._people()

    def person(self, key: str) -> Person | None:
        """The person of that key; nobody for ""."""
        return self.people.get(key)

    def _people(self) -> None:
        rows = Person.objects.filter(key__in=[data.key for data in self.record.people])
        self.people = {row.key: row for row in rows.prefetch_related("names")}
        keys = {data.key for data in self.record.people} - self.people.keys()
        merged = of_former_slugs(Person, keys)
        self.people |= merged
        for index, data in enumerate(self.record.people):
            row = self.people.get(data.key)
            if data.key in merged:
                self.policy.note_former(pointer("people", index, "key"), data.key, row)
                continue
            self._described(pointer("people", index), row, data)

    def _described(self, path: str, row: Person | None, data: PersonRecord) -> None:
        """Make a person, or hold one that is known against the definition of the file."""
        if row is None:
            row = Person.objects.create(key=data.key, name=data.name, sort_name=data.sort_name)
            self.people[data.key] = row
            self._add_person_names(row, data)
        else:
            self._same_person(path, row, data)
        keep_former_slugs(self.policy, path, row, data.former_slugs, "key")

    def _same_person(self, path: str, row: Person, data: PersonRecord) -> None:
        values = {
            "name": self.policy.spelling(f"{path}/name", row.name, data.name),
            "sort_name": fold_for_sort(data.sort_name or data.name),
        }
        self.policy.same(path, row, values, f"“{row.name}”")
        _keep_written(self.policy, row, data.sort_name)
        if set(data.other_names) - {name.name for name in row.names.all()}:
            # Spellings gather: each file brings those that its source uses.
            self._fill_person_names(path, row, data)

    def _fill_person_names(self, path: str, row: Person, data: PersonRecord) -> None:
        if self.policy.may_fill(row):
            self._add_person_names(row, data)
            self.policy.changed = True
        else:
            self.policy.refuse_fill(f"{path}/other_names", row.name)

    def _add_person_names(self, row: Person, data: PersonRecord) -> None:
        PersonName.objects.bulk_create(
            [PersonName(person=row, name=name) for name in data.other_names],
            ignore_conflicts=True,
        )
