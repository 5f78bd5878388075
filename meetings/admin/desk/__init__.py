"""The desk: one page on which a record is curated beside its source."""
