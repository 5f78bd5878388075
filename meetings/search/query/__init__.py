"""The query language: what a reader may type, and what it names."""
