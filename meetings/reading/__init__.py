"""What pages show: one file a noun, rows for lists and pages, filled by name."""
