"""Numbers of hits, counted up to a cap."""

from meetings.search.results.capped import Capped


def test_sum_is_exact_where_each_is() -> None:
    assert Capped.sum([Capped(2), Capped(3)]) == Capped(5)
    assert Capped.sum([Capped(2), Capped(3, exact=False)]) == Capped(5, exact=False)
    assert Capped.sum([]) == Capped(0)


def test_number_that_is_not_exact_is_told_in_thousands() -> None:
    assert Capped(1_245).in_words == "1,245"
    assert Capped(1_000, exact=False).in_words == "1,000+"
    assert Capped(2_245, exact=False).in_words == "2,000+"
