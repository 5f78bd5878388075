"""Pages of the register's own whose words staff write: contact, accessibility, terms, privacy."""
