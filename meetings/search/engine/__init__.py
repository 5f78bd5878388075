"""The full-text indexes: what they hold, how each database keeps and asks them."""
