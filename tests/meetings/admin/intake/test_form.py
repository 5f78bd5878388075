"""The form takes a file or a text, and says beside its box what is wrong with either."""

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from meetings.admin.doubts import SURE, token
from meetings.admin.intake.form import LONGEST, DocumentForm
from meetings.models import Document, Original
from tests.meetings import build
from tests.meetings.admin.intake.proposals import TEXT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rules")]

AGAIN = "Choose the file again: it was not kept while the form was shown."

TOO_LONG = (
    "This document has 200,001 characters; 200,000 are the most. Give the part that tells of one "
    "meeting."
)


def form(data: bytes | None = None, name: str = "herring.txt", **fields: Any) -> DocumentForm:
    """A form that was sent, with a file where there are bytes of one."""
    sent = QueryDict(mutable=True)
    sent.update({"rights": "passages only"} | fields)
    files = {} if data is None else {"file": SimpleUploadedFile(name, data)}
    return DocumentForm(sent, files)


def errors(asked: DocumentForm) -> dict[str, list[str]]:
    """What is said beside the boxes."""
    return {name: [str(one) for one in said] for name, said in asked.errors.items()}


def test_file_is_read_and_kept_as_it_is() -> None:
    asked = form(TEXT.encode(), url="https://example.org/", retrieved="2021-12-08")

    assert errors(asked) == {}
    assert asked.document.text == TEXT
    upload = asked.upload()
    assert (upload.name, upload.data, asked.name) == ("herring.txt", TEXT.encode(), "herring.txt")
    assert upload.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert upload.about == {
        "url": "https://example.org/",
        "retrieved": "2021-12-08",
        "rights": "passages only",
    }


def test_pasted_text_has_lines_as_a_file_has_and_no_name() -> None:
    asked = form(text=TEXT.replace("\n", "\r\n"))

    assert errors(asked) == {}
    assert (asked.document.text, asked.upload().name, asked.name) == (TEXT, "", "Pasted text")


@pytest.mark.parametrize(
    ("data", "fields", "said"),
    [
        (None, {}, {"file": ["Choose a file, or paste the text of the document."]}),
        (None, {"text": " \n "}, {"file": ["Choose a file, or paste the text of the document."]}),
        (
            b"Fish.",
            {"text": "Fish."},
            {"text": ["Give either a file or its text, not both."], "file": [AGAIN]},
        ),
        (b"", {}, {"file": ["The submitted file is empty."]}),
        (b" \n", {}, {"file": ["No words were found in this document."]}),
        (b"%PDF", {}, {"file": ["“herring.txt”: It is damaged."]}),
        (None, {"text": "%PDF"}, {"text": ["“pasted text.txt”: It is damaged."]}),
        (
            b"Fish.",
            {"url": "ftp://fish"},
            {
                "url": ["Give an address that begins with http:// or https://."],
                "file": [AGAIN],
            },
        ),
        (
            None,
            {"text": "x" * (LONGEST + 1)},
            {"text": [TOO_LONG]},
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(
    data: bytes | None, fields: dict[str, str], said: dict[str, list[str]]
) -> None:
    assert errors(form(data, **fields)) == said


@pytest.mark.parametrize(
    ("field", "value"), [("retrieved", "yesterday"), ("rights", "all"), ("rights", "")]
)
def test_values_that_a_document_cannot_have_are_refused(field: str, value: str) -> None:
    assert field in errors(form(text="Fish.", **{field: value}))


def test_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    file = SimpleUploadedFile("herring.pdf", b"Fish.")
    monkeypatch.setattr(file, "size", 20_000_001)
    asked = DocumentForm({"rights": "passages only"}, {"file": file})

    assert errors(asked) == {"file": ["This file has 20.1 MB; 20 are the most."]}


@pytest.mark.parametrize("kind", ["file", "text", "text of another file"])
def test_document_that_is_there_is_a_doubt_to_confirm(kind: str) -> None:
    document = build.document(TEXT if kind != "file" else "Fish.", title="Old summary")
    if kind == "file":
        digest = hashlib.sha256(TEXT.encode()).hexdigest()
        Original.objects.create(document=document, name="a.txt", sha256=digest, file="a")
    else:
        digest = hashlib.sha256(TEXT.encode()).hexdigest()
        Document.objects.filter(pk=document.pk).update(sha256=digest)
    words = "“Old summary” holds the same text; a source is entered once."
    given: dict[str, Any] = {"text": TEXT} if kind == "text" else {"data": TEXT.encode()}

    doubted, sure = form(**given), form(**given, **{SURE: token(words)})

    box = "text" if kind == "text" else "file"
    assert [*errors(doubted)] == [box]
    assert errors(doubted)[box][0].startswith(words)
    assert (errors(doubted)[box][1:] == [AGAIN]) == (box == "file")
    assert errors(sure) == {}


def test_name_of_a_file_shows_what_it_is() -> None:
    hiding = "summary\u202efdp.exe\n.txt"

    assert form(b"Fish.", name=hiding).is_valid()
    asked = form(b"Fish.", name=hiding)
    asked.is_valid()
    assert asked.upload().name == "summaryfdp.exe.txt"
