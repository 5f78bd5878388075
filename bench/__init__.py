"""Measures the portal on a sample register; `make bench` runs it, README.md explains it."""
