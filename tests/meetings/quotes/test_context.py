"""What is shown about words that were found, and what of a long text is compared."""

import pytest

from meetings.quotes.context import LONG, in_context, stands_in_marks, stretch_of


def shown(text: str, *spans: tuple[int, int]) -> str:
    """The context, what is marked in square brackets."""
    return "".join(
        f"[{part.text}]" if part.marked else part.text for part in in_context(text, spans)
    )


def test_short_text_is_shown_whole() -> None:
    assert shown("Peace is a habit.", (0, 5), (9, 16)) == "[Peace] is [a habit]."


def test_long_text_is_shown_about_the_words() -> None:
    text = "word " * 200 + "peace now " + "word " * 400 + "habit " + "word " * 200
    start, other = text.index("peace"), text.index("habit")

    context = shown(text, (start, start + 9), (other, other + 5))

    assert context.startswith("… word")
    assert context.endswith("word …")
    assert [part in context for part in ("[peace now]", " […] word", "[habit]")] == [True] * 3
    assert len(context) < 1100


def test_stretch_of_a_long_text_has_most_of_the_words() -> None:
    text = "habit of all " * 3_000 + "peace is the Habit " + "of nobody " * 3_000

    start, end = stretch_of(text, ["peace", "habit", "is"], 20)

    assert start < text.index("peace is the Habit") < end
    assert end - start < 2_000
    assert stretch_of("short", ["short"], 5) == (0, 5)
    assert stretch_of(text, ["(nowhere"], 20)[1] <= LONG


@pytest.mark.parametrize(
    ("text", "words", "is_marked"),
    [
        ('He said "peace is here" then.', "peace is here", True),
        ("Il a dit «la paix est là».", "la paix", True),
        ("He said “peace” is “here” then.", "is", False),
        ('"a" peace "b"', "peace", False),
    ],
)
def test_words_in_quotation_marks(text: str, words: str, is_marked: bool) -> None:
    start = text.index(words)

    assert stands_in_marks(text, (start, start + len(words))) is is_marked
