"""Makes the registers that are stored; nothing else leans on the makers of tests and samples."""

import sys
from io import StringIO
from pathlib import Path

from . import fixed

# isort: split
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.management import call_command

from bench.sample.load import load_sample
from meetings.models import Meeting, Statement
from tests.meetings import build
from tests.meetings.admin import rich
from tests.portal.canaries import hidden_records, public_register

from .registers import migrate, store

STATEMENTS = 5_000
STATES = ("draft", "in review", "published", "withdrawn")


def staff() -> None:
    """One of each kind of staff, with something that each has done."""
    boss = User.objects.create_superuser("boss")
    for user in (boss, rich.editor(), rich.publisher()):
        for row in (Meeting.objects.order_by("pk").last(), Statement.objects.order_by("pk").last()):
            for flag in (ADDITION, CHANGE):
                LogEntry.objects.log_actions(user.pk, [row], flag, "By hand.", single_object=True)


def shipped() -> None:
    """The shipped records, a record of staff in each state, and hidden ones of every kind."""
    call_command("start_register", stdout=StringIO())
    User.objects.create_superuser("boss")
    for status in STATES:
        rich.record(f"fish-{status.replace(' ', '-')}", status)
    hidden_records(public_register())
    build.meeting("withdrawn", status="withdrawn")
    User.objects.filter(username="boss").update(username="first-boss")
    staff()


def sample() -> None:
    """The sample of 5,000 statements."""
    load_sample(STATEMENTS, seed=1)
    staff()


def main(folder: Path, name: str) -> None:
    """Make a register and store it."""
    fixed.tell(f"{name}: making the register")
    migrate()
    {"shipped": shipped, "sample": sample}[name]()
    (folder / name).mkdir(parents=True)
    store(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
