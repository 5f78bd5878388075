"""Two record files are compared whole, and told in words.

Covers meetings.history.difference, meetings.history.counterparts, meetings.history.parts,
meetings.history.wording, meetings.history.values_changed, meetings.history.passages_changed,
meetings.history.inferred_changed, meetings.history.matching and meetings.history.runs as well.
"""

import copy
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.history.differences import Change, differences
from meetings.history.parts import PartNames
from meetings.history.wording import Wording, field_words, register_names
from meetings.records.dumper import Dump
from meetings.records.fields.declaration import Field, Json, fields_of
from meetings.records.fields.record import RecordFile
from meetings.records.reader import read_record
from participants.models import Participant
from tests.meetings.records.sample import sample
from tests.meetings.records.strategies import records

NAMES = {"JPN": "Japan", "MEX": "Mexico", "EGY": "Egypt"}


@pytest.fixture
def before() -> Json:
    return dumped(sample())


def dumped(record: Any) -> Json:
    data = json.dumps(record, ensure_ascii=False).encode()
    return Dump(read_record(data, "file.json")).data


def told(before: Json, after: Json) -> list[str]:
    return [str(one) for one in differences(before, after, NAMES)]


def nouns() -> list[Any]:
    found: dict[Any, None] = {}
    waiting: list[Any] = [RecordFile]
    while waiting:
        record = waiting.pop(0)
        waiting += [one.kind.record for one in fields_of(record) if hasattr(one.kind, "record")]
        found[record] = None
    return list(found)


def held(value: Json, record: Any = RecordFile) -> Iterator[tuple[Json, Any, Field]]:
    """Every value of a file with what it stands in, by the field lists."""
    for field in fields_of(record):
        if field.key not in value:
            continue
        yield value, record, field
        inner = value[field.key]
        if hasattr(field.kind, "record"):
            for one in inner if isinstance(inner, list) else [inner]:
                yield from held(one, field.kind.record)


def test_differences_of_equal_files_are_none(before: Json) -> None:
    assert differences(before, copy.deepcopy(before), {}) == []


def test_differences_of_a_correction_are_told_in_words(before: Json) -> None:
    after = copy.deepcopy(before)
    after["meeting"]["date"] = "2007-11"
    after["delegations"][0]["level"] = "minister"
    after["statements"][0]["speakers"] = [{"participant": "EGY"}]
    after["statements"][1].pop("in_reply_to")
    after["statements"].append({**after["statements"][0], "number": 9, "text": "The forum met."})
    del after["figures"][0]
    after["pledges"][0]["amounts"][0]["value"] = 2000000

    assert told(before, after) == [
        "Meeting: date 7 November 2007 → November 2007",
        "Delegation of Japan: level not stated → minister",
        "¶1: speaker Yukio Takasu (Japan) → Egypt",
        "¶2: in reply to ¶1 → none",
        "¶9 new: Egypt: “The forum met.”",
        "Pledge 1, sum “1.5 million”: value 1,500,000.5 → 2,000,000",
        "Figure “24 countries” taken out",
    ]


def test_differences_of_passages_say_where_they_begin_and_end(before: Json) -> None:
    after = copy.deepcopy(before)
    passage = after["statements"][1]["passage"]
    text = after["documents"][0]["text"]
    start, end = passage["position"]["start"], passage["position"]["end"]
    longer = len(" ".join(text[start:end].split(" ")[:2])) + 1
    passage["position"]["start"] = start + longer

    assert told(before, after) == ["Passage of ¶2: begins 2 words later"]
    assert told(after, before) == ["Passage of ¶2: begins 2 words earlier"]


def test_text_inserted_in_a_source_is_one_difference(before: Json) -> None:
    after = copy.deepcopy(before)
    text = after["documents"][0]["text"]
    after["documents"][0]["text"] = "A new line\n" + text
    for holder, _record, field in list(held(after)):
        if field.key == "passage":
            value = holder["passage"]
            for piece in value if isinstance(value, list) else [value]:
                piece["position"] = {edge: place + 11 for edge, place in piece["position"].items()}

    (told_of,) = differences(before, after, NAMES)

    assert (told_of.runs[0].kind, told_of.runs[0].text.strip()) == ("new", "A new line")
    assert "source text" in str(told_of)


def test_words_that_changed_are_marked_with_those_around_them(before: Json) -> None:
    long = " ".join(f"w{n}" for n in range(40))
    after = copy.deepcopy(before)
    before["meeting"]["summary"] = long
    after["meeting"]["summary"] = long.replace("w20", "other")

    assert told(before, after) == [
        "Meeting: summary “… w14 w15 w16 w17 w18 w19 [w20 → other] w21 w22 w23 w24 w25 w26 …”"
    ]


def test_an_order_that_changed_names_the_fewest_that_moved(before: Json) -> None:
    after = copy.deepcopy(before)
    after["statements"].append(after["statements"].pop(0))
    for entry in after["inferred"]:
        assert not entry["path"].startswith("/statements")

    (moved,) = differences(before, after, NAMES)

    assert (moved.change, str(moved)) == (Change.MOVED, "¶1: now after ¶4")


