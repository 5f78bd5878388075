"""The filters of list pages, one noun a file."""
