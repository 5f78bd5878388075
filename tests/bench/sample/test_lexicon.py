"""The words of a sample: in proportion to their rank, distinct, the same for a seed."""

from random import Random

from bench.sample.lexicon import DRAWS, HEAD, lexicon_of, made_up_words, zipf_table


def test_table_holds_words_in_proportion_to_one_by_rank() -> None:
    words = [f"w{n}" for n in range(HEAD)]

    table = zipf_table(words)

    assert len(table) == DRAWS
    assert table.count("w0") > 2 * table.count("w5") > table.count("w20") > 0
    assert table.count(words[-1]) >= 1


def test_made_up_words_are_distinct_and_not_real() -> None:
    made = list(made_up_words({"bababak"}))

    assert len(set(made)) == len(made) > HEAD
    assert "bababak" not in made


def test_words_are_drawn_alike_for_a_seed() -> None:
    lexicon = lexicon_of(["The peace and the security of the world"])

    one, other = Random(5), Random(5)  # noqa: S311 - repeatable, not secret
    assert lexicon.draw(one, 40) == lexicon.draw(other, 40)
    assert lexicon.head[0] == "the"
    assert lexicon.rare(one) in lexicon.tail
