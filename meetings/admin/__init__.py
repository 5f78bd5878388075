"""The pages on which the register is entered and corrected, one noun a file."""

from django.contrib import admin

from . import (  # noqa: F401  # each registers its pages
    agenda,
    delegation,
    document,
    figure,
    meeting,
    merges,
    people,
    pledge,
    reference,
    relation,
    revision,
    series,
    session,
    statement,
    stub,
    topic,
)

# The source stands beside the form: the pages need their whole width.
admin.site.enable_nav_sidebar = False
