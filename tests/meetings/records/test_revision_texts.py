"""Whatever a revision holds, its file is put together again to the letter."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.history.storage import BrokenRevisionError, whole
from meetings.models import Meeting, Revision, SourceText, Statement
from meetings.models.choices import Action
from meetings.models.source_text import digest
from meetings.records.dumper import encoded, record_bytes
from meetings.records.revision_texts import (
    file_of,
    keep_texts,
    put_back,
    record_file,
    record_files,
    stored_text,
    take_out,
    text_of,
)
from meetings.records.revisions import store_revision
from tests.meetings.records.strategies import JSON_VALUES

TEXT = "Egypt 🌍 said so.\nRuritania did not."
SHA256 = digest(TEXT)
AT: dict[str, Any] = {"document": "report", "position": {"start": 0, "end": 16}}
QUOTED = AT | {"quote": {"start": "Egypt", "end": "said so."}}
REST = {"document": "report", "position": {"start": 17, "end": len(TEXT)}}

# Lists of a file, of entries as they are, nearly so, and of mere JSON: references among them.
_QUOTES = st.dictionaries(
    st.sampled_from(["start", "end", "prefix", "exact"]),
    st.sampled_from(["Egypt", "said so.", "so.", "said so.\n", "", "Fish", 5, 0, -3, True, None]),
)
_RANGES = st.sampled_from(
    [AT, REST, QUOTED, {"document": "other", "position": {"start": 1, "end": 3}}]
) | st.builds(lambda one, quote: one | {"quote": quote}, st.sampled_from([AT, REST]), _QUOTES)
_PLACES = st.sampled_from([AT["position"], {"start": True, "end": -1}, [], None])
_OWN = st.fixed_dictionaries(
    {"quote": _QUOTES},
    optional={"position": _PLACES, "document": st.sampled_from(["report", "other", 5, ["report"]])},
)
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
        "marks": st.lists(st.fixed_dictionaries({"passage": _OWN}), max_size=2) | JSON_VALUES,
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
    assert file_of(*text_of(data)) == before
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


def test_quotations_are_taken_out_where_the_text_has_them_at_their_position() -> None:
    words = {"start": "Egypt 🌍", "end": "said so.", "prefix": "Not there"}
    after = REST | {"quote": {"start": "Ruritania", "prefix": "so."}}
    data = file({"passage": [AT | {"quote": words}, after]})
    data["documents"][0]["marks"] = [{"passage": {"quote": {"start": "Egypt"}} | AT}]

    left, _texts = take_out(data)

    kept = {"start": 7, "end": 8, "prefix": "Not there"}
    assert left["statements"][0]["passage"] == [
        AT | {"quote": kept},
        REST | {"quote": {"start": 9, "prefix": 3}},
    ]
    assert left["documents"][0]["marks"] == [{"passage": {"quote": {"start": 5}} | AT}]


@pytest.mark.parametrize(
    "statement",
    [
        {"text": {"from": "passage"}, "passage": AT},
        {"passage": AT | {"quote": {"start": 5}}},
    ],
)
def test_file_that_looks_as_if_texts_were_taken_out_stays_whole(statement: dict[str, Any]) -> None:
    odd = file(statement)

    assert take_out(odd) == (odd, {})
    assert json.loads(text_of(odd)[0]) == written(odd).decode()


@pytest.mark.parametrize("text", ["", "[]", "5", "no JSON"])
def test_text_that_is_no_revision_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"record file|Expecting"):
        file_of(text, {})


@pytest.mark.django_db
def test_revisions_of_one_source_keep_its_text_once(meeting: Meeting) -> None:
    before = record_bytes(meeting)
    first = store_revision(meeting, Action.CORRECT)
    Meeting.objects.filter(pk=meeting.pk).update(theme="Deep water")
    second = store_revision(meeting, Action.CORRECT)

    texts = {document["text"] for document in json.loads(before)["documents"]}
    assert {row.text for row in SourceText.objects.all()} == texts
    assert SourceText.objects.count() == len(texts)
    assert not any(json.dumps(text)[:40] in stored_text(first) for text in texts)
    assert (record_file(first), record_file(second)) == (before, record_bytes(meeting))
    assert (first.base, second.base) == (1, 1)


@pytest.mark.django_db
def test_revision_is_not_changed_by_what_is_stored_later(meeting: Meeting) -> None:
    before = record_bytes(meeting)
    revision = store_revision(meeting, Action.CORRECT)

    Statement.objects.update(text="Other words")
    meeting.passages.all().delete()

    assert record_file(Revision.objects.get(pk=revision.pk)) == before


@pytest.mark.django_db
def test_files_of_all_revisions_are_read_together(
    meeting: Meeting, django_assert_num_queries: Any
) -> None:
    expected = []
    for theme in ("Deep water", "Deeper water", "Shallows"):
        Meeting.objects.filter(pk=meeting.pk).update(theme=theme)
        store_revision(Meeting.objects.get(pk=meeting.pk), Action.EDIT, why=theme)
        expected.append((theme, record_bytes(meeting)))

    with django_assert_num_queries(2):
        found = [(revision.why, file) for revision, file in record_files(meeting)]
    with django_assert_num_queries(3):
        last = record_file(Revision.objects.get(number=3))

    assert found == expected
    assert last == expected[2][1]


@pytest.mark.django_db
def test_revision_that_is_damaged_is_told_and_not_shown(meeting: Meeting) -> None:
    first = store_revision(meeting, Action.CORRECT)
    store_revision(meeting, Action.CORRECT)

    for payload in (first.payload[:-1], whole("{}"), whole("5")):
        Revision.objects.filter(pk=first.pk).update(payload=payload)
        with pytest.raises(BrokenRevisionError, match="damaged"):
            record_file(Revision.objects.get(number=1))
        with pytest.raises(BrokenRevisionError):
            record_file(Revision.objects.get(number=2))
        with pytest.raises(BrokenRevisionError):
            list(record_files(meeting))

    third = store_revision(meeting, Action.CORRECT)
    assert (third.base, record_file(third)) == (3, record_bytes(meeting))


@pytest.mark.django_db
def test_text_that_another_revision_keeps_is_not_stored_again(
    meeting: Meeting, django_assert_num_queries: Any
) -> None:
    revision = store_revision(meeting, Action.CORRECT)
    text = SourceText.objects.get()
    another = Revision.objects.create(meeting=meeting, number=9, base=9, action=Action.LOAD)

    with django_assert_num_queries(3):
        keep_texts(another, {text.sha256: text.text})

    assert list(another.texts.all()) == list(revision.texts.all()) == [text]
