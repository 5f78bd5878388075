"""Which words of a sentence are sought together.

Covers meetings.quotes.known_words as well.
"""

from meetings.quotes.known_words import KnownWords
from meetings.quotes.questions import questions

#: of a million texts
HELD = {"habit": 1_000, "price": 2_000, "treaty": 3_000, "peace": 90_000, "state": 300_000}
KNOWN = KnownWords(HELD, 1_000_000)


def test_rare_words_are_sought_two_and_two() -> None:
    assert questions(["habit", "price"], KNOWN) == [("habit", "price")]
    assert ("price", "habit") not in questions(["price", "habit"], KNOWN)


def test_common_words_are_sought_with_more() -> None:
    groups = questions(["peace", "habit", "state"], KNOWN)

    # 27 texts would hold all three by chance: there is nothing rarer to ask for.
    assert groups[0] == ("habit", "peace", "state")


def test_group_that_holds_another_is_not_sought() -> None:
    groups = questions(["habit", "of", "peace", "price", "treaty", "state"], KNOWN)

    # Three texts would hold the rarest and the third by chance.
    assert groups[0] == ("habit", "price")
    assert ("habit", "treaty", "peace") in groups
    assert not any({"habit", "price"} < set(group) for group in groups)


def test_word_of_few_texts_is_sought_alone() -> None:
    assert questions(["zeal", "peace"], KnownWords(HELD | {"zeal": 9}, 1_000_000))[0] == ("zeal",)


def test_stretches_of_a_long_sentence_are_sought_each() -> None:
    first = [f"rare{number}" for number in range(10)]
    second = [f"seldom{number}" for number in range(10)]
    held = dict.fromkeys(first, 100) | dict.fromkeys(second, 1_000)

    groups = questions(first + second, KnownWords(held, 1_000_000))

    assert any(set(group) <= set(first) for group in groups)
    assert any(set(group) <= set(second) for group in groups)


def test_nothing_is_sought_without_words() -> None:
    assert questions([], KNOWN) == []


def test_words_that_were_not_counted_are_common() -> None:
    assert KNOWN.count("of") == 200_000
    assert (KNOWN.is_known("of"), KNOWN.is_of_none("of")) == (False, False)
    assert KnownWords({"none": 0}, 10).is_of_none("none")


def test_rare_words_are_worth_more() -> None:
    assert KNOWN.worth(["habit"]) > KNOWN.worth(["peace"]) > KNOWN.worth(["state"]) > 0
