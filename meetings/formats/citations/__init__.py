"""How to cite a meeting, a statement and a pledge: in words by style, and as files.

``gathered`` reads one :class:`cited.Cited` of published rows; ``csl`` makes a CSL-JSON item of it,
which ``styles`` puts in words by citeproc-py, and ``bibtex`` and ``ris`` write it as files. Where
each field goes stands in docs/formats.md.
"""
