"""Reports of errors: what readers write of a page, and what was done about it (decision 0029)."""
