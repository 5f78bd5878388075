"""The rules in their order; the package meetings.intake.files is covered by the tests beside it."""

from meetings.intake.proposing import RULES


def test_rules_once_each() -> None:
    assert len(set(RULES)) == len(RULES) == 14
