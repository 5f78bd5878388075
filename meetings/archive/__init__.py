"""The register as a folder of files: all that its public pages show, to be read in elsewhere.

Each record is a record file; beside these stand what no record file holds: participants that no
record names, versions that the public could read before, and addresses that lead elsewhere or
nowhere any more. Accounts, drafts, the audit log and subscriptions are no part of it: they belong
to the backup of the database.
"""
