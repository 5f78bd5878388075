"""What the head of a page tells programs: schema.org as JSON-LD, Highwire and Dublin Core tags.

Each noun's module gathers a :class:`head.PageHead` from the page that the view has read already;
nothing here asks the database. Where each field goes stands in docs/formats.md.
"""
