"""The two groups of staff: Editors enter records, Publishers decide what is public."""

EDITOR, PUBLISHER = "Editor", "Publisher"
