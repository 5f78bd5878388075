"""From a document to a proposed record.

``files`` turns bytes into the text of a document as it will be stored. ``mending`` makes of it the
text that rules read, in which every position leads back to the stored one. ``layout`` divides that
into blocks and sentences, ``names`` finds the participants that the register knows, and ``rules``
propose parts of a record, each with the words it was taken from, the rule that found it, and how
sure that is. ``proposal`` makes of them a record file and a report. Nothing here asks a database
but ``stored``, which reads the names of the register.
"""
