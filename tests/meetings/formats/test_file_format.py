"""A format's route, address and file name.

Covers meetings.formats.registry and meetings.formats.record_json as well.
"""

import json

import pytest

from meetings.formats.file_format import FileFormat
from meetings.formats.record_json import record_json
from meetings.formats.registry import FILE_FORMATS, formats_of
from tests.meetings import build


def written(**words: object) -> bytes:
    return b""


BIB = FileFormat("statement", "bib", "application/x-bibtex", "BibTeX", written)
ANNOTATIONS = FileFormat("document", "anno.jsonld", "application/ld+json", "Annotations", written)


def test_route_and_path_follow_the_page() -> None:
    assert (BIB.route, ANNOTATIONS.route) == ("statement_bib", "document_anno_jsonld")
    assert BIB.path == "meetings/<slug:slug>/statements/<number:number>.bib"
    assert ANNOTATIONS.path == "documents/<slug:key>.anno.jsonld"


def test_name_of_a_file_tells_its_number() -> None:
    assert BIB.name("fhs-3", 12) == "fhs-3-statement-12.bib"
    assert ANNOTATIONS.name("report") == "report.anno.jsonld"


def test_formats_of_a_noun_are_its_own() -> None:
    assert {fmt.noun for fmt in formats_of("meeting")} == {"meeting"}
    assert sum(len(formats_of(noun)) for noun in {fmt.noun for fmt in FILE_FORMATS}) == len(
        FILE_FORMATS
    )
    assert len({fmt.route for fmt in FILE_FORMATS}) == len(FILE_FORMATS)


@pytest.mark.django_db
def test_record_json_of_a_published_record_alone() -> None:
    build.meeting("open")
    build.meeting("hidden", status="draft")
    assert json.loads(record_json("open") or b"")["meeting"]["slug"] == "open"
    assert record_json("hidden") is None
