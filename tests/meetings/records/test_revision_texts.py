"""Whatever a revision holds, its file is put together again to the letter."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import Meeting, Revision, SourceText, Statement
from meetings.models.choices import Action
from meetings.models.source_text import digest
from meetings.records.dumper import encoded, record_bytes
from meetings.records.revision_texts import keep_texts, put_back, record_file, take_out
from meetings.records.revisions import store_revision
from tests.meetings.records.strategies import JSON_VALUES

TEXT = "Egypt 🌍 said so.\nRuritania did not."
SHA256 = digest(TEXT)
AT = {"document": "report", "position": {"start": 0, "end": 16}}
REST = {"document": "report", "position": {"start": 17, "end": len(TEXT)}}

# Lists of a file, of entries as they are, nearly so, and of mere JSON: references among them.
_RANGES = st.sampled_from([AT, REST, {"document": "other", "position": {"start": 1, "end": 3}}])
_TEXTS = (
    st.sampled_from(
        [TEXT, TEXT[:16], f"{TEXT[:16]} {TEXT[17:]}", "", {"sha256": SHA256}, {"from": "passage"}]
    )
    | JSON_VALUES
)
_KEYS = st.sampled_from(["report", "other"]) | JSON_VALUES
_ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "key": _KEYS,
        "text": _TEXTS,
        "passage": _RANGES | st.lists(_RANGES, max_size=2) | JSON_VALUES,
        "title": st.text(max_size=3),
    },
)
_LISTS = st.lists(_ENTRIES | JSON_VALUES, max_size=3) | JSON_VALUES
FILES = st.fixed_dictionaries(
    {}, optional={"meeting": JSON_VALUES, "documents": _LISTS, "statements": _LISTS}
)


def written(data: dict[str, Any]) -> bytes:
    """The bytes of a file."""
    return b"".join(encoded(data))


def file(*statements: dict[str, Any]) -> dict[str, Any]:
    """A record file with one source."""
    documents = [{"key": "report", "text": TEXT, "title": "Report"}]
    return {"meeting": {"slug": "fish"}, "documents": documents, "statements": list(statements)}


@given(FILES)
def test_any_file_is_put_together_again_to_the_letter(data: dict[str, Any]) -> None:
    before = written(data)

    apart, texts = take_out(data)

    again = put_back(json.loads(written(apart)), texts) if texts else apart
    assert (written(again), written(data)) == (before, before)
    assert all(digest(text) == sha256 for sha256, text in texts.items())


def test_texts_and_statements_that_read_so_are_taken_out() -> None:
    one = {"number": 1, "text": TEXT[:16], "passage": AT}
    two = {"number": 2, "text": f"{TEXT[:16]} {TEXT[17:]}", "passage": [AT, REST]}
    corrected = {"number": 3, "text": "Ruritania did.", "passage": REST}

    left, texts = take_out(file(one, two, corrected))

    assert texts == {SHA256: TEXT}
    assert left["documents"][0]["text"] == {"sha256": SHA256}
    assert [row["text"] for row in left["statements"]] == [
        {"from": "passage"},
        {"from": "passage"},
        "Ruritania did.",
    ]


def test_file_that_looks_as_if_texts_were_taken_out_stays_whole() -> None:
    odd = file({"text": {"from": "passage"}, "passage": AT})

    assert take_out(odd) == (odd, {})


@pytest.mark.django_db
def test_revisions_of_one_source_keep_its_text_once(meeting: Meeting) -> None:
    before = record_bytes(meeting)
    first = store_revision(meeting, Action.CORRECT)
    Meeting.objects.filter(pk=meeting.pk).update(theme="Deep water")
    second = store_revision(meeting, Action.CORRECT)

    texts = {document["text"] for document in json.loads(before)["documents"]}
    assert {row.text for row in SourceText.objects.all()} == texts
    assert SourceText.objects.count() == len(texts)
    assert not any(json.dumps(text, ensure_ascii=False) in first.record for text in texts)
    assert (record_file(first), record_file(second)) == (before, record_bytes(meeting))


@pytest.mark.django_db
def test_revision_is_not_changed_by_what_is_stored_later(meeting: Meeting) -> None:
    before = record_bytes(meeting)
    revision = store_revision(meeting, Action.CORRECT)

    Statement.objects.update(text="Other words")
    meeting.passages.all().delete()

    assert record_file(Revision.objects.get(pk=revision.pk)) == before


@pytest.mark.django_db
def test_revision_stored_before_texts_were_taken_out_is_read_as_it_is(meeting: Meeting) -> None:
    whole = record_bytes(meeting)
    revision = Revision.objects.create(
        meeting=meeting, number=9, action=Action.LOAD, record=whole.decode()
    )

    assert record_file(revision) == whole


@pytest.mark.django_db
def test_text_that_another_revision_keeps_is_not_stored_again(
    meeting: Meeting, django_assert_num_queries: Any
) -> None:
    revision = store_revision(meeting, Action.CORRECT)
    text = SourceText.objects.get()
    another = Revision.objects.create(meeting=meeting, number=9, action=Action.LOAD, record="")

    with django_assert_num_queries(3):
        keep_texts(another, {text.sha256: text.text})

    assert list(another.texts.all()) == list(revision.texts.all()) == [text]
