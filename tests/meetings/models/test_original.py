"""An uploaded file is kept by its digest, and goes with its document once that is gone for good."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction

from meetings.models import Document, Original
from tests.meetings import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_store")]

DIGEST = "ab" + "c" * 62


def upload(document: Document, data: bytes = b"Fish.", **fields: Any) -> Original:
    """An original of a document."""
    original = Original(document=document, name="../../Herring.docx", sha256=DIGEST, **fields)
    original.file.save("../../evil.html", ContentFile(data), save=False)
    original.save()
    return original


@pytest.fixture
def document() -> Document:
    """A document with a text."""
    return build.document("Fish.")


def test_name_in_the_store_is_made_of_the_digest_alone(document: Document) -> None:
    original = upload(document)

    assert original.file.name == f"originals/ab/{DIGEST}"
    assert original.file.read() == b"Fish."
    assert str(original) == "../../Herring.docx"


def test_same_file_of_two_documents_is_kept_twice(document: Document) -> None:
    first = upload(document)
    second = upload(build.document("Fish.", key="again"))

    assert first.file.name != second.file.name
    assert second.file.name.startswith(f"originals/ab/{DIGEST}")


def test_file_goes_with_its_document_after_the_commit(
    document: Document, django_capture_on_commit_callbacks: Any
) -> None:
    name = upload(document).file.name

    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
        assert default_storage.exists(name)

    assert not default_storage.exists(name)


def test_file_stays_where_the_deletion_was_taken_back(
    document: Document, django_capture_on_commit_callbacks: Any
) -> None:
    original = upload(document)

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        document.delete()
        transaction.set_rollback(True)

    assert Original.objects.get().file.read() == b"Fish."
    assert default_storage.exists(original.file.name)


def test_row_moves_with_the_register_and_finds_its_document(document: Document) -> None:
    original, told = upload(document), StringIO()

    call_command(
        "dumpdata", "meetings.original", natural_primary=True, natural_foreign=True, stdout=told
    )

    (row,) = json.loads(told.getvalue())
    assert row == {
        "model": "meetings.original",
        "fields": {
            "document": [document.key],
            "file": f"originals/ab/{DIGEST}",
            "name": "../../Herring.docx",
            "sha256": DIGEST,
        },
    }
    assert Original.objects.get_by_natural_key(document.key) == original
