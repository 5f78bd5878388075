"""Django set up for a child process: the settings of tests, one fixed day, a database of its own.

Imported before any model: fields take ``timezone.now`` as their default when they are defined.
"""

import logging
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import django
from django.db import connection
from django.utils import timezone

#: it is always this moment
MOMENT = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)

FOLDER = tempfile.TemporaryDirectory(prefix="baseline-")
os.environ["DATABASE_URL"] = f"sqlite:///{Path(FOLDER.name) / 'register.sqlite3'}"
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
timezone.now = lambda: MOMENT
django.setup()
# What is asked for in vain is part of the proof, and no news.
logging.disable(logging.CRITICAL)


def hurry() -> None:
    """Let the database not wait for the disk: its file is thrown away."""
    connection.settings_dict["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


def tell(line: str) -> None:
    """Show how far the work has come; what is found goes to standard output."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
