"""The command that proposes a record of a document: meetings.management.commands.propose_record."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Document, Meeting
from tests.meetings import build

pytestmark = pytest.mark.django_db

SUMMARY = (
    "Third Meeting of Friends of Human Security\n\n"
    "The third meeting of Friends of Human Security was held on 7 November 2007 in New York.\n\n"
    "Japan said that it would pay.\n"
)


def propose(document: Path, **options: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    output = document.with_suffix(".json")
    call_command("propose_record", str(document), output=output, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture(autouse=True)
def shipped(db: None) -> None:
    build.participant("Japan", kind="state", code="JPN", shipped=True)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "summary.txt"
    path.write_text(SUMMARY, encoding="utf-8")
    return path


def test_record_proposed_is_loaded_as_a_draft(document: Path) -> None:
    report = document.with_name("report.json")
    propose(document, report=report)
    call_command("load_records", str(document.with_suffix(".json")), stdout=StringIO())
    meeting = Meeting.objects.get(status="draft")
    assert meeting.status == "draft"
    assert Document.objects.get(key=f"{meeting.slug}-source").text == SUMMARY
    assert json.loads(report.read_bytes())["kind"] == "txt"


def test_record_proposed_over_a_file(document: Path) -> None:
    document.with_suffix(".json").write_text("mine", encoding="utf-8")
    with pytest.raises(CommandError, match="is there already: add --replace"):
        propose(document)
    assert document.with_suffix(".json").read_text(encoding="utf-8") == "mine"
    propose(document, replace=True)
    assert json.loads(document.with_suffix(".json").read_bytes())["meeting"]["status"] == "draft"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "No such file or directory"),
        ("empty.txt", b"", "empty"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "picture"),
    ],
)
def test_record_of_unreadable_file(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        propose(path)
    assert not path.with_suffix(".json").exists()


def test_record_from_elsewhere(document: Path) -> None:
    given = document.with_name("given.json")
    statement = {"number": 1, "form": "reported", "speakers": [{"participant": "JPN"}]}
    passages = [
        {"document": "x", "quote": {"start": start}} for start in ("Japan said", "Japan left")
    ]
    value = {
        "meeting": {"slug": "given"},
        "statements": [
            statement | {"passage": passages[0]},
            statement | {"number": 2, "passage": passages[1]},
        ],
    }
    given.write_text(json.dumps(value), encoding="utf-8")
    out, err = propose(document, given=given)
    assert "left out: /statements/1: the words “Japan left” are found 0 times" in err
    assert "1 statement." in out
    assert len(json.loads(document.with_suffix(".json").read_bytes())["statements"]) == 1


def test_record_from_something_else(document: Path) -> None:
    given = document.with_name("given.json")
    given.write_text("[]", encoding="utf-8")
    with pytest.raises(CommandError, match="it has no “meeting”"):
        propose(document, given=given)
    assert not document.with_suffix(".json").exists()
