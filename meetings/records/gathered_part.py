"""The rows of one part of a record, for what is asked at every act: few queries, made once."""

from collections import defaultdict
from itertools import chain
from typing import Any

from participants.queries.prepared_rows import PreparedRows

from ..models import Correction, Document, Passage, Statement
from ..models.owned import PARTS as OWNERS
from .fields.record import INNER_PARTS, PARTS
from .gathered import Gathered, model_of_noun, part_rows
from .held_rows import hold, is_held, statements_held

# Asked of every act on a part: put into SQL once.
_PASSAGES = {
    noun: PreparedRows(
        Passage,
        lambda owner, noun=noun: Passage.objects.filter(**{f"{noun}__in": [owner]}).order_by(
            "order", "pk"
        ),
    )
    for noun in OWNERS
}
_DOCUMENTS = PreparedRows(
    Document, lambda number: Document.objects.filter(pk__in=[number]).order_by("key")
)
_CORRECTIONS = PreparedRows(
    Correction,
    lambda number: Correction.objects.filter(document__in=[number]).order_by(
        "document", "start", "end", "pk"
    ),
)
_ANSWERED = PreparedRows(
    Statement, lambda reply: Statement.objects.filter(replies__in=[reply]).order_by("pk")
)


def gather_part(part: Any, known: dict[int, Document] | None = None) -> Gathered:
    """The rows of one part of a record, as :func:`gather` reads them; all other lists are empty.

    Of documents only those that it points into are there, with their corrections alone; of what
    the part joins only what its checks read. With ``known``, documents that are there are not
    read again, others are added; nor is a statement that is held already.
    """
    (listed,) = (one for one in PARTS if isinstance(part, model_of_noun(one.kind.record)))
    inner = INNER_PARTS.get(listed.key)
    row = _row(listed.kind.record, part, anew=known is None)
    owners = {listed.kind.record.NOUN.owner: [row]}
    if inner:
        owners[inner.kind.record.NOUN.owner] = list(getattr(row, inner.column).all())
    passages: dict[tuple[str, int], list[Passage]] = defaultdict(list)
    for noun, below in owners.items():
        for passage in _PASSAGES[noun].rows([one.pk for one in below]):
            passages[noun, getattr(passage, f"{noun}_id")].append(passage)
    used = {passage.document_id for passage in chain.from_iterable(passages.values())}
    documents = _with_corrections(used, {} if known is None else known)
    for passage in chain.from_iterable(passages.values()):
        passage.document = documents[passage.document_id]
    return Gathered(
        meeting=part.meeting,
        passages=passages,
        documents=list(documents.values()),
        parts={one.name: [row] if one is listed else [] for one in PARTS},
        bodies={},
        series={},
        inferences=[],
    )


def _with_corrections(numbers: set[int], known: dict[int, Document]) -> dict[int, Document]:
    """The documents of these numbers, in the order of their keys; those not ``known`` are added."""
    known |= {row.pk: row for row in _DOCUMENTS.rows(numbers - known.keys())}
    found = sorted((known[number] for number in numbers), key=lambda document: document.key)
    bare = {row.pk for row in found if "corrections" not in _prefetched(row)}
    fixes = _CORRECTIONS.rows(bare)
    for document in found:
        if document.pk in bare:
            own = [fix for fix in fixes if fix.document_id == document.pk]
            hold(document, "corrections", own)
    return {document.pk: document for document in found}


def _prefetched(row: Any) -> Any:
    return row.__dict__.get("_prefetched_objects_cache", {})


def _row(record: Any, part: Any, *, anew: bool) -> Any:
    """A part with what its checks read of it, ``anew`` if it may have changed."""
    if not isinstance(part, Statement):
        return part_rows(record, checked=True).get(pk=part.pk)
    row = part
    if anew or not is_held(part):
        (row,) = statements_held([part.pk])
    hold(row, "in_reply_to", _ANSWERED.rows([row.pk]))
    return row
