"""The version of the register: a number that every change of public records makes another.

Triggers of the database count, in the transaction of the change, whoever makes it: pages,
the admin, a load, ``loaddata``, a query by hand (docs/decisions/0004-page-cache.md).
"""