def test_a_key_that_another_was_merged_into_is_told_once(before: Json) -> None:
    after = copy.deepcopy(before)
    key = before["people"][0]["key"]
    after["people"][0] |= {"key": "survivor", "former_slugs": [key]}
    after = json.loads(json.dumps(after).replace(f'"person": "{key}"', '"person": "survivor"'))

    lines = told(before, after)

    name = before["people"][0]["name"]
    assert lines == [
        f"Person {name}: address “{key}” → “survivor”".replace("“", "").replace("”", ""),
        f"Person {name}: former addresses none → {key}",
    ]


def test_inferred_values_are_told_by_what_they_are_of(before: Json) -> None:
    after = copy.deepcopy(before)
    after["inferred"][0]["reason"] = "Printed on the cover."
    del after["inferred"][1]

    lines = told(before, after)

    assert [line.split(" inferred ")[0] for line in lines] == [
        f"Related meeting “{'friends 2'}”: date",
        "Delegation of Japan, delegate Yukio Takasu: person",
    ]


def test_every_field_and_noun_has_words() -> None:
    for record in nouns()[1:]:
        for field in fields_of(record):
            words = field_words(record, field)
            assert words, (record, field.key)
            assert "_" not in words, (record, field.key)


def test_every_entry_of_a_list_has_a_name(before: Json) -> None:
    names = PartNames(Wording(before, str))
    for record in nouns():
        for field in fields_of(record):
            if getattr(field.kind, "listed", False) and field.key != "inferred":
                assert isinstance(names.name(field.kind.record, {}), str)


def other_value(value: Any) -> Any:
    """Something else than a value of a file, of its kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str) or value is None:
        return f"{value or ''} more"
    if isinstance(value, list):
        return value[:-1]
    return {}


def test_every_value_of_a_file_can_be_told(before: Json) -> None:
    """Each value, made another one at a time: it is told, and not as something unknown."""
    places = len(list(held(before)))
    for place in range(places):
        after = copy.deepcopy(before)
        holder, record, field = list(held(after))[place]
        holder[field.key] = other_value(holder[field.key])

        lines = told(before, after)

        assert lines, (record.__name__, field.key)
        for line in lines:
            assert "another release" not in line
            assert "/statements" not in line
            assert "{" not in line


@settings(max_examples=20)
@given(records(), st.data())
def test_files_that_differ_are_told(record: Any, data: st.DataObject) -> None:
    before = dumped(record)
    after = copy.deepcopy(before)
    for holder, _record, field in data.draw(
        st.lists(st.sampled_from(list(held(after))), min_size=1)
    ):
        if field.key in holder:
            holder[field.key] = other_value(holder[field.key])

    assert differences(before, before, {}) == []
    assert bool(differences(before, after, {})) == (before != after)
    assert bool(differences(after, before, {})) == (before != after)


def test_what_no_field_list_knows_is_told_without_its_key(before: Json) -> None:
    after = copy.deepcopy(before)
    after["statements"][0]["mood"] = "merry"

    assert told(before, after) == ["¶1: something that only another release of the portal can name"]


def test_two_of_one_name_are_told_apart(before: Json) -> None:
    after = copy.deepcopy(before)
    twin = {"key": "twin", "name": before["people"][0]["name"]}
    after["people"].append(twin)
    after["statements"][0]["speakers"][0]["person"] = "twin"

    assert "(another of that name)" in told(before, after)[1]


@pytest.mark.django_db
def test_names_of_the_register_are_read_in_one_query(
    before: Json, django_assert_num_queries: Any
) -> None:
    Participant.objects.create(slug="egypt", name="Egypt", kind="state", code="EGY")
    after = copy.deepcopy(before)
    after["statements"][0]["speakers"] = [{"participant": "EGY"}]

    with django_assert_num_queries(1):
        lines = [str(one) for one in differences(before, after)]

    assert lines[0] == "¶1: speaker Yukio Takasu (JPN) → Egypt"
    assert register_names([after])["EGY"] == "Egypt"


def test_two_hundred_statements_are_compared_in_time() -> None:
    """A third of a second of this process for 200 statements in a source of 90,000 characters."""
    words = [f"word{n % 97} of{n % 13}" for n in range(45)]
    said = [f"{n}. {' '.join(words[n % 40 :] + words[: n % 40])}." for n in range(200)]
    text, statements = "", []
    for number, words_said in enumerate(said, 1):
        position = {"start": len(text), "end": len(text) + len(words_said)}
        statements.append(
            {"number": number, "text": words_said, "speakers": [{"participant": "JPN"}]}
            | {"passage": {"document": "source", "position": position}}
        )
        text += words_said + "\n\n"
    before: Json = {"documents": [{"key": "source", "text": text}], "statements": statements}
    after = copy.deepcopy(before)
    after["statements"][100]["speakers"] = [{"participant": "EGY"}]
    after["documents"][0]["text"] = text.replace("word5 of5", "word5 of 5")
    after["statements"].insert(3, after["statements"].pop(150))

    began = time.process_time()
    lines = told(before, after)

    assert time.process_time() - began < 0.3
    assert "¶101: speaker Japan → Egypt" in lines
