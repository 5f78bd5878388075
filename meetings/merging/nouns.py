"""The nouns whose rows can be made one, and what is theirs to compare."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from meetings.models import Document, Meeting, Series, StubMeeting, Topic
from meetings.records.topic_rows import slug_of
from participants.models import Participant, ParticipantName, Person, PersonName
from participants.models.choices import NameKind

#: what is never chosen between: addresses, where a row comes from, what is computed
_APART = {"slug", "key", "shipped", "sort_name", "layer", "status", "sha256", "text", "updated_by"}
#: values that say nothing, by field
SILENT: dict[str, tuple[Any, ...]] = {
    "mode": ("not stated",),
    "stage": ("mentioned",),
    "attendance": ("not recorded",),
}


@dataclass(frozen=True, slots=True)
class MergedNoun:
    """A noun: its model, the field of its address, and its further names where it has some."""

    model: Any
    address: str
    names: Any = None

    @property
    def table(self) -> Any:
        """The model whose rows they are; that of a proxy."""
        return self.model._meta.concrete_model

    @property
    def owner(self) -> str:
        """The foreign key of further names, and of former addresses."""
        return str(self.table._meta.get_field("former_slugs").field.name)

    def fields(self) -> list[Any]:
        """The columns that rows may say otherwise, in the order of the model."""
        return [
            field
            for field in self.table._meta.concrete_fields
            if not field.primary_key
            and field.name not in _APART
            and (field.editable or field.name == "sort_name_written")
        ]

    def addresses(self, row: Any) -> Iterator[str]:
        """The address of a row; that by which record files find it, where they have another."""
        yield str(getattr(row, self.address))
        if isinstance(row, Topic):
            yield slug_of(row.name, "topic")
        elif isinstance(row, Document):
            yield slug_of(row.title, "document")


NOUNS = {
    Participant: MergedNoun(Participant, "slug", ParticipantName),
    Person: MergedNoun(Person, "key", PersonName),
    Topic: MergedNoun(Topic, "slug"),
    Series: MergedNoun(Series, "slug"),
    Document: MergedNoun(Document, "key"),
    StubMeeting: MergedNoun(StubMeeting, "slug"),
    Meeting: MergedNoun(Meeting, "slug"),
}


def noun_of(row: Any) -> MergedNoun:
    """The noun of a row. Raises ``KeyError`` for one whose rows are never made one.

    Recorded meetings are merged by rules of their own (``record_plan``).
    """
    if isinstance(row, Meeting) and row.is_stub:
        return NOUNS[StubMeeting]
    return NOUNS[type(row)]


def says(field: Any, row: Any) -> bool:
    """Whether a row says something in a field."""
    value = getattr(row, field.attname)
    return value not in (None, "", [], *SILENT.get(field.name, ()))


def names_of(row: Any) -> dict[str, str]:
    """What a participant or person goes by, with the kind of each name; nothing for others."""
    if isinstance(row, Person):
        names = dict.fromkeys((name.name for name in row.names.all()), "")
        return {row.name: "", **names}
    if not isinstance(row, Participant):
        return {}
    names = {row.name: NameKind.OTHER, row.formal_name: NameKind.OTHER}
    names |= {row.code or "": NameKind.ABBREVIATION}
    names |= {name.name: NameKind(name.kind) for name in row.names.all()}
    names.pop("", None)
    return {name: str(kind) for name, kind in names.items()}
