"""`make run` starts a register on a fresh machine, and keeps what staff changed.

Covers portal.management.commands.serve as well.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.portal.ports import free_port

pytestmark = pytest.mark.image


@contextmanager
def running(folder: Path, venv: Path) -> Iterator[tuple[str, list[str]]]:
    """`make run` in this folder: the address, and the lines printed until it serves."""
    port = free_port()
    process = subprocess.Popen(
        ["make", "run", f"VENV={venv}", f"PORT={port}"],
        cwd=folder,
        env={"PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    lines = []
    try:
        for line in process.stdout:
            lines.append(line.strip())
            if "make staff" in line:
                break
        yield f"http://127.0.0.1:{port}/", lines
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            # How Python ends while its threads begin is not what is tested here.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)
        process.stdout.close()


def test_run_fills_a_new_register_and_a_second_run_keeps_changes(
    image: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "register"
    shutil.copytree(image, folder, ignore=shutil.ignore_patterns(".venv", "staticfiles"))
    register = folder / "register.sqlite3"

    with running(folder, image / ".venv") as (address, first), urlopen(address) as page:  # noqa: S310  (its own server)
        status = page.status
    key = (folder / ".env").read_text()
    with closing(sqlite3.connect(register)) as connection, connection:
        meetings = connection.execute("SELECT count(*) FROM meetings_meeting").fetchone()
        connection.execute("UPDATE meetings_meeting SET venue = 'Room 4'")
    with running(folder, image / ".venv") as (_, second):
        pass

    with closing(sqlite3.connect(register)) as connection:
        kept = connection.execute(
            "SELECT count(*) FROM meetings_meeting WHERE venue = 'Room 4'"
        ).fetchone()
    assert status == 200
    assert kept == meetings
    assert (folder / ".env").read_text() == key
    assert f"The register: {address}   (Ctrl-C stops it)" in first
    assert first[-1] == "Make a staff user, in another terminal: make staff"
    assert "The register holds records already; nothing was loaded." in second
