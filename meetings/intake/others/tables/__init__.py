"""Tables of a meeting as a record file: delegations, statements, pledges, and the meeting itself.

Columns are those of `columns`, which the template to download and the report are made of. What
they call as our own lists do is read back from them as far as it goes.
"""
