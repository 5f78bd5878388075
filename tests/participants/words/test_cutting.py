"""Texts of all scripts are cut into words, and these folded, in one way.

Covers participants.words.characters as well.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.words.cutting import (
    GAP,
    folded,
    forms,
    is_single_letter,
    prefix_letters,
    tokens,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Türkiye, Ærø; A/RES/60/1’s Łódź", "turkiye aero a res 60 1 s lodz"),
        ("Новый ЁЖ Йошкар-Ола", "новыи еж иошкар ола"),
        ("ΑΘΉΝΑΣ Ἑλλάς", "αθηνασ ελλασ"),
        ("أحمد مُحَمَّد إيران ٱلعالم آسيا سـلام علی", "احمد محمد ايران العالم اسيا سلام علي"),
        ("בְּרֵאשִׁית שלום", "בראשית שלום"),
        ("हिन्दी भाषा क़लम", "हिन्दी भाषा क़लम"),
        ("ﬁrst ﬀ Ⅳ ｆｕｌｌ 𝐛𝐨𝐥𝐝 ŉ", "first ff iv full bold n"),
        ("٢٠١٩ ２０１９ २०१९", "2019 2019 2019"),
        ("security² council¹⁰ foo™ CO₂", "security council foo co2"),
        ("5㎏ ½ ⑴ ① №7", "5 kg 1 2 1 1 no 7"),
        ("co\u00adoperation part\u200bner neigh\u2060bour trea\ufeffty \u200eend\u200f",
         "cooperation partner neighbour treaty end"),
        ("o\u02bbzbek o'zbek o’zbek", "o zbek o zbek o zbek"),
        ("한국어 조선", "한국어 조선"),
    ],
)  # fmt: skip
def test_words_are_folded(text: str, words: str) -> None:
    expected = tuple(unicodedata.normalize("NFC", words).split())

    assert forms(text) == expected
    assert forms(unicodedata.normalize("NFD", text)) == expected
    assert forms(unicodedata.normalize("NFC", text)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("和平会议", "和平 平会 会议"),
        ("和", "和"),
        ("和平 security", "和平 平 security"),
        ("第21届", "第 21 届"),
        ("ｶﾞｷﾞ", "ガギ"),
        ("น้ำ", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("สันติ", "สัน นติ"),
        ("ភាសា", "ភាសា"),
    ],
)
def test_scripts_without_spaces_are_cut_into_pairs(text: str, words: str) -> None:
    assert forms(text) == tuple(words.split())


def test_last_letter_of_a_run_stands_by_itself_too() -> None:
    assert [token.form for token in tokens("和平会。x")] == ["和平", "平会", "会", "x"]
    assert [(token.start, token.end) for token in tokens("和平会。x")] == [
        (0, 2), (1, 3), (2, 3), (4, 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("disar-\nmament now", ["disarmament", "now", GAP, "disar", "mament"]),
        ("self-\r\n  defence", ["selfdefence", GAP, "self", "defence"]),
        ("self\u2010 \ndefence", ["selfdefence", GAP, "self", "defence"]),
        ("co\u00ad\noperate", ["cooperate", GAP, "co", "operate"]),
        ("раз-\nоружение", ["разоружение", GAP, "раз", "оружение"]),
        ("हिन्दी-\nभाषा", ["हिन्दीभाषा", GAP, "हिन्दी", "भाषा"]),
        ("a-\nb c-\nd", ["ab", "cd", GAP, "a", "b", GAP, "c", "d"]),
        ("1990-\n1995 one -\ntwo-\n\nthree", ["1990", "1995", "one", "two", "three"]),
    ],
)  # fmt: skip
def test_word_cut_at_the_end_of_a_line_is_one_word_and_its_parts(
    text: str, words: list[str]
) -> None:
    assert [token.form for token in tokens(text)] == words
    assert forms(text) == tuple(words[: words.index(GAP)] if GAP in words else words)


def test_cut_word_stands_over_both_lines_and_its_parts_each_on_theirs() -> None:
    text = "The disar-\nmament."

    assert [text[token.start : token.end] for token in tokens(text)] == [
        "The", "disar-\nmament", "", "disar", "mament",
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_tokens_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert token.form in forms(text[token.start : token.end]) or token.form == GAP


@given(st.text(min_size=1, max_size=20))
def test_folding_twice_changes_no_word(text: str) -> None:
    for word in forms(text):
        assert forms(word) == (word,)
        assert forms(folded(word)) == (word,)


def test_one_letter_of_a_script_without_spaces_narrows_as_three_do() -> None:
    assert [prefix_letters(form) for form in ("ab", "和", "和平", "สัน", "한국", "ив")] == [
        2, 3, 6, 6, 4, 2,
    ]  # fmt: skip
    assert [is_single_letter(form) for form in ("和", "สั", "和平", "a", "한", "")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip
