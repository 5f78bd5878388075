"""One declared field list a noun: what a record file holds, key by key.

A noun is a plain immutable dataclass (``StatementRecord``); beside the type of each attribute
stands its kind (``kinds``, ``keys``, ``passage``), which says how the key is described in the
JSON Schema, read, checked, written to rows, read from rows and shown in a file. The default of
an attribute is what a file means that leaves the key out; an attribute without one is required.
Nothing here knows a database: rows are asked for attributes, and looked up by whoever reads or
writes them.
"""
