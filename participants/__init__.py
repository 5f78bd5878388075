"""Who exists: participants and people, and finding one by any name it goes by."""
