"""Making one of rows that are one: what each has, what moves, what stands against it; and back."""
