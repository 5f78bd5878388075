"""The rows of one record, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.apps import apps
from django.db.models import Prefetch, QuerySet

from participants.models import Participant

from ..models import (
    Document,
    Inference,
    Meeting,
    Passage,
    Pledge,
    Relation,
    Series,
    Session,
    Statement,
)
from .fields.declaration import fields_of, fields_of_kind
from .fields.kinds import PermanentNumber
from .fields.objects import Items
from .fields.record import INNER_PARTS, PARTS
from .text_pool import TextPool

#: texts that are read together no more than so many
_TEXTS = 50


@dataclass(frozen=True, slots=True)
class Gathered:
    """A record's rows in the order of its file; passages by owner field and row number.

    ``parts`` are the rows of each of the file's lists that holds parts, by its name. ``bodies`` and
    ``series`` are those that the relations name, by slug.
    """

    meeting: Meeting
    passages: dict[tuple[str, int], list[Passage]]
    documents: list[Document]
    parts: dict[str, list[Any]]
    bodies: dict[str, Participant]
    series: dict[str, Series]
    inferences: list[Inference]
    pool: TextPool = field(default_factory=TextPool)

    # Parts that have rules of their own

    @property
    def sessions(self) -> list[Session]:
        """The sessions."""
        return self.parts["sessions"]

    @property
    def statements(self) -> list[Statement]:
        """The statements."""
        return self.parts["statements"]

    @property
    def pledges(self) -> list[Pledge]:
        """The pledges."""
        return self.parts["pledges"]

    @property
    def relations(self) -> list[Relation]:
        """The relations."""
        return self.parts["relations"]

    def by_record(self) -> Iterator[tuple[Any, list[Any]]]:
        """The field list of each noun that has passages, with its rows; lists inside parts last."""
        for listed in PARTS:
            yield listed.kind.record, self.parts[listed.name]
        for key, inner in INNER_PARTS.items():
            below = [getattr(row, inner.column).all() for row in self.parts[key]]
            yield inner.kind.record, list(chain.from_iterable(below))


def model_of_noun(record: Any) -> Any:
    """The model of a noun's rows."""
    return apps.get_model(record.NOUN.model)


def gather(meeting: Meeting, pool: TextPool | None = None) -> Gathered:
    """Read the record of ``meeting`` as the database has it now.

    With a ``pool`` the long texts are held no second time; one query more.
    """
    meeting = (
        Meeting.objects.select_related("series", "country")
        .prefetch_related("former_slugs", "retired_numbers", "series__former_slugs")
        .get(pk=meeting.pk)
    )
    passages: dict[tuple[str, int], list[Passage]] = defaultdict(list)
    texts = pool or TextPool()
    for passage in Passage.objects.filter(meeting=meeting).order_by("order", "pk"):
        field = passage.owner_field
        passages[field, getattr(passage, f"{field}_id")].append(passage)
    used = {row.document_id for rows in passages.values() for row in rows}
    documents = {
        row.pk: row
        for row in Document.objects.filter(pk__in=used)
        .order_by("key")
        .prefetch_related("marks", "corrections", "issuers", "former_slugs")
    }
    for document in documents.values():
        document.text = texts.once(document.text)
    for row in chain.from_iterable(passages.values()):
        row.document = documents[row.document_id]
    parts = {
        listed.name: _read(part_rows(listed.kind.record).filter(meeting=meeting), pool)
        for listed in PARTS
    }
    stated = [row.described for row in parts["relations"]]
    named = {
        delegation["participant"] for facts in stated for delegation in facts.get("delegations", [])
    }
    named |= {facts["country"] for facts in stated if facts.get("country")}
    slugs = {facts["series"] for facts in stated if facts.get("series")}
    return Gathered(
        meeting=meeting,
        passages=passages,
        parts=parts,
        documents=list(documents.values()),
        bodies={row.slug: row for row in Participant.objects.filter(slug__in=named)},
        series={
            row.slug: row
            for row in Series.objects.filter(slug__in=slugs).prefetch_related("former_slugs")
        },
        inferences=list(Inference.objects.filter(meeting=meeting)),
        pool=texts,
    )


def _read(rows: QuerySet[Any], pool: TextPool | None) -> list[Any]:
    """The rows; texts of statements a few at a time, where they are known already."""
    if pool is None or rows.model is not Statement:
        return list(rows)
    read = list(rows.defer("text", "search_text"))
    texts = rows.order_by("pk").prefetch_related(None).values_list("pk", "text")
    held = {pk: pool.once(text) for pk, text in texts.iterator(chunk_size=_TEXTS)}
    for row in read:
        row.text = held[row.pk]
    return read


def part_rows(record: Any, *, checked: bool = False) -> QuerySet[Any]:
    """The rows of a noun with all that its field list asks of them, in the order of the file.

    To be ``checked`` alone: of what is joined, only other parts of the record and rows inside.
    """
    listed = fields_of(record)
    foreign = {field.column.split(".")[0] for field in listed if field.kind.foreign}
    foreign |= {record.NOUN.shared_row} - {""}
    rows = model_of_noun(record).objects.order_by("order", "number" if _numbered(record) else "pk")
    if foreign:
        rows = rows.select_related(*sorted(foreign))
    parts = {one.name for one in PARTS}
    joined: list[Any] = [
        name
        for field in listed
        if not checked or getattr(field.kind, "of", "") in parts
        for name in field.kind.prefetched(field.column)
    ]
    inner = fields_of_kind(record, Items)
    below = [(field.column, part_rows(field.kind.record, checked=checked)) for field in inner]
    return rows.prefetch_related(*joined, *(Prefetch(*one) for one in below))


def _numbered(record: Any) -> bool:
    return bool(fields_of_kind(record, PermanentNumber))
