"""The numbers of values of closed lists are stored: they never change."""

from meetings.derived.capacities import LEVELS, ROLES
from meetings.derived.facet_codes import FORMS, KINDS, LATEST_STATUSES, PLEDGE_KINDS, STRENGTHS


def test_numbers_of_forms_strengths_and_statuses_are_those_stored() -> None:
    assert FORMS == {"verbatim": 1, "quotation": 2, "reported": 3}
    assert STRENGTHS == {
        "firm": 1,
        "intended": 2,
        "offered": 3,
        "in principle": 4,
        "reaffirmed": 5,
    }
    assert LATEST_STATUSES == {
        "": 0,
        "in progress": 1,
        "fulfilled": 2,
        "changed": 3,
        "withdrawn": 4,
    }


def test_numbers_of_kinds_are_those_stored() -> None:
    assert list(PLEDGE_KINDS.items())[:4] == [
        ("capability", 1),
        ("funds", 2),
        ("appointment", 3),
        ("hosting", 4),
    ]
    assert (KINDS["state"], KINDS["observer"]) == (1, 2)


def test_numbers_of_levels_and_roles_are_those_stored() -> None:
    assert list(LEVELS.items()) == [
        ("head of state or government", 1),
        ("minister", 2),
        ("deputy minister", 3),
        ("ambassador", 4),
        ("senior official", 5),
        ("delegate", 6),
        ("expert", 7),
    ]
    assert list(ROLES.items()) == [
        ("host", 1),
        ("co-host", 2),
        ("chair", 3),
        ("co-chair", 4),
        ("organiser", 5),
        ("co-organiser", 6),
        ("member", 7),
        ("observer", 8),
        ("special guest", 9),
        ("speaker", 10),
        ("participant", 11),
    ]


def test_no_two_values_share_a_number() -> None:
    for numbers in (FORMS, KINDS, LATEST_STATUSES, LEVELS, PLEDGE_KINDS, ROLES, STRENGTHS):
        assert len(set(numbers.values())) == len(numbers)
