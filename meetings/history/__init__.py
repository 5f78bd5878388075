"""The history of records: how revisions are stored, when they are, and how one is restored."""
