"""Source documents: how much of them records use, and their lines with what is used marked."""
