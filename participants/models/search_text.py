"""The column that search indexes read: the words of a row, where its text is not plain.

What a text is made of, and which texts are plain, ``participants.words.indexing`` knows. The
column is NULL for a plain text: the index takes the text itself, and nothing is stored twice.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import connections, models, transaction

from ..words.indexing import search_text

RowT = TypeVar("RowT", bound=models.Model)
_BATCH = 500


class SearchTextField(models.TextField):
    """The words of the columns named, for the search index; derived, never dumped or edited."""

    def __init__(self, *args: Any, columns: Sequence[str] = ("name",), **kwargs: Any) -> None:
        self.columns = tuple(columns)
        kwargs |= {"null": True, "editable": False, "serialize": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """The columns belong to the history of the schema too."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"columns": self.columns}

    def words_of(self, texts: Iterable[str]) -> str | None:
        """What the column holds beside these texts of a row."""
        return search_text(" ".join(texts))

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        """Take the words of the row on the way to the database."""
        words = self.words_of(str(getattr(model_instance, name)) for name in self.columns)
        setattr(model_instance, self.attname, words)
        return words

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        """Follow raw saves too, which fill no field."""
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            models.signals.pre_save.connect(_fill_before_raw_save, sender=cls)

    def is_touched_by(self, names: Iterable[str]) -> bool:
        """Whether a change of these columns alone would leave this one stale."""
        changed = set(names)
        return self.name not in changed and not changed.isdisjoint(self.columns)


def _fill_before_raw_save(
    sender: type[models.Model], instance: models.Model, raw: bool = False, **_signal: Any
) -> None:
    """Receiver of ``pre_save``: ``loaddata`` saves rows as they are."""
    if raw:
        search_text_field(sender).pre_save(instance, add=False)


class SearchTextRow(models.Model):
    """A row with the column, which :class:`SearchTextField` declares; each save fills it."""

    class Meta:
        abstract = True

    def save_base(
        self,
        raw: bool = False,
        force_insert: Any = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Fill the column in saves of a few fields too."""
        field = search_text_field(type(self))
        if update_fields is not None and field.is_touched_by(update_fields):
            update_fields = frozenset({*update_fields, field.name})
        super().save_base(raw, force_insert, force_update, using, update_fields)


class SearchTextQuerySet(models.QuerySet[RowT]):
    """Rows whose column follows changes that are made in the database."""

    def update(self, **values: Any) -> int:
        """Update, and fill the column of the rows that were, where they have it."""
        has_it = issubclass(self.model, SearchTextRow)
        if not has_it or not search_text_field(self.model).is_touched_by(values):
            return super().update(**values)
        with transaction.atomic(using=self.db):
            # Before the change: it may be what the rows were found by.
            numbers = list(self.order_by().values_list("pk", flat=True))
            changed = super().update(**values)
            for start in range(0, len(numbers), _BATCH):
                rows = self.model._base_manager.using(self.db)
                fill_search_text(rows.filter(pk__in=numbers[start : start + _BATCH]))
        return changed

    update.alters_data = True  # type: ignore[attr-defined]  # Django reads it in templates


def search_text_field(model: type[models.Model]) -> SearchTextField:
    """The field of a model. Raises ``FieldDoesNotExist`` where it has none."""
    field = model._meta.get_field("search_text")
    assert isinstance(field, SearchTextField)  # noqa: S101 - one name, one kind
    return field


def stale_search_texts(rows: models.QuerySet[Any]) -> list[tuple[Any, str | None]]:
    """The rows whose column is not what it should be: number, and what it should be."""
    field = search_text_field(rows.model)
    read: Any = rows.order_by().values_list("pk", field.name, *field.columns)
    wanted = ((pk, held, field.words_of(texts)) for pk, held, *texts in read)
    return [(pk, words) for pk, held, words in wanted if words != held]


def fill_search_text(rows: models.QuerySet[Any]) -> int:
    """Fill the column of rows where it is stale; how many. The caller holds the transaction."""
    # Locked, so that no change made meanwhile is written over.
    stale = stale_search_texts(rows.select_for_update())
    sql = f"UPDATE {rows.model._meta.db_table} SET search_text = %s WHERE id = %s"  # noqa: S608 - our own name
    with connections[rows.db].cursor() as cursor:
        cursor.executemany(sql, [(words, pk) for pk, words in stale])
    return len(stale)
