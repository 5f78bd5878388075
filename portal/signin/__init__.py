"""How staff sign in: whose address counts, how often one may fail, how many hashes at once."""
