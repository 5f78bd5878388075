"""Texts are stored as what changed since the one before, small, and read back to the letter."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.history.storage import (
    WHOLE_EVERY,
    BrokenRevisionError,
    changes,
    is_whole,
    texts_of,
    whole,
)
from meetings.models import Meeting
from meetings.records.dumper import Dump
from meetings.records.gathered import gather
from meetings.records.revision_texts import text_of

#: texts as like each other as revisions of one record are, and some that are not
TEXTS = st.lists(
    st.lists(st.sampled_from(["a", "b,", "🌍,", "¶12", "é", '"', "{},"]), max_size=12).map("".join)
    | st.text(max_size=20),
    min_size=1,
    max_size=5,
)
#: what a value of a record becomes in the next revision, by its name
OTHERS = {
    "participant": ["JPN", "EGY", "african-union"],
    "level": ["minister", "expert"],
    "form": ["verbatim", "reported"],
    "printed": ["the Permanent Representative of Japan", "H.E. Mr. Example"],
    "end": [1200, 87],
    "capacity": ["as Chair of the Peacebuilding Commission"],
    "title": ["Protection of civilians in armed conflict and human security"],
}


def stored(texts: list[str]) -> list[bytes]:
    """The payloads of texts, each of which builds on the one before."""
    return [whole(texts[0]), *(changes(*pair) for pair in pairwise(texts))]


@given(TEXTS)
def test_texts_are_read_back_to_the_letter(texts: list[str]) -> None:
    assert list(texts_of(stored(texts))) == texts


def test_changes_are_found_apart_from_each_other() -> None:
    before = json.dumps([{"number": number, "words": "Fish " * 20} for number in range(400)])
    after = before.replace('"number": 7,', '"number": 9000,').replace("399", "Cod")

    payload = changes(before, after)

    assert len(payload) < 60
    assert list(texts_of([whole(before), payload])) == [before, after]


def test_what_has_little_in_common_is_stored_whole() -> None:
    before = "".join(f"{number}," for number in range(2000))
    after = "".join(f"{number * number}," for number in range(2000))

    assert is_whole(changes(before, after))
    assert not is_whole(changes(before, before + "more"))


def test_damage_is_told_and_not_shown() -> None:
    texts = ["Fish swim, as fish do.", "Fish fly, as fish do."]
    payloads = stored(texts)
    told = 0

    for which, payload in enumerate(payloads):
        for at, byte in enumerate(payload):
            damaged = [*payloads]
            damaged[which] = payload[:at] + bytes([byte ^ 255]) + payload[at + 1 :]
            try:
                assert list(texts_of(damaged)) == texts
            except BrokenRevisionError:
                told += 1

    # A byte or two of LZMA say nothing.
    assert told >= sum(map(len, payloads)) - 2


def test_changes_without_what_they_build_on_are_told() -> None:
    first, second, third = stored(["Fish, one.", "Fish and cod, one.", "Fish and cod, two."])

    for broken in ([second], [first, third], [b""]):
        with pytest.raises(BrokenRevisionError, match="damaged"):
            list(texts_of(broken))


def revised(record: dict[str, Any]) -> Iterator[None]:
    """Change one value of a record after another, all over it."""
    places = [
        (row, name)
        for row in objects([record[noun] for noun in ("delegations", "statements", "figures")])
        for name in row
        if name in OTHERS
    ]
    for number in range(100):
        row, name = places[number * 7919 % len(places)]
        row[name] = next(one for one in OTHERS[name] if one != row[name])
        yield


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects inside a value."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, (dict, list)):
            yield from objects(inner)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["fhs-3", "peacekeeping-ministerial-2021"])
def test_hundred_revisions_take_little_more_than_the_source(
    shipped_register: None, slug: str
) -> None:
    text, sources = text_of(Dump.of(gather(Meeting.objects.records().get(slug=slug))).data)
    record = json.loads(text)
    payloads = [whole(text)]
    for number, _change in enumerate(revised(record), start=1):
        before, text = text, json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        payloads.append(changes(before, text) if number % WHOLE_EVERY else whole(text))

    length = sum(len(source.encode()) for source in sources.values())
    further = [len(payload) for payload in payloads if not is_whole(payload)]
    assert sum(map(len, payloads[:100])) <= 1.2 * length
    assert (len(further), max(further) <= 200) == (98, True)
