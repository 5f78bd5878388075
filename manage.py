#!/usr/bin/env python
"""Runs the portal's commands, with the variables of a local .env where there is one."""

import os
import sys
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line."""
    # Variables that are set already win over the file; the web server never reads it.
    environ.Env.read_env(Path(__file__).parent / ".env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    # A migration or a load of records may take longer than a page may.
    os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT", "0")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        sys.exit(f"manage.py: {fault}")
    except KeyboardInterrupt:
        sys.stderr.write("manage.py: stopped.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
