"""Reading record files: what is understood, and what is refused with path and remedy.

Covers meetings.records.decode, meetings.records.draft, meetings.records.definitions,
meetings.records.file_texts, meetings.records.values, meetings.records.inferences,
meetings.records.errors and meetings.records.schema_faults as well.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from meetings.records.fields.inferred import InferredRecord
from meetings.records.fields.participant import NameRecord
from meetings.records.fields.record import RecordFile
from meetings.records.inferences import InferredPart
from meetings.records.reader import RecordErrors, read_record
from tests.drawing import examples

from .sample import DOCUMENT, TEXT, at, encoded, sample
from .strategies import JSON_VALUES, records, spoilt_records

Change = Callable[[dict[str, Any]], object]
SLOW = settings(
    max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow], deadline=None
)


def faults(data: bytes) -> list[tuple[str, str]]:
    """Path and message of every fault of a file."""
    with pytest.raises(RecordErrors) as refused:
        read_record(data, "sample.json")
    return [(error.path, error.message) for error in refused.value.errors]


def faults_after(change: Change) -> list[tuple[str, str]]:
    """The faults of the sample after a change."""
    record = sample()
    change(record)
    return faults(encoded(record))


def read(record: dict[str, Any]) -> RecordFile:
    return read_record(encoded(record), "sample.json")


def test_reader_resolves_passages_and_computes_statement_texts() -> None:
    record = read(sample())

    first, second, last = record.statements
    assert first.text == (
        "Ambassador Takasu pointed out that human security was\n\n  widely accepted."
    )
    assert second.text[36:52] == "We need a forum."
    assert second.quotations == ((36, 52),)
    assert last.text.startswith("- 1.) issues for future co-operation Japan will host")
    (piece,) = record.figures[0].passage
    assert TEXT[piece.start : piece.end] == piece.exact == "24 countries"
    assert piece.document == DOCUMENT
    assert [piece.exact for piece in record.delegations[1].passage] == [
        "and Mr. Claude Heller, Permanent\nRepresentative of Mexico",
        "acted as Co-Chairs.",
    ]


def test_reader_fills_what_is_left_out() -> None:
    record = read({"meeting": {"slug": "x"}, "statements": [{"number": 7, "form": "reported"}]})

    assert record.meeting.status == "draft"
    assert (record.meeting.mode, record.meeting.stage) == ("not stated", "held")
    assert record.meeting.attendance == "not recorded"
    assert (record.meeting.series, record.meeting.ordinal, record.meeting.date) == (None, None, "")
    assert record.statements[0].text == ""
    assert record.documents == ()


def test_reader_keeps_names_sums_and_pointers() -> None:
    record = read(sample())

    assert record.participants[0].other_names == (NameRecord(name="FHS", kind="other"),)
    assert record.pledges[0].amounts[0].value == Decimal("1500000.5")
    assert record.relations[0].meeting.title == ""
    assert record.retired.statements == (3,)
    assert record.inferred == (
        InferredRecord(path="/relations/0/meeting/date", reason="The year is that of the meeting."),
        InferredRecord(path="/delegations/0/delegates/0/person", reason="Named elsewhere."),
    )
    assert [InferredPart.of(one.path) for one in record.inferred] == [
        InferredPart("relations", 0, None, "meeting/date"),
        InferredPart("delegates", 0, 0, "person"),
    ]


def test_reader_takes_a_byte_order_mark() -> None:
    assert read_record(b"\xef\xbb\xbf" + encoded(sample()), "x").meeting.slug == "friends-3"


def test_reader_keeps_the_control_characters_of_a_source() -> None:
    record = sample()
    record["documents"][0]["text"] = record["documents"][0]["text"].replace("24 c", "24\x0c\x1bc")
    record["figures"][0]["passage"]["quote"]["start"] = "24\x0c\x1bcountries"

    text = read(record).documents[0].text

    assert "from 24\x0c\x1bcountries came" in text


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("url", "ftp://un.org/a"),
        ("url", "javascript:alert(1)"),
        ("url", "https://un.org/a b"),
        ("url", "https://un.org/a\n"),
        ("retrieved", "yesterday"),
        ("publisher", "x" * 251),
    ],
)
def test_reader_refuses_a_provenance_that_is_none(key: str, value: str) -> None:
    record = sample()
    record["documents"][0][key] = value

    with pytest.raises(RecordErrors) as refused:
        read(record)

    assert f"/documents/0/{key}" in str(refused.value)


def test_reader_ignores_what_is_output_only() -> None:
    record = sample()
    record["pledges"][0]["status"] = {"as": "of today"}

    assert read(record) == read(sample())


def test_reader_takes_a_text_that_is_the_computed_one() -> None:
    record = sample()
    record["statements"][1]["text"] = read(sample()).statements[1].text

    assert read(record) == read(sample())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"a": "\xff"}', "byte 7 is not UTF-8"),
        (b"\xef\xbb\xbf\xff", "byte 3 is not UTF-8"),
        (b'{"a": 1,\n "b" 2}', "line 2, column 6 is not JSON"),
        (b"", "line 1, column 1 is not JSON"),
        (b'{"ordinal": NaN}', "NaN is no JSON number"),
        (b'{"ordinal": -Infinity}', "-Infinity is no JSON number"),
        (b"[" * 100_000, "nested too deep"),
        (b"9" * 5000, "is too long"),
        (b"1e99999999999999999999", "is too long"),
    ],
)
def test_bytes_that_are_no_record_are_refused_where_they_go_wrong(
    data: bytes, message: str
) -> None:
    ((path, found),) = faults(data)

    assert path == ""
    assert message in found


@pytest.mark.parametrize(
    ("data", "path", "message"),
    [
        (b'{"meeting": {"slug": "a", "slug": "b"}}', "/meeting", "“slug” is given twice"),
        (b'{"meeting": {"slug": "a\\u0000"}}', "/meeting/slug", "holds a NUL character"),
        (b'{"meeting": {"slug": "\\ud800"}}', "/meeting/slug", "half of a surrogate pair"),
        (b'{"\\udfff": 1}', "", "half of a surrogate pair"),
        (b'{"meeting": {"title": "a\\u001bb"}}', "/meeting/title", "character U+001B; take it"),
        (b'{"meeting": {"title": "a\\u007f"}}', "/meeting/title", "character U+007F"),
        (b'{"meeting": {"title": "a\\u0085"}}', "/meeting/title", "character U+0085"),
        (b'{"people": [{"name": "\\uffff"}]}', "/people/0/name", "character U+FFFF"),
        (b'{"statements": [{"collective": "\\f"}]}', "/statements/0/collective", "U+000C"),
        (b'{"a": ' + b"[" * 40 + b"]" * 40 + b"}", "/a" + "/0" * 32, "nested too deep"),
    ],
)
def test_texts_that_cannot_be_stored_are_refused_with_their_path(
    data: bytes, path: str, message: str
) -> None:
    ((found_path, found),) = faults(data)

    assert found_path == path
    assert message in found


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        (lambda r: r.pop("meeting"), "", "“meeting” must be given"),
        (lambda r: r.update(speeches=[]), "", "“speeches”: no such key here; use one of “$schema”"),
        (
            lambda r: r["meeting"].update(mode="by post"),
            "/meeting/mode",
            "“by post” is not in the list; use one of “in person”, “virtual”, “hybrid”",
        ),
        (
            lambda r: r["meeting"].update(slug="Friends 3"),
            "/meeting/slug",
            "“Friends 3” does not have the right form",
        ),
        (lambda r: r["meeting"].update(slug="friends\n"), "/meeting/slug", "right form"),
        (
            lambda r: r["statements"][1].update(number="1"),
            "/statements/1/number",
            "“1” stands where the format has a whole number",
        ),
        (lambda r: r["statements"][1].update(number=0), "/statements/1/number", "not between 1"),
        (lambda r: r["statements"][1].update(number=1.0), "/statements/1/number", "a whole number"),
        (lambda r: r["people"][0].update(name=" "), "/people/0/name", "the text is empty"),
        (
            lambda r: r["delegations"][0].update(printed="x" * 251),
            "/delegations/0/printed",
            "the text has 251 characters; 250 are the most",
        ),
        (
            lambda r: r["delegations"][0]["roles"].append("co-chair"),
            "/delegations/0/roles",
            "“co-chair”: listed more than once",
        ),
        (
            lambda r: r["statements"][0]["speakers"][0].clear(),
            "/statements/0/speakers/0",
            "one of “participant”, “person”, “printed”, “title” must be given",
        ),
        (
            lambda r: r["figures"][0].update(passage=[]),
            "/figures/0/passage",
            "the list is empty",
        ),
        (
            lambda r: r["figures"][0].update(passage="page 3"),
            "/figures/0/passage",
            "“page 3” stands where the format has an object { } or a list [ ]",
        ),
        (
            lambda r: r["figures"][0]["passage"].pop("quote"),
            "/figures/0/passage",
            "one of “quote”, “position” must be given",
        ),
    ],
)
def test_what_the_schema_refuses_is_named_with_the_remedy(
    change: Change, path: str, message: str
) -> None:
    ((found_path, found),) = faults_after(change)

    assert found_path == path
    assert message in found


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        (
            lambda r: r["people"].append(r["people"][0]),
            "/people/2/key",
            "“yukio-takasu” stands already at /people/0",
        ),
        (lambda r: r["statements"][1].update(number=1), "/statements/1/number", "stands already"),
        (
            lambda r: r["delegations"][1].update(participant="JPN"),
            "/delegations/1/participant",
            "“JPN” stands already at /delegations/0",
        ),
        (
            lambda r: r["statements"][0].update(session="opening"),
            "/statements/0/session",
            "“opening” is not among “sessions” of this file",
        ),
        (
            lambda r: r["statements"][0].update(agenda="past"),
            "/statements/0/agenda",
            "“past” is not among “agenda”",
        ),
        (
            lambda r: r["statements"][0]["topics"].append("Trade"),
            "/statements/0/topics/1",
            "“Trade” is not among “topics”",
        ),
        (
            lambda r: r["statements"][0]["speakers"][0].update(person="nobody"),
            "/statements/0/speakers/0/person",
            "“nobody” is not among “people”",
        ),
        (
            lambda r: r["delegations"][0]["delegates"][0].update(person="nobody"),
            "/delegations/0/delegates/0/person",
            "“nobody” is not among “people”",
        ),
        (
            lambda r: r["statements"][1].update(in_reply_to=[9]),
            "/statements/1/in_reply_to/0",
            "“9” is not among “statements”",
        ),
        (
            lambda r: r["statements"][1].update(in_reply_to=[2]),
            "/statements/1/in_reply_to/0",
            "does not reply to itself",
        ),
        (
            lambda r: r["pledges"][0].update(statement=3),
            "/pledges/0/statement",
            "“3” is not among “statements”",
        ),
        (
            lambda r: r["figures"][0]["passage"].update(document="annex"),
            "/figures/0/passage/document",
            "“annex” is not among “documents”",
        ),
        (
            lambda r: r["topics"][0].update(broader="Climate change"),
            "/topics/0/broader",
            "“Human security” is part of itself",
        ),
        (
            lambda r: r["sessions"][1].update(part_of="debate"),
            "/sessions/1/part_of",
            "“debate” is part of itself",
        ),
        (
            lambda r: r["retired"].update(statements=[3, 4]),
            "/statements/2/number",
            "number 4 is retired",
        ),
        (
            lambda r: r["meeting"].update(former_slugs=["friends-3"]),
            "/meeting/former_slugs",
            "the present slug is no former one",
        ),
        (
            lambda r: r["relations"][0]["meeting"].update(slug="friends-3"),
            "/relations/0/meeting/slug",
            "not related to itself",
        ),
        (
            lambda r: r["relations"].append(
                r["relations"][0] | {"meeting": {"slug": "friends-2", "date": "2006"}}
            ),
            "/relations/1/meeting/date",
            "differs from what /relations/0 says",
        ),
    ],
)
def test_keys_given_twice_and_references_to_nothing_are_refused(
    change: Change, path: str, message: str
) -> None:
    found = faults_after(change)

    assert path in [found_path for found_path, _message in found]
    assert message in dict(found)[path]


def test_sessions_in_a_circle_are_each_named() -> None:
    found = faults_after(lambda r: r["sessions"][0].update(part_of="debate"))

    assert [path for path, _message in found] == ["/sessions/0/part_of", "/sessions/1/part_of"]


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        (
            lambda r: r["meeting"].update(date="7 November 2007"),
            "/meeting/date",
            "“7 November 2007” is refused as a date",
        ),
        (
            lambda r: r["pledges"][0].update(made="last year"),
            "/pledges/0/made",
            "“last year” is refused as a date",
        ),
        (
            lambda r: r["relations"][0]["meeting"].update(date="XXXX"),
            "/relations/0/meeting/date",
            "“XXXX” is refused as a date",
        ),
        (
            lambda r: r["documents"][0].update(sha256="0" * 64),
            "/documents/0/sha256",
            "the text's SHA-256 is",
        ),
        (
            lambda r: r["statements"][0].update(text="It was accepted."),
            "/statements/0/text",
            "reads “Ambassador Takasu pointed out",
        ),
        (
            lambda r: r["statements"][1].update(quotation={"start": 36, "end": 999}),
            "/statements/1/quotation",
            "36 to 999 is not inside the statement's text",
        ),
        (
            lambda r: r["statements"][1].pop("quotation"),
            "/statements/1/quotation",
            "say where in the text the quoted words stand",
        ),
        (
            lambda r: r["statements"][0].update(passage=at("the council")),
            "/statements/0/passage",
            "“the council” are found 0 times",
        ),
        (
            lambda r: r["delegations"][0].update(passage=at("Japan")),
            "/delegations/0/passage",
            "“Japan” are found 2 times",
        ),
        (
            lambda r: r["statements"][2].update(
                passage=[at("Japan will", "host"), at("host a", "2008.")]
            ),
            "/statements/2/passage",
            "two ranges of this passage overlap",
        ),
        (
            lambda r: r["statements"][2].update(passage=at("issues for future co")),
            "/statements/2/passage",
            "“co_operation” lies across the edge",
        ),
        (
            lambda r: r["documents"][0]["corrections"][0].update(printed="cooperation"),
            "/documents/0/corrections/0/printed",
            "the passage reads “co_operation”",
        ),
        (
            lambda r: r["documents"][0]["marks"][0]["passage"].update(document="annex"),
            "/documents/0/marks/0/passage/document",
            f"must be a passage of “{DOCUMENT}” itself",
        ),
        (
            lambda r: r["statements"][0].pop("passage"),
            "/statements/0/passage",
            "only a draft may lack the passage",
        ),
        (
            lambda r: r["pledges"][0]["amounts"][0].update(value=0.00001),
            "/pledges/0/amounts/0/value",
            "4 decimal places at the most",
        ),
    ],
)
def test_values_that_do_not_fit_the_source_are_refused(
    change: Change, path: str, message: str
) -> None:
    ((found_path, found),) = faults_after(change)

    assert found_path == path
    assert message in found


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/meeting/theme", "leads to no value"),
        ("/statements/9/form", "leads to no value"),
        ("/statements/01/form", "leads to no value"),
        ("/statements/-/form", "leads to no value"),
        ("/statements", "leads to no value"),
        ("/statements/0", "is all of a part"),
        ("/pledges/0/updates/0", "is all of a part"),
        ("/meeting", "is all of a part"),
        ("/people/0/name", "a pointer leads into meeting, documents"),
        ("/", "a pointer leads into meeting, documents"),
    ],
)
def test_pointers_to_nothing_that_can_be_inferred_are_refused(path: str, message: str) -> None:
    found = faults_after(lambda r: r["inferred"].append({"path": path, "reason": "x"}))

    assert found[0][0] == "/inferred/2/path"
    assert message in found[0][1]


def test_pointers_through_what_is_no_list_are_refused_with_it() -> None:
    found = faults_after(lambda r: r["delegations"].__setitem__(0, ["Japan"]))

    assert [path for path, _message in found] == ["/delegations/0", "/inferred/1/path"]


def test_draft_may_lack_passages() -> None:
    record = sample()
    record["meeting"]["status"] = "draft"
    del record["delegations"][0]["passage"]

    assert read(record).delegations[0].passage == ()


def test_all_faults_of_a_file_are_named_at_once() -> None:
    def spoil(record: dict[str, Any]) -> None:
        record["meeting"]["mode"] = "by post"
        record["people"][0]["name"] = 3
        record["statements"][0]["session"] = "opening"
        record["figures"][0]["passage"] = at("nowhere")

    found = faults_after(spoil)

    # The person with a wrong name is still defined: those who refer to it are not at fault.
    assert [path for path, _message in found] == [
        "/meeting/mode",
        "/people/0/name",
        "/statements/0/session",
        "/figures/0/passage",
    ]


def test_errors_say_the_file_the_path_and_the_remedy() -> None:
    record = sample()
    record["meeting"]["ordinal"] = 0

    with pytest.raises(RecordErrors) as refused:
        read(record)

    assert str(refused.value) == "sample.json: /meeting/ordinal: “0” is not between 1 and 999999."


@SLOW
@given(records())
def test_sound_records_are_read(record: dict[str, Any]) -> None:
    found = read(record)

    assert [entry.number for entry in found.statements] == [
        entry["number"] for entry in record["statements"]
    ]
    texts = {document["key"]: document["text"] for document in record["documents"]}
    for statement in found.statements:
        (piece,) = statement.passage
        assert statement.text == piece.exact == texts[piece.document][piece.start : piece.end]


@SLOW
@given(spoilt_records() | spoilt_records(st.builds(sample)))
def test_spoilt_records_are_read_or_refused(record: Any) -> None:
    found: RecordFile | RecordErrors
    try:
        found = read_record(json.dumps(record).encode(), "spoilt")
    except RecordErrors as refused:
        found = refused

    assert isinstance(found, RecordFile) or found.errors


@given(st.binary(max_size=200))
@example(b"\xff\xfe{\x00}\x00")
@example(b"-")
@example(b'"\\ud83d')
def test_any_bytes_are_refused(data: bytes) -> None:
    assert faults(data)


@given(JSON_VALUES)
def test_any_json_is_refused(value: Any) -> None:
    assert faults(json.dumps(value).encode())


@given(st.dictionaries(st.sampled_from(list(sample())), JSON_VALUES))
def test_any_values_of_known_keys_are_refused_without_a_meeting(record: dict[str, Any]) -> None:
    assert faults(json.dumps(record | {"meeting": []}).encode())
