"""The public pages, one noun a file."""
