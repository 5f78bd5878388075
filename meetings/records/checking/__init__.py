"""Rules that records are checked by: what must be fixed, and what should be looked at.

Each rule is written once. It reads :class:`~meetings.records.gathered.Gathered` rows, those of a
whole record or of one part, and what it asks of the rest of the record from
:class:`~meetings.records.checking.surroundings.Surroundings`, which costs the same for both.
"""
