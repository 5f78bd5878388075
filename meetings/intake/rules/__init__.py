"""The rules: each module proposes one kind of part, reading what those before it proposed.

A rule is a function that takes the proposal and adds parts to it. Word lists are in ``words``.
"""
