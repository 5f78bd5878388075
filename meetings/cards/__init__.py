"""Rows as lists show them: plain values, read in few queries; one noun a file."""
