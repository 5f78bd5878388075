"""A fact of a document is inferred where all records that refer to it infer it."""

import pytest

from meetings.models import Document, Inference, Reference
from meetings.reading.document_reasons import document_reasons
from tests.meetings import build


def refer(document: Document, **inferred: str) -> None:
    """A record that refers to the document, and the reasons of what it infers."""
    record = build.meeting()
    reference = Reference.objects.create(meeting=record, document=document)
    for field, reason in inferred.items():
        Inference.objects.create(meeting=record, reference=reference, field=field, reason=reason)


@pytest.mark.django_db
def test_fact_that_every_reference_infers_is_inferred() -> None:
    document = build.document("", symbol="A/1")
    refer(document, symbol="Not printed.", title="Described.")
    refer(document, symbol="Not printed.")

    assert document_reasons([document.pk]) == {document.pk: {"symbol": "Not printed."}}


@pytest.mark.django_db
def test_fact_of_a_source_is_inferred_by_its_record() -> None:
    document = build.document()
    record = build.meeting()
    Inference.objects.create(
        meeting=record, document=document, field="issuers/0", reason="By its place."
    )

    assert document_reasons([document.pk]) == {document.pk: {"issuers": "By its place."}}
