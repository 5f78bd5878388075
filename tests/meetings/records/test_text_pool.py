"""Long texts that are held once."""

from meetings.records.text_pool import TextPool


def test_equal_long_text_is_given_up_for_the_first() -> None:
    pool = TextPool()
    first, second = "speech " * 100, "".join(["speech "] * 100)

    assert first is not second
    assert pool.once(first) is first
    assert pool.once(second) is first


def test_short_text_is_left_as_it_is() -> None:
    pool = TextPool()
    pool.once("".join(["a", "b"]))

    assert not pool._known
