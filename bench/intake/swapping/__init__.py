"""Documents changed by a seed, with their readings: other states, other verbs, another order."""
