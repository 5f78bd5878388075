"""Faults made on purpose under a portal that runs, with what they do to those who use it."""
