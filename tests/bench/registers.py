"""A register with two dozen participants to make samples in, and emptying it again."""

import io
from contextlib import redirect_stdout
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench.sample.__main__ import load_as_asked
from bench.sample.progress import TABLE
from bench.sample.row_kinds import meeting_tables
from bench.sample.store import store_for
from participants.models import Participant


def fill() -> None:
    """The bodies that take part, always under the same row numbers."""
    for number in range(1, 25):
        Participant.objects.create(
            pk=number, slug=f"state-{number}", name=f"State {number}", kind="state", shipped=True
        )


def empty() -> None:
    """Nothing in the register, nor in what is searched; row by row, triggers would take long."""
    store = store_for(connection)
    triggers = [change for change in store.removable(meeting_tables()) if " TRIGGER " in change[0]]
    store.run([f"DROP TABLE IF EXISTS {TABLE}"])
    store.run(remove for remove, _restore in triggers)
    call_command(
        "flush", interactive=False, verbosity=0, reset_sequences=True, inhibit_post_migrate=True
    )
    store.run(restore for _remove, restore in triggers)
    run("rebuild_index")


def run(*args: Any, **options: Any) -> str:
    """What a command prints."""
    out = io.StringIO()
    call_command(*args, stdout=out, stderr=out, no_color=True, **options)
    return out.getvalue()


def sample(**options: Any) -> str:
    """What ``python -m bench.sample`` prints."""
    out = io.StringIO()
    with redirect_stdout(out):
        load_as_asked(
            [
                f"--{name}" if value is True else f"--{name}={value}"
                for name, value in options.items()
            ]
        )
    return out.getvalue()
