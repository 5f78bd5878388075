"""A new record from a document: the form, the draft that is made of it, and what was found."""
