"""Registers of their own, for tests that start the portal beside themselves.

Tables are made once a session for each kind of database; what a test gets is a copy. Commands run
several in one process, as to start one takes longer than most of them do.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from bench.commands import in_one_process
from tests.machine import POSTGRESQL_URL

ROOT = Path(__file__).resolve().parents[1]
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


def environment(url: str) -> dict[str, str]:
    """The environment of a process on that database; DEBUG spares collecting static files."""
    return os.environ | {
        "DATABASE_URL": url,
        "DEBUG": "on",
        "SECRET_KEY": "only-for-tests-" * 4,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }


def manage(url: str, *commands: list[str]) -> str:
    """Run commands on a register, one after the other; what they printed."""
    return subprocess.run(
        in_one_process(commands),
        cwd=ROOT,
        env=environment(url),
        check=True,
        capture_output=True,
        text=True,
    ).stdout


class OwnRegisters:
    """Makes registers with tables and no records, and takes them away."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates: dict[str, str] = {}

    @contextmanager
    def new(self, kind: str) -> Iterator[str]:
        """A register on that kind of database; its address."""
        if kind not in self._templates:
            self._templates[kind] = self._made(kind)
        template = self._templates[kind]
        name = _name()
        if kind == "sqlite":
            yield self._copied(template, self._folder / name)
            return
        _on_server("CREATE DATABASE {} TEMPLATE {}", name, template)
        try:
            yield _url(name)
        finally:
            _on_server("DROP DATABASE {} WITH (FORCE)", name)

    def close(self) -> None:
        """Take away what registers were copied from."""
        if "postgresql" in self._templates:
            _on_server("DROP DATABASE {} WITH (FORCE)", self._templates["postgresql"])

    def _made(self, kind: str) -> str:
        name = _name()
        if kind == "sqlite":
            (self._folder / name).mkdir()
            url = _file_url(self._folder / name)
        else:
            _on_server("CREATE DATABASE {}", name)
            url = _url(name)
        manage(url, ["migrate", "--verbosity", "0"])
        return name

    def _copied(self, template: str, folder: Path) -> str:
        # With its log, where the last connection left one.
        shutil.copytree(self._folder / template, folder)
        return _file_url(folder)


def _name() -> str:
    return f"test_own_{uuid4().hex[:12]}"


def _file_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'register.sqlite3'}"


def _url(name: str) -> str:
    return f"{POSTGRESQL_URL.rpartition('/')[0]}/{name}"


def _on_server(statement: str, *names: str) -> None:
    with psycopg.connect(POSTGRESQL_URL, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
