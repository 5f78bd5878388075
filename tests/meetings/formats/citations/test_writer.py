"""Citations of the shipped records and of hostile words, read back by outside readers.

Covers ``meetings.formats.citations.gathered``, ``meetings.formats.citations.creators``,
``meetings.formats.citations.cited``, ``meetings.formats.citations.csl``,
``meetings.formats.citations.bibtex``, ``meetings.formats.citations.ris``,
``meetings.formats.citations.styles``, ``meetings.formats.citations.united_nations`` and
``meetings.views.cite``.
"""

import datetime
import json
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.formats.citations.bibtex import bibtex
from meetings.formats.citations.cited import Cited, CitedSource, Pin
from meetings.formats.citations.csl import csl_date, csl_item, csl_json
from meetings.formats.citations.gathered import cited_meeting, cited_pledge, cited_statement
from meetings.formats.citations.ris import ris
from meetings.formats.citations.styles import styled
from meetings.formats.citations.united_nations import united_nations
from meetings.formats.page_meta.citable import Creator
from meetings.models import Version

#: words of several scripts, with signs that BibTeX and RIS give a meaning
WORDS = "100% of {our} $5 & \\own #1_a ~ «Оттава» 安全 الأمن Graça TY  - BOOK"
DAY = datetime.date(2026, 11, 30)


def cited(**fields: Any) -> Cited:
    known: dict[str, Any] = {
        "noun": "statement",
        "slug": "a-meeting",
        "number": 12,
        "title": WORDS,
        "path": "/meetings/a-meeting/statements/12/",
        "accessed": DAY,
        "creators": [Creator("Ana and Bo Graça", "Graça, Ana and Bo"), Creator("Rex and Sons")],
        "meeting": WORDS,
        "date": "2007-11-07",
        "genre": "Reported statement",
        "publisher": "Register",
    }
    return Cited(**known | fields)


def bib_fields(file: bytes) -> dict[str, str]:
    library = bibtexparser.parse_string(
        file.decode(), append_middleware=[LatexDecodingMiddleware()]
    )
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {field.key: field.value for field in entry.fields}


def plain(value: str) -> str:
    return value.replace("{", "").replace("}", "")


@pytest.mark.plain
def test_bibtex_of_hostile_words_reads_back() -> None:
    fields = bib_fields(bibtex(cited()))

    # The reader drops braces, as those that protect capitals.
    assert plain(fields["booktitle"]) == plain(WORDS.replace("  ", " "))
    assert plain(fields["author"]) == "Graça, Ana and Bo and Rex and Sons"
    assert "{{Graça}, {Ana and Bo}} and" not in fields["author"]
    assert fields["url"].endswith("/meetings/a-meeting/statements/12/")
    assert (fields["year"], fields["month"], fields["date"]) == ("2007", "11", "2007-11-07")


@pytest.mark.plain
@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_braces_of_an_entry_stay_balanced_whatever_the_title(title: str) -> None:
    written = bibtex(cited(title=title)).decode()
    assert written.count("{") == written.count("}")
    assert bib_fields(written.encode())["urldate"] == "2026-11-30"


@pytest.mark.plain
def test_ris_of_hostile_words_reads_back() -> None:
    text = ris(cited(title=f"{WORDS}\r\nER  - \r\nTY  - BOOK", topics=["A", "B"])).decode()
    (entry,) = rispy.loads(text)

    assert entry["title"] == f"{' '.join(WORDS.split())} ER - TY - BOOK"
    assert entry["authors"] == ["Graça, Ana and Bo", "Rex and Sons"]
    assert (entry["type_of_reference"], entry["year"]) == ("CPAPER", "2007")
    assert entry["keywords"] == ["A", "B"]


