"""What the register knows of a sentence: where it stands, who said it, and in which form.

``asked`` reads what was pasted, ``candidates`` asks the search indexes for texts that may hold it,
``alignment`` compares, ``matches`` reads what is shown of a text that holds it, ``check`` does all.
"""
