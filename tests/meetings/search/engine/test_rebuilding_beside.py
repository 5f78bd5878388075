"""While the indexes are built anew, no write of another process waits long."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.own_registers import KINDS, ROOT, OwnRegisters, environment

#: seconds that a write may wait
BOUND = 5
STATEMENTS = 600

# Changes statements, takes meetings back and publishes them, until there is no more input;
# prints how long each write took, and when.
WRITER = """
import json, select, sys, time
import django; django.setup()
from django.db import transaction
from meetings.models import Meeting, Statement
from meetings.derived.refresh import refresh_derived
meetings = list(Meeting.objects.order_by("pk"))
done = []
def write(number):
    meeting = meetings[number % len(meetings)]
    with transaction.atomic():
        if number % 2:
            row = meeting.statements.order_by("pk")[0]
            Statement.objects.filter(pk=row.pk).update(text=f"Written{number} beside it.")
        else:
            meeting.status = "withdrawn" if meeting.status == "published" else "published"
            meeting.save()
            refresh_derived(meeting)
print("ready", flush=True)
while not select.select([sys.stdin], [], [], 0.01)[0]:
    began = time.time()
    write(len(done))
    done.append([began, time.time() - began])
for meeting in meetings:
    if meeting.status != "published":
        meeting.status = "published"
        meeting.save()
        refresh_derived(meeting)
print(json.dumps(done))
"""

# Builds anew in batches of ten rows, as long as work of half a second in a large register.
BUILDER = """
import json, time
import django; django.setup()
from meetings.derived import rebuild as tallying
from meetings.derived import turns
from meetings.search.engine import rebuilding, search_engine
rebuilding._FIRST_BATCH = rebuilding._MOST = 20
tallying._STATEMENTS = 20
kind = type(search_engine())
original = kind.fill_sql
def slowly(*args):
    # Within the transaction of the batch.
    time.sleep(0.1)
    return original(*args)
kind.fill_sql = slowly
told = {}
def report(what, done, total):
    told.setdefault(what, [time.time(), 0])[1] = time.time()
rebuilding.rebuild(report)
tallying.rebuild_derived(report)
print(json.dumps(told))
"""


def run(database: str, *args: str) -> str:
    """What a program prints."""
    done = subprocess.run(
        [sys.executable, *args],
        cwd=ROOT,
        env=environment(database),
        check=True,
        capture_output=True,
    )
    return done.stdout.decode()


@pytest.fixture(params=KINDS)
def register(request: pytest.FixtureRequest, own_registers: OwnRegisters) -> Iterator[str]:
    """A sample in a register of its own."""
    with own_registers.new(request.param) as database:
        run(database, "-m", "bench.sample", "--statements", str(STATEMENTS))
        yield database


@pytest.mark.once
def test_no_write_waits_long_for_a_rebuild(register: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER],
        cwd=ROOT,
        env=environment(register),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        told = json.loads(run(register, "-c", BUILDER))
        written = json.loads(writer.communicate(b"enough\n")[0])

    longest = max(took for _began, took in written)
    first, last = told["meetings_statement"]
    copying = [began for began, took in written if first < began and began + took < last]
    assert longest < BOUND
    # Copying without a gap would let through one, that came before it; a slow machine has few.
    assert len(copying) >= 3
    assert "Index and records agree." in run(register, "manage.py", "check_index")
