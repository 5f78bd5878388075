"""A record as Akoma Ntoso 3.0 (OASIS LegalDocML 1.0).

It is a `debate` where all is verbatim, else a `debateReport`. What is gathered is the plain record
as the public sees it; `writer` makes the file of it, part by part. What the standard has no element
for stands in ``proprietary``, as the record file spells it. ``docs/formats.md`` says which field
goes where.
"""
