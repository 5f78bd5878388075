"""Django's databases, as a web site needs them: one that is away is found out in a second."""
