"""Atom feeds: what became public or changed, the latest first, whatever day a meeting has."""
