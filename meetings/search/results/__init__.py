"""What a search answers: statements, nouns, facets and suggestions, with the words marked."""
