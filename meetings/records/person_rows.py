"""The people that a file defines."""

from participants.models import Person, PersonName
from participants.names import fold_for_sort

from .errors import pointer
from .fields.person import PersonRecord
from .fields.record import RecordFile
from .policy import SharedPolicy


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
        for index, data in enumerate(self.record.people):
            row = self.people.get(data.key)
            if row is None:
                row = Person.objects.create(
                    key=data.key, name=data.name, sort_name=data.sort_name or data.name
                )
                self.people[data.key] = row
                self._add_person_names(row, data)
                continue
            path = pointer("people", index)
            sort_name = fold_for_sort(data.sort_name or data.name)
            self.policy.same(
                path, row, {"name": data.name, "sort_name": sort_name}, f"“{row.name}”"
            )
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
