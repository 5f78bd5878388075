"""The rules in their order.

Covered here until they have files of their own: meetings.intake.rules.marks_of_layout,
meetings.intake.rules.agenda,
<<<<<<< HEAD
meetings.intake.rules.late_attendance,
=======
meetings.intake.rules.sessions,
>>>>>>> bfd8e5f (Propose who was present: sentences, closing lists, hosts, chairs and speakers)
meetings.intake.rules.pledges,
meetings.intake.rules.figures,
meetings.intake.rules.relations,
meetings.intake.rules.references,
meetings.intake.rules.topics,
meetings.intake.rules.narrative; and meetings.intake.files.
"""

from meetings.intake.proposing import RULES


def test_rules_once_each() -> None:
    assert len(set(RULES)) == len(RULES) == 13
