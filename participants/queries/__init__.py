"""Queries put into SQL once, and what of the shared nouns is public."""
