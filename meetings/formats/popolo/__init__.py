"""People and participants as Popolo has them: https://www.popoloproject.com/specs/

A person's seats in delegations are memberships of the participant, with the title of the day and
the days of the meeting: what is known of these days, not when an office began or ended.
"""
