"""The audit log: who did what, and when; it is only added to."""