@pytest.mark.plain
@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2007-11-07", {"date-parts": [[2007, 11, 7]]}),
        ("2020-11", {"date-parts": [[2020, 11]]}),
        ("2016-06-20/2016-06-22", {"date-parts": [[2016, 6, 20], [2016, 6, 22]]}),
        ("2008-04?", {"literal": "words"}),
        ("", {"literal": "words"}),
    ],
)
def test_date_of_csl_is_as_precise_as_known(edtf: str, date: dict[str, Any]) -> None:
    assert csl_date(edtf, "words") == date


@pytest.mark.plain
@pytest.mark.parametrize("date", ["2007-11-07", "2020-11", "2016-06-20/2016-06-22", "2008-04?", ""])
def test_every_style_takes_hostile_words_and_any_date(date: str) -> None:
    title = "<b>5 & 6</b> الأمن {x}"
    for citation in styled(cited(date=date, date_words="possibly April 2008", title=title)):
        assert title in citation.text, citation
        assert "30" in citation.text
        assert "/meetings/a-meeting/statements/12/" in citation.text


@pytest.mark.plain
def test_footnote_of_the_united_nations() -> None:
    thing = cited(
        title="Human security",
        who="Ana Graça (Portugal)",
        meeting="Third Meeting",
        place="New York",
        date_words="7 November 2007",
        sources=[CitedSource("Summary", "A/62/1", "United Nations")],
        pin=Pin(2, "ab" * 32),
    )
    address = "http://testserver/meetings/a-meeting/versions/2/#p12"

    assert united_nations(thing).replace(thing.url, address) == (
        "Ana Graça (Portugal), “Human security”, reported statement at Third Meeting, New York, "
        "7 November 2007, para. 12, source: Summary (A/62/1), United Nations, Register, "
        f"version 2, SHA-256 {'ab' * 32}. Available at {address} (accessed on 30 November 2026)."
    )


@pytest.mark.django_db
def test_citations_of_shipped_records_name_person_source_version_and_digest(
    shipped_register: None,
) -> None:
    statement = cited_statement("fhs-3", 12)
    assert statement is not None
    sha256 = Version.objects.get(meeting__slug="fhs-3").revision.sha256
    item = json.loads(csl_json(statement))[0]

    assert item["author"] == [{"family": "Holmes", "given": "John"}]
    assert item["issued"] == {"date-parts": [[2007, 11, 7]]}
    assert item["version"] == "1"
    assert item["note"].endswith(f"Version 1, SHA-256 {sha256}")
    assert item["source"] == "Co-Chairs' Summary: Third Meeting of Friends of Human Security"
    assert item["URL"].endswith("/meetings/fhs-3/versions/1/#p12")
    chicago, apa, footnote = (citation.text for citation in styled(statement))
    assert chicago.startswith(
        "John Holmes, “Peacebuilding, Millennium Development Goals, Climate change,” reported "
        "statement, Third Meeting of Friends of Human Security, "
    )
    assert apa.startswith("Holmes, J. (2007, November 7). Peacebuilding, ")
    assert footnote.startswith("John Holmes (Office for the Coordination of Humanitarian Affairs)")
    assert all(sha256 in text for text in (chicago, apa, footnote))
    meeting, pledge = cited_meeting("fhs-3"), cited_pledge("fhs-3", 6)
    assert meeting is not None
    assert pledge is not None
    assert (csl_item(meeting)["type"], csl_item(pledge)["type"]) == ("report", "document")
    assert cited_statement("fhs-3", 999) is cited_pledge("nowhere", 1) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/meetings/fhs-3/", 6), ("/meetings/fhs-3/statements/38/", 18)],
)
def test_cite_page_asks_a_fixed_number_of_queries(
    client: Client,
    shipped_register: None,
    django_assert_max_num_queries: Any,
    address: str,
    queries: int,
) -> None:
    with django_assert_max_num_queries(queries):
        page = client.get(f"{address}cite/")

    assert page.status_code == 200
    assert "SHA-256" in page.content.decode()
    for extension in ("bib", "ris", "csl.json"):
        answer = client.get(f"{address.rstrip('/')}.{extension}")
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
