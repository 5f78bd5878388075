"""The page cache: public pages are served again unchanged, or from a cache (decision 0004).

``counter`` tells which version of the register this is, a number that triggers of the database
count on, in the transaction of each change of public records and whoever makes it: pages, the
admin, a load, ``loaddata``, a query by hand. ``middleware`` makes ETags and cache keys of it.
"""
