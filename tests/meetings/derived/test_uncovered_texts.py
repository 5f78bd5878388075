"""What of published sources no statement holds is kept, found, and proved."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.derived.rebuild import rebuild_derived, tally_faults
from meetings.derived.refresh import refresh_derived
from meetings.derived.uncovered_texts import LONGEST, SourceStretch, stretches
from meetings.models import Document, Meeting, UncoveredText
from meetings.models.choices import Status
from tests.meetings import build

TEXT = "Report\n\nAda said: cod is scarce.\nTwelve came.\n- - -\nThe end."
SAID = TEXT.index("Ada"), TEXT.index("\nTwelve")


def test_stretches_are_what_no_span_holds() -> None:
    assert stretches(TEXT, [SAID]) == [
        SourceStretch(0, 6, 1, "Report"),
        SourceStretch(33, len(TEXT), 4, "Twelve came.\n- - -\nThe end."),
    ]
    assert stretches(TEXT, [(0, len(TEXT))]) == []
    assert stretches("- \n –", []) == []
    assert stretches("abcd", [(1, 3), (0, 2)]) == [SourceStretch(3, 4, 1, "d")]


def test_long_stretch_is_cut_at_the_end_of_a_line() -> None:
    line = "word " * 100
    text = "\n".join([line] * 10)

    cut = stretches(text, [])

    assert [len(stretch.text) <= LONGEST for stretch in cut] == [True] * len(cut)
    assert [stretch.line for stretch in cut] == [1, 4, 7, 10]
    assert [stretch.end - stretch.start for stretch in stretches("x" * 4500, [])] == [
        2000,
        2000,
        500,
    ]


@given(
    st.text("ab\n -", max_size=80),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)).map(sorted), max_size=4),
)
def test_every_letter_is_in_a_span_or_in_a_stretch(text: str, spans: list[Any]) -> None:
    found = stretches(text, [(start, end) for start, end in spans])

    for stretch in found:
        assert text[stretch.start : stretch.end] == stretch.text
        assert stretch.line == text.count("\n", 0, stretch.start) + 1
    held = {at for stretch in found for at in range(stretch.start, stretch.end)}
    covered = {at for start, end in spans for at in range(start, end)}
    letters = {at for at, letter in enumerate(text) if letter.isalnum()}
    assert letters <= held | covered
    assert held & covered == set()


def record(status: Status = Status.PUBLISHED, **fields: Any) -> tuple[Meeting, Document]:
    """A record with one statement of a source."""
    meeting = build.meeting("talks", status=status)
    source = build.document(TEXT, title="Report of the talks", **fields)
    statement = build.statement(meeting, TEXT[SAID[0] : SAID[1]])
    build.passage(statement, source, *SAID)
    refresh_derived(meeting)
    return meeting, source


def kept() -> list[str]:
    """The texts that are kept, in order."""
    return list(UncoveredText.objects.order_by("start").values_list("text", flat=True))


@pytest.mark.django_db
def test_text_is_kept_while_its_record_is_published() -> None:
    meeting, _source = record()
    assert kept() == ["Report", "Twelve came.\n- - -\nThe end."]

    meeting.status = Status.WITHDRAWN
    meeting.save()
    refresh_derived(meeting)

    assert kept() == []


@pytest.mark.django_db
def test_nothing_is_kept_of_a_draft_nor_of_what_may_not_be_shown() -> None:
    record(Status.DRAFT)
    assert kept() == []


@pytest.mark.django_db
def test_nothing_is_kept_of_a_source_for_passages_only() -> None:
    record(rights="passages only")
    assert kept() == []


@pytest.mark.django_db
def test_text_of_a_source_that_a_record_no_longer_uses_goes() -> None:
    meeting, source = record()
    meeting.passages.all().delete()
    refresh_derived(meeting)

    assert kept() == []
    assert source.text == TEXT


@pytest.mark.django_db
def test_text_that_differs_is_a_fault_until_it_is_built_anew() -> None:
    _meeting, source = record()
    UncoveredText.objects.filter(start=0).update(text="Repost")

    assert list(tally_faults()) == [
        f"texts of sources: those of {source.key} are not kept as they are"
    ]
    rebuild_derived()
    assert list(tally_faults()) == []
    assert kept() == ["Report", "Twelve came.\n- - -\nThe end."]


@pytest.mark.django_db
def test_search_finds_it_in_a_group_of_its_own(client: Client) -> None:
    _meeting, source = record()

    results = client.get("/search/", {"q": "twelve end"}).context["results"]

    (section,) = results.sections
    (row,) = section.rows
    assert (section.name, str(section.label)) == ("sources", "In the sources")
    assert row.url == f"/documents/{source.key}/?line=4&mark=twelve+end#line-4"
    assert [part.text for part in row.meta] == ["Line 4"]
    assert "<mark>Twelve</mark>" in row.snippet
    page = client.get(row.url)
    assert 'id="line-4"' in page.content.decode()


@pytest.mark.django_db
def test_search_finds_nothing_of_a_withdrawn_record(client: Client) -> None:
    meeting, _source = record()
    # As a write outside of the portal would leave it.
    Meeting.objects.filter(pk=meeting.pk).update(status=Status.WITHDRAWN)

    assert client.get("/search/", {"q": "twelve"}).context["results"].total.n == 0
