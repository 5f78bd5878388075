"""The plan of a sample: sizes, row numbers and ordinals, known before the first row."""

from itertools import pairwise

from bench.sample.plan import PLANNED, Sizes, plan_meetings, quotas


def test_quotas_add_up_within_their_bounds() -> None:
    parts = quotas([None, 7, None, None], [1.0, 9.0, 50.0, 0.0], 30, [20, 20, 15, 20], least=1)

    assert sum(parts) == 30
    assert parts[1] == 7
    assert parts[2] == 15
    assert min(parts) >= 1


def test_quotas_without_room_stay_below_the_total() -> None:
    assert quotas([None, None], [1.0, 1.0], 9, [2, 3]) == [2, 3]


def test_full_register_has_the_size_it_is_named_for() -> None:
    sizes = Sizes.of(1_000_000)

    meetings = plan_meetings(1, sizes, 235)

    assert len(meetings) == 20_000
    assert sum(plan.statements for plan in meetings) == 1_000_000
    assert sum(plan.delegations for plan in meetings) == 200_000
    assert sum(plan.pledges for plan in meetings) == 50_000
    assert sum(plan.statements == 300 for plan in meetings) >= 200
    assert all(plan.pledges <= plan.statements for plan in meetings)
    assert {plan.when.first_day.year for plan in meetings} == {*range(1990, 2026)}


def test_row_numbers_leave_no_gap() -> None:
    meetings = plan_meetings(3, Sizes.of(2_000), 235)

    for one, following in pairwise(meetings):
        assert following.before["statement"] - one.before["statement"] == one.statements
        assert following.before["update"] - one.before["update"] == len(one.reported)
    assert meetings[0].before == dict.fromkeys(PLANNED, 0)


def test_ordinals_follow_the_days_of_a_series() -> None:
    meetings = [p for p in plan_meetings(1, Sizes.of(5_000), 235) if p.series == 0]

    by_ordinal = sorted(meetings, key=lambda plan: plan.ordinal or 0)

    assert [plan.ordinal for plan in by_ordinal] == [*range(1, len(meetings) + 1)]
    days = [plan.when.first_day for plan in by_ordinal]
    assert days == sorted(days)


def test_speeches_stand_in_meetings_of_their_own_after_the_others() -> None:
    usual = plan_meetings(1, Sizes.of(2_000), 235)
    meetings = plan_meetings(1, Sizes.of(2_000, 450), 235)

    assert meetings[: len(usual)] == usual
    debates = meetings[len(usual) :]
    assert [(plan.statements, plan.is_debate) for plan in debates] == [
        (200, True),
        (200, True),
        (50, True),
    ]
    for one, following in pairwise(meetings):
        assert following.before["statement"] - one.before["statement"] == one.statements
        assert following.before["delegation"] - one.before["delegation"] == one.delegations
