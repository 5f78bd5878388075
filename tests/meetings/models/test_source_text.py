"""A text that revisions refer to is kept once, packed, under its SHA-256."""

import hashlib

import pytest
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse

from meetings.models import SourceText
from meetings.models.source_text import digest

TEXT = "Ĕgypt 🌍 said:\r\nnets. " * 100


def test_text_is_named_by_the_digest_of_its_utf_8_bytes() -> None:
    expected = hashlib.sha256(TEXT.encode()).hexdigest()

    assert (digest(TEXT), SourceText.of(TEXT).sha256) == (expected, expected)
    assert str(SourceText.of(TEXT)) == expected


@pytest.mark.django_db
def test_text_is_stored_packed_and_read_to_the_letter() -> None:
    SourceText.of(TEXT).save()

    row = SourceText.objects.get()

    assert row.text == TEXT
    assert SourceText.objects.get_by_natural_key(*row.natural_key()) == row
    assert len(row.packed) < len(TEXT) / 10


@pytest.mark.django_db
def test_text_is_kept_once() -> None:
    SourceText.objects.bulk_create([SourceText.of(TEXT)])

    with pytest.raises(IntegrityError), transaction.atomic():
        SourceText.objects.bulk_create([SourceText.of(TEXT)])
    SourceText.objects.bulk_create([SourceText.of(TEXT)], ignore_conflicts=True)

    assert SourceText.objects.count() == 1


def test_no_page_and_no_permission_leads_to_texts() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:meetings_sourcetext_changelist")

    assert SourceText._meta.default_permissions == ()
