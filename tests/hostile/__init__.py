"""Hostile requests over every form of staff, as each role: `python -m tests.hostile [COUNT]`.

Each request is drawn from the seed and its number alone, so that one that finds something can be
drawn again: `python -m tests.hostile --only NUMBER`. What a request writes is taken back after it
was judged: no answer may be 5xx, none may take long, and nothing may change beyond the role.
"""
