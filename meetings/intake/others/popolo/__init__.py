"""Popolo (https://www.popoloproject.com/specs/): people and organisations for the register.

Nothing of it is a meeting: what is new becomes participants and people, who are public once a
published record uses them.
"""
