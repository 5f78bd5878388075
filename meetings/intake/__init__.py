"""From the document of a meeting to a proposed record."""
