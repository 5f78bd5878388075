"""What a list holds of each of its rows when it is taken along: one module a noun.

An item is a plain record, gathered from the rows that pages are made of and read by name. JSON is
the item itself and the description of the interface is made of its type; a table shows its
``COLUMNS``.
"""
