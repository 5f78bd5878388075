"""The words of a text: how they are told apart, folded, and spelt for the search index.

In Python alone, so that it makes no difference which database holds a text. ``characters`` knows
letters, ``cutting`` makes words of a text, ``indexing`` what the index gets of it.
"""
