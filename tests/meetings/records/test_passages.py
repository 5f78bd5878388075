"""Quotations and positions of passages."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.records import passages
from meetings.records.fields.document import CorrectionRecord
from meetings.records.fields.passage import PassageRange, Span
from meetings.records.passages import (
    PassageError,
    Quote,
    corrected_text,
    locate,
    make_quote,
    resolve,
)
from meetings.records.text_index import TextIndex, fold_space

from .strategies import source_texts, spans

TEXT = "Thanks. The  forum\u00a0agreed.\n\nThe forum noted this. Then the chair noted that."
INDEX = TextIndex(TEXT)


def correction(start: int, end: int, reason: str) -> CorrectionRecord:
    return CorrectionRecord(span=Span(start, end), printed="Gra_a", read="Graça", reason=reason)


def words(quote: Quote) -> str:
    span = locate(INDEX, quote)
    return TEXT[span.start : span.end]


def ranges(text: str, *spans: tuple[int, int]) -> list[PassageRange]:
    return [PassageRange("d", start, end, text[start:end]) for start, end in spans]


def test_locate_takes_any_white_space_as_one_space() -> None:
    assert words(Quote("The forum\nagreed.")) == "The  forum\u00a0agreed."
    assert words(Quote("agreed. The", "forum\tnoted")) == "agreed.\n\nThe forum noted"


def test_locate_without_end_is_the_first_words_alone() -> None:
    assert words(Quote("Then")) == "Then"


def test_locate_ends_at_the_first_end_after_the_start() -> None:
    assert words(Quote("forum noted", "noted")) == "forum noted"
    assert words(Quote("forum noted", "that.")) == "forum noted this. Then the chair noted that."


def test_locate_end_never_cuts_the_first_words_short() -> None:
    assert words(Quote("Then the", "the")) == "Then the"


def test_locate_prefix_makes_unique_with_or_without_space_between() -> None:
    assert locate(INDEX, Quote("forum", prefix="Thanks. The")) == Span(13, 18)
    assert locate(INDEX, Quote("rum", prefix="agreed. The fo")) == Span(34, 37)


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        (Quote("the council"), "“the council” are found 0 times"),
        (Quote("noted"), "“noted” are found 2 times"),
        (Quote("forum", prefix="The"), "“forum” are found 2 times"),
        (Quote("forum", prefix="Thanks."), "“forum” are found 0 times right after “Thanks.”"),
        (Quote("Then", "agreed."), "“agreed.” are found 0 times after"),
        (Quote(" \n"), "the first words are empty"),
    ],
)
def test_locate_refuses_none_and_several_with_the_count(quote: Quote, message: str) -> None:
    with pytest.raises(PassageError, match=message.replace(".", r"\.")):
        locate(INDEX, quote)


def test_locate_counts_occurrences_that_overlap() -> None:
    with pytest.raises(PassageError, match="found 2 times"):
        locate(TextIndex("aaa"), Quote("aa"))


def test_resolve_takes_both_where_they_agree() -> None:
    assert resolve(INDEX, Quote("Thanks."), Span(0, 7)) == Span(0, 7)


def test_resolve_refuses_both_where_they_disagree() -> None:
    with pytest.raises(PassageError, match="stands at 0 to 7, the position says 0 to 6"):
        resolve(INDEX, Quote("Thanks."), Span(0, 6))


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 3), Span(0, 999), Span(-1, 2)])
def test_resolve_refuses_positions_outside_the_text(span: Span) -> None:
    with pytest.raises(PassageError, match="is not inside the text"):
        resolve(INDEX, None, span)


def test_resolve_refuses_neither() -> None:
    with pytest.raises(PassageError, match="give “quote”, “position” or both"):
        resolve(INDEX, None, None)


def test_make_quote_is_none_where_nothing_tells_the_words_apart() -> None:
    assert make_quote(TextIndex("a a"), Span(0, 1)) is None
    assert make_quote(TextIndex("a b"), Span(0, 2)) is None
    assert make_quote(TextIndex("a a"), Span(2, 3)) == Quote("a", prefix="a")


@given(st.data(), source_texts())
def test_position_to_quotation_and_back(data: st.DataObject, text: str) -> None:
    index = TextIndex(text)
    span = data.draw(spans(text))

    quote = make_quote(index, span)

    if quote is not None:
        assert locate(index, quote) == span


@given(st.data(), source_texts())
def test_quotation_of_words_holds_these_words(data: st.DataObject, text: str) -> None:
    index = TextIndex(text)
    span = data.draw(spans(text))
    exact = fold_space(text[span.start : span.end])

    try:
        found = locate(index, Quote(exact))
    except PassageError:
        # Nothing but white space, or words that stand there more than once.
        assert not exact or index.folded.count(exact[0]) > 1
        return

    assert fold_space(text[found.start : found.end]) == exact


def test_corrected_text_joins_ranges_by_one_space() -> None:
    text = "It agreed\nPage 2\nto meet. "

    assert corrected_text(text, ranges(text, (0, 9), (17, 25)), []) == "It agreed to meet."


def test_corrected_text_reads_what_lies_inside_as_corrected() -> None:
    text = "Gra_a spoke; Gra_a left"
    corrections = [
        correction(13, 18, "damaged"),
        correction(0, 5, "damaged"),
    ]

    assert corrected_text(text, ranges(text, (0, 11)), corrections) == "Graça spoke"
    assert corrected_text(text, ranges(text, (0, 23)), corrections) == "Graça spoke; Graça left"


def test_corrected_text_refuses_a_correction_across_the_edge() -> None:
    text = "Gra_a spoke"

    with pytest.raises(PassageError, match="lies across the edge"):
        corrected_text(text, ranges(text, (2, 11)), [correction(0, 5, "x")])


@pytest.mark.parametrize(
    ("text", "quoted", "found"),
    [
        ("Café text.", "Cafe\u0301 text.", "Café text."),
        ("Cafe\u0301 text.", "Café text.", "Cafe\u0301 text."),
        ("The Chair’s text – read out.", "The Chair's text - read out.", None),
        ("The Chair's text - read out.", "The Chair’s text — read out.", None),
        ("the ﬁrst oﬃce", "the first office", None),
        ("co\u00adoperation now", "cooperation", "co\u00adoperation"),
        ("cooperation now", "co\u00adoperation", "cooperation"),
        ("“Yes,” it said", '"Yes," it', "“Yes,” it"),
        ("a\u0323\u0307b", "a\u0307\u0323b", "a\u0323\u0307b"),
    ],
)
def test_locate_finds_words_in_another_normal_form(
    text: str, quoted: str, found: str | None
) -> None:
    span = locate(TextIndex(text), Quote(quoted))

    assert text[span.start : span.end] == (text if found is None else found)


def test_locate_finds_last_words_and_prefix_in_another_form() -> None:
    text = "It isn’t so. He said: “We  need it – now.” It isn’t so."

    span = locate(TextIndex(text), Quote("We need", 'now."', 'said: "'))
    second = locate(TextIndex(text), Quote("It isn't", "so.", 'now."'))

    assert text[span.start : span.end] == "We  need it – now.”"
    assert second.start == text.rindex("It")


def test_locate_prefers_the_words_as_they_are_written() -> None:
    text = "the Chair's text, the Chair’s text"

    assert locate(TextIndex(text), Quote("Chair’s")) == Span(22, 29)


def test_locate_in_another_form_never_cuts_a_letter() -> None:
    with pytest.raises(PassageError, match="found 0 times"):
        locate(TextIndex("Café text"), Quote("Cafe"))


def test_locate_in_another_form_counts_what_is_not_unique() -> None:
    with pytest.raises(PassageError, match="found 2 times"):
        locate(TextIndex("don’t, and don‘t"), Quote("don't"))


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("the chair noted this then", "“the chair noted that.”, at character 55"),
        ("and then the chair noted that.", "“Then the chair noted that.”, at character 50"),
        ("THE FORUM AGREED.", "“The  forum\u00a0agreed.”, at character 8"),
    ],
)
def test_locate_nowhere_names_the_nearest_place(words: str, nearest: str) -> None:
    with pytest.raises(PassageError) as refused:
        locate(INDEX, Quote(words))

    assert "found 0 times; the nearest is" in str(refused.value)
    assert str(refused.value).endswith("copy them there.")


def test_locate_nowhere_near_says_to_copy_the_words() -> None:
    with pytest.raises(PassageError, match=r"found 0 times; copy them from the source text\.$"):
        locate(INDEX, Quote("Entirely elsewhere"))


def test_speeches_that_begin_alike_are_told_apart_without_looking_at_each() -> None:
    begun = "Thank you very much, Chair."
    text = "\n".join(f"Speaker {n}: {begun} We say {n}." for n in range(500))
    index = TextIndex(text)
    starts = [place for place in range(len(text)) if text.startswith(begun, place)]
    looked_at: list[int] = []
    follows = passages._follows

    def noted(index: TextIndex, position: int, prefix: str) -> bool:
        looked_at.append(position)
        return follows(index, position, prefix)

    with patch.object(passages, "_follows", noted):
        for n, start in enumerate(starts):
            span = Span(start, start + len(f"{begun} We say {n}."))
            quote = make_quote(index, span)
            assert quote is not None
            assert locate(index, quote) == span
    assert len(looked_at) < 20 * len(starts)
