"""What a search answers: statements, nouns, facets, suggestions."""
