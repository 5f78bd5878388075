"""The register as a folder of files: all that its public pages are made of, to be read elsewhere.

Each record is a record file; beside these stand what no record file holds: participants that no
record names, versions that the public could read before, and addresses that lead elsewhere or
nowhere any more. It is for whoever runs a register, and not to be published: it holds texts of
which pages show passages alone, and files of versions that were withdrawn. Accounts, drafts, the
audit log and subscriptions are no part of it: they belong to the backup of the database.
"""
