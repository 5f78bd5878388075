"""Pairs of values that statements have in common."""

from meetings.derived.facet_codes import ALL, code, pairs, turned

STATE, OTHER, FISH, MEAT = code(1, 7), code(1, 8), code(3, 1), code(3, 2)


def test_values_are_counted_alone_and_with_those_of_other_facets() -> None:
    found = pairs([[(2, [STATE, FISH])], [(1, [STATE, OTHER, FISH, MEAT])]])

    assert found == {
        (ALL, ALL): 3, (ALL, STATE): 3, (ALL, OTHER): 1, (ALL, FISH): 3, (ALL, MEAT): 1,
        (STATE, FISH): 3, (STATE, MEAT): 1, (OTHER, FISH): 1, (OTHER, MEAT): 1,
    }  # fmt: skip


def test_no_statement_has_no_pair() -> None:
    assert pairs([]) == {}


def test_nothing_is_turned_to_be_counted_of_all() -> None:
    assert turned({(ALL, ALL): 3, (ALL, STATE): 3, (STATE, FISH): 2, (STATE, MEAT): 0}) == {
        (FISH, STATE): 2
    }
