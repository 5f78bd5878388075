"""Records from formats of others: what a file says goes where a record has a place for it.

A reader makes a record file and a `mapping` report of a file, and writes nothing. What it cannot
place stays in the text of the document, or is left out and told. Imported text becomes a document,
into which every part points.
"""
