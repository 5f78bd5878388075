"""Passages as annotations of their sources: the W3C's Web Annotation Data Model, as JSON-LD.

The body of an annotation is the part of the record that rests on the words, its target the words in
the text of the document, by quotation and by position in code points. https://www.w3.org/TR/annotation-model/
"""
