"""Corrections: drafts beside published records, made of them, published over them."""
