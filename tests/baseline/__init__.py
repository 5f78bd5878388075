"""Proof that a refactoring changes nothing that is seen.

``python -m tests.baseline keep DIR`` makes two registers (the shipped records with staff's work
beside them, and a sample of 5,000 statements), stores what they are made of as fixtures and record
files, builds each anew from that, and keeps what every public and staff address of a crawl, every
command and every dump answers. ``python -m tests.baseline compare DIR`` builds the registers from
the same stored rows with the code as it is now, asks the same again in the same order, and reports
what is not the same; it exits with 1 on any difference. ``make keep`` and ``make same`` call them.

The database files are never shared between two versions of the code: tables may be renamed.
"""
