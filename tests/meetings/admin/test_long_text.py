"""Texts of documents that are too long for a box: shown by their beginning, replaced by a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.admin import long_text
from meetings.admin.long_text import SEEN, SHOWN
from meetings.models import Correction, Document
from meetings.records.file_texts import text_digest
from tests.meetings import build
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db

#: longer than all that Django takes in a form
LONG = "Words of a long report’s page. " * 100_000


@pytest.fixture
def document() -> Document:
    """A document with a long text that no record uses."""
    return build.document(LONG, key="long")


def page(document: Document) -> str:
    """The address of its form."""
    return address(Document, "change", document.pk)


def file(data: bytes) -> SimpleUploadedFile:
    """A file as it is sent."""
    return SimpleUploadedFile("text.txt", data, content_type="text/plain")


def stored(document: Document) -> Document:
    """The document as it is now."""
    return Document.objects.get(pk=document.pk)


def test_long_text_has_no_box_and_stays_when_the_form_is_saved(
    admin_client: Client, document: Document
) -> None:
    form = admin_client.get(page(document))
    html = form.content.decode()

    answer = admin_client.post(page(document), sent(form, title="Renamed"))

    assert '<textarea name="text"' not in html
    assert "The first 100,000 of 3,100,000 characters." in html
    assert len(form.content) < 500_000
    assert answer.status_code == 302
    now = stored(document)
    assert (now.title, now.text, now.sha256) == ("Renamed", LONG, document.sha256)


def test_long_text_gives_way_to_a_file(admin_client: Client, document: Document) -> None:
    form = admin_client.get(page(document))
    text = "\ufeffLes élèves d’abord.\r\n" * 200_000

    answer = admin_client.post(page(document), sent(form, upload=file(text.encode())))

    assert answer.status_code == 302
    assert (stored(document).text, stored(document).sha256) == (text, text_digest(text))


def test_correction_sent_with_a_file_is_sought_in_its_text(
    admin_client: Client, document: Document
) -> None:
    form = admin_client.get(page(document))
    rows = {
        "corrections-TOTAL_FORMS": "1",
        "corrections-0-first_words": "teh",
        "corrections-0-read": "the",
        "corrections-0-reason": "Misprint.",
    }

    answer = admin_client.post(
        page(document), sent(form, upload=file(b"Here teh words end."), **rows)
    )

    assert answer.status_code == 302
    assert Correction.objects.values_list("printed", "start").get() == ("teh", 5)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"na\xefve", "This file is not UTF-8 at byte 3; save it as plain text in UTF-8"),
        ("naïve".encode("utf-16"), "This file is not UTF-8 at byte 1;"),
        (b"a\0b", "This file holds NUL characters; it is no text."),
        (b"a" * 201, "This file has 0.0 MB; 0 are the most."),
    ],
)
def test_file_that_is_no_text_is_refused_and_the_text_stays(
    admin_client: Client,
    document: Document,
    monkeypatch: pytest.MonkeyPatch,
    data: bytes,
    said: str,
) -> None:
    monkeypatch.setattr(long_text, "LARGEST", 200)
    form = admin_client.get(page(document))

    answer = admin_client.post(page(document), sent(form, upload=file(data)))

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert stored(document).text == LONG


def test_file_does_not_replace_a_text_that_somebody_else_stored_meanwhile(
    admin_client: Client, document: Document
) -> None:
    form = admin_client.get(page(document))
    data = sent(form, upload=file(b"Mine."))
    data[SEEN] = document.sha256
    theirs = "Theirs. " * 20_000
    Document.objects.filter(pk=document.pk).update(text=theirs, sha256=text_digest(theirs))

    refused = admin_client.post(page(document), data)

    assert "Somebody else replaced the text while you had it open." in refused.content.decode()
    assert f'name="{SEEN}" value="{text_digest(theirs)}"' in refused.content.decode()
    assert stored(document).text == theirs


def test_text_that_became_short_meanwhile_stays_where_no_box_was(
    admin_client: Client, document: Document
) -> None:
    data = sent(admin_client.get(page(document)), title="Renamed")
    Document.objects.filter(pk=document.pk).update(text="Short.", sha256=text_digest("Short."))

    answer = admin_client.post(page(document), data)

    assert answer.status_code == 302
    assert (stored(document).title, stored(document).text) == ("Renamed", "Short.")


def test_typed_text_is_not_dropped_where_a_long_one_was_stored_meanwhile(
    admin_client: Client,
) -> None:
    short = build.document("Short.", key="short")
    data = sent(admin_client.get(page(short)), text="Short and mine.")
    Document.objects.filter(pk=short.pk).update(text=LONG, sha256=text_digest(LONG))

    answer = admin_client.post(page(short), data)

    assert answer.status_code == 200
    assert "The text can no more be changed here" in answer.content.decode()
    assert stored(short).text == LONG


@pytest.mark.parametrize(("extra", "boxes"), [(0, 1), (1, 0)])
def test_text_has_a_box_up_to_the_limit(admin_client: Client, extra: int, boxes: int) -> None:
    document = build.document("x" * (SHOWN + extra), key="edge")

    html = admin_client.get(page(document)).content.decode()

    assert html.count('<textarea name="text"') == boxes
    assert 'name="upload"' in html


def test_text_too_long_for_a_form_is_refused_with_what_to_do(admin_client: Client) -> None:
    answer = admin_client.post(address(Document, "add"), {"title": "New", "text": LONG})

    assert answer.status_code == 400
    assert "A form takes 2.5 MB of text at most." in answer.content.decode()
    assert not Document.objects.exists()


def test_file_with_the_text_of_another_document_is_asked_about_and_to_be_chosen_again(
    admin_client: Client, document: Document
) -> None:
    other = build.document("Alike.", key="other", title="Other")
    Document.objects.filter(pk=other.pk).update(sha256=text_digest("Alike."))
    form = admin_client.get(page(document))

    answer = admin_client.post(page(document), sent(form, upload=file(b"Alike.")))

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "“Other” holds the same text; a source is entered once." in html
    assert "Choose the file again: it was not kept while the form was shown." in html
    assert stored(document).text == LONG
