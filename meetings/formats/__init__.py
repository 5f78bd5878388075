"""What can be taken along: one module a format, all named in `registry`.

A format is another extension of the address of a page. What it holds is gathered first, as plain
records of published rows alone, and then encoded.
"""
