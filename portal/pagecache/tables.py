"""Which tables are followed, and which of their rows the public can see."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CASCADE, ForeignKey, Model

from meetings.models import Meeting
from meetings.models.choices import Layer, Status
from meetings.models.derived_rows import Undumped

#: the table of the counter, and the beginning of the name of every trigger
COUNTER = "portal_changes"
#: the words of pages of the register's own, which are public as they are stored
TEXTS = "portal_pagetext"

APPS = ("participants", "meetings")
#: a stub may be public, and a withdrawn record hides the stub of its slug: both count as seen
SEEN = (
    f"layer = '{Layer.STUB.value}'"
    f" OR status IN ('{Status.PUBLISHED.value}', '{Status.WITHDRAWN.value}')"
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger: what makes it, and the text by which one finds whether it is as it should be."""

    name: str
    table: str
    statements: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class FollowedTable:
    """A table whose changes count.

    ``path`` leads from its rows to their meeting: (column, table it refers to).
    Rows without a path (participants, people, topics, documents …) count whoever uses them.
    """

    table: str
    path: tuple[tuple[str, str], ...] = ()
    is_meeting: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a row that :meth:`seen` reads."""
        if self.is_meeting:
            return ("layer", "status")
        if self.table == TEXTS:
            return ("key",)
        return (self.path[0][0],) if self.path else ("id",)

    def seen(self, row: str) -> str:
        """SQL: whether the public may see the row; ``row`` is its alias. Empty for "always"."""
        if self.is_meeting:
            return " OR ".join(f"{row}.{part}" for part in SEEN.split(" OR "))
        if not self.path:
            return ""
        (column, table), *rest = self.path
        last, joins = "t0", ""
        for n, (reference, target) in enumerate(rest, start=1):
            joins += f" JOIN {target} t{n} ON t{n}.id = {last}.{reference}"
            last = f"t{n}"
        seen = " OR ".join(f"{last}.{part}" for part in SEEN.split(" OR "))
        return f"EXISTS (SELECT 1 FROM {table} t0{joins} WHERE t0.id = {row}.{column} AND ({seen}))"


def followed_tables() -> Iterator[FollowedTable]:
    """Every table of the register, those of many-to-many fields too, and the words of pages."""
    for label in APPS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            # What is derived and never dumped changes with the rows that it comes from.
            if not (model._meta.proxy or isinstance(model._default_manager, Undumped)):
                yield FollowedTable(model._meta.db_table, tuple(_path(model)), model is Meeting)
    yield FollowedTable(TEXTS)


def _path(model: type[Model]) -> Iterator[tuple[str, str]]:
    for field in _fields(model):
        yield field.column, field.related_model._meta.db_table


def _fields(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    """The foreign keys from a row to its meeting; none where the model leads to no meeting.

    A row belongs to the meeting that it must have, else to the row with which it is deleted; a
    row of a many-to-many field to the one whose field it is.
    """
    references = [field for field in model._meta.fields if isinstance(field, ForeignKey)]
    if model._meta.auto_created:
        references = references[:1]
    for field in references:
        if field.related_model is Meeting and not field.null:
            return [field]
    for field in references:
        other = field.related_model
        if (
            field.remote_field.on_delete is CASCADE
            and other is not model
            and (rest := _fields(other))
        ):
            return [field, *rest]
    return []
