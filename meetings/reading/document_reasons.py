"""Why facts of documents are inferred, for all that shows such a fact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from django.db.models import F

from participants.queries.prepared import PreparedQuery

from ..models import Inference, Reference

#: reasons of one document, by the name of the fact: "title", "symbol", "date", "issuers" …
DocumentReasons = Mapping[str, str]

_OF_SOURCES = PreparedQuery(
    lambda numbers: (
        Inference.objects.published()
        .filter(document__in=[numbers])
        .order_by("meeting", "pk")
        .values_list("document_id", "field", "reason")
    )
)


@dataclass(slots=True)
class _Referred:
    """A reference to a document, with one of the values that it infers; none where it has none."""

    document_id: int
    pk: int
    path: Annotated[str | None, F("inferences__field")]
    reason: Annotated[str | None, F("inferences__reason")]


_OF_REFERENCES = PreparedQuery(
    lambda numbers: (
        Reference.objects.published()
        .filter(document__in=[numbers])
        .order_by("meeting", "order", "pk", "inferences__pk")
    ),
    _Referred,
)


def document_reasons(documents: Iterable[int]) -> dict[int, DocumentReasons]:
    """Why facts of documents are inferred, by their numbers; two queries.

    What one of the records that refer to a document prints is not inferred.
    """
    numbers = list(documents)
    reasons: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for document, field, reason in _OF_SOURCES.rows(numbers):
        reasons[document][_fact(field)].append(reason)
    for (document, fact), some in _of_references(numbers).items():
        reasons[document][fact] += some
    return {
        document: {fact: " ".join(dict.fromkeys(some)) for fact, some in facts.items()}
        for document, facts in reasons.items()
    }


def _of_references(documents: Iterable[int]) -> dict[tuple[int, str], list[str]]:
    """The reasons of facts that every reference to a document infers."""
    references: dict[int, set[int]] = defaultdict(set)
    inferring: dict[tuple[int, str], set[int]] = defaultdict(set)
    reasons: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in _OF_REFERENCES.rows(documents):
        references[row.document_id].add(row.pk)
        if row.path and row.reason:
            fact = row.document_id, _fact(row.path)
            inferring[fact].add(row.pk)
            reasons[fact].append(row.reason)
    return {at: some for at, some in reasons.items() if inferring[at] == references[at[0]]}


def _fact(path: str) -> str:
    return path.split("/")[0]
