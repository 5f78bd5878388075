"""The record of a meeting as PDF holds all that its page shows.

Covers meetings.formats.paper.meeting_parts, meetings.formats.paper.attendance and
meetings.formats.paper.files as well.
"""

import hashlib
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pdfua import validate
from pytest_django import DjangoAssertNumQueries

from meetings.formats.paper import files, pdf
from meetings.formats.paper.meeting import meeting_paper
from meetings.models import Meeting
from tests.meetings import build
from tests.meetings.formats.paper.read_pdf import squeezed, tags_of, text_of

pytestmark = pytest.mark.django_db
SLUG = "fhs-3"


def record(slug: str) -> dict[str, list[dict[str, str]]]:
    """The record file that is shipped."""
    path = Path(settings.BASE_DIR, f"fixtures/records/{slug}.json")
    found: dict[str, list[dict[str, str]]] = json.loads(path.read_text())
    return found


def test_every_part_of_a_record_stands_there(
    shipped_register: None, client: Client, tmp_path: Path
) -> None:
    response = client.get(f"/meetings/{SLUG}.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'inline; filename="fhs-3.pdf"'
    digest = hashlib.sha256(client.get(f"/meetings/{SLUG}/versions/1.json").content).hexdigest()

    title = "Third Meeting of Friends of Human Security"
    foot = f"{settings.SITE_URL}/meetings/{SLUG}/"
    head = f"{title}{settings.SITE_NAME}"
    raw = text_of(response.content)
    assert f"SHA-256{digest}" in raw
    text = text_of(response.content, head)
    start = text.index("Version1,")
    edition = text[start : text.index(digest, start) + len(digest)]
    text = text.replace(squeezed(foot) + edition, "").replace(edition, "")
    file = record(SLUG)
    for statement in Meeting.objects.get(slug=SLUG).statements.all():
        assert squeezed(statement.text) in text, statement.number
    wanted = [
        *(one["title"] for one in file["pledges"]),
        *(one["title"] for one in file["sessions"]),
        *(one["title"] for one in file["agenda"]),
        *(one["text"] for one in file["figures"]),
        *(one["reason"] for one in file["inferred"]),
        *(one["name"] for one in file["people"]),
        *(one["sha256"] for one in file["documents"] if one.get("sha256")),
    ]
    assert [words for words in wanted if squeezed(words) not in text] == []

    path = tmp_path / "record.pdf"
    path.write_bytes(response.content)
    assert validate(str(path)).findings == ()
    tags = tags_of(response.content)
    assert tags["H1"] == 1
    assert tags["H4"] >= len(file["statements"])
    assert tags["TH"] >= 7


def test_queries_are_as_many_with_one_statement_as_with_three(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for statements in (1, 3):
        row = build.meeting(f"with-{statements}")
        for _ in range(statements):
            build.statement(row, speakers=(build.participant(),))
        with django_assert_num_queries(6):
            assert meeting_paper(row.slug)


def test_record_that_says_little_is_made_all_the_same(client: Client) -> None:
    build.meeting("bare", date="", title="")
    text = text_of(client.get("/meetings/bare.pdf").content)
    for words in ("NotstatedMode", "Nostatementisrecorded.", "Whoattendedisnotrecorded."):
        assert words in text
    assert "What is inferred" not in text


def test_only_published_records_have_one() -> None:
    build.meeting("hidden", status="draft")
    assert meeting_paper("hidden") is None
    assert files.MEETING_PDF.write(slug="hidden") is None


def test_record_that_is_too_long_is_offered_otherwise(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.meeting("long")
    monkeypatch.setattr(pdf, "LARGEST", -1)
    response = client.get("/meetings/long.pdf")
    assert response.status_code == 400
    assert "/meetings/long/" in response.content.decode()
    assert (response["Cache-Control"], response.has_header("Retry-After")) == ("no-store", False)
    page = client.get("/meetings/long/").content.decode()
    assert "Too long for a PDF" in page
    assert '<a href="/meetings/long.docx"' in page
    assert '<a href="/meetings/long.pdf"' not in page


def test_record_that_is_set_is_offered_as_pdf(client: Client) -> None:
    build.meeting("short")
    page = client.get("/meetings/short/").content.decode()
    assert '<a href="/meetings/short.pdf"' in page
    assert "Too long for a PDF" not in page
