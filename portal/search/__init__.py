"""The search page: what was asked, what is found, and how to narrow or widen it."""
