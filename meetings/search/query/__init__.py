"""The query language: what a reader types, and what it names."""
