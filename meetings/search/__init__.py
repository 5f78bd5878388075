"""Finding what the public register holds: the query language and one index a database."""
