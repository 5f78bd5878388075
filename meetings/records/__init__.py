"""Record files: one recorded meeting as one JSON file, the same format in and out."""
