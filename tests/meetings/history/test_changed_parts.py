"""Which parts of two record files differ, by number and field."""

from meetings.history.changed_parts import changed_parts, changes_in_words, numbers_changed


def test_parts_that_differ_are_named_by_number_and_field() -> None:
    before = {
        "meeting": {"slug": "a", "title": "A"},
        "statements": [{"number": n, "text": "x"} for n in range(1, 10)],
        "delegations": [{"participant": "JPN"}],
    }
    after = {
        "meeting": {"slug": "a", "title": "B"},
        "statements": [{"number": n, "text": "y"} for n in range(2, 11)],
        "pledges": [{"number": 1, "title": "z"}],
    }
    changes = changed_parts(before, after)

    assert changes["statements"] == {"1": "gone", "10": "new"} | {
        str(n): ["text"] for n in range(2, 10)
    }
    assert numbers_changed(changes, "statements") == set(range(2, 11))
    assert numbers_changed(changes, "pledges") == {1}
    assert numbers_changed(None, "pledges") is None
    assert changes_in_words(changes) == [
        "Meeting: title",
        "delegations".capitalize(),
        "¶1 was taken out",
        *(f"¶{n}: text" for n in range(2, 7)),
        "4 more statements",
        "Pledge 1 is new",
    ]
    assert changed_parts(before, before) == {}
    assert changes_in_words({"unheard": [], "meeting": ["unheard"]}) == ["Meeting"]
