"""Curating a record beside its source: acts on its parts, one transaction each, all undoable."""
