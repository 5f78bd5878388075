"""Following a page of the register: by Atom, or by e-mail where a mail server is set."""
