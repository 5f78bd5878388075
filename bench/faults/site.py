"""A register of its own, with one shipped record, and the portal that serves it."""

import http.client
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit
from uuid import uuid4

from bench.commands import in_one_process
from bench.serving import ROOT, free_port, running

RECORD = ROOT / "fixtures" / "records" / "r2p-ministerial-breakfast-2011.json"
PAGE = "/meetings/r2p-ministerial-breakfast-2011/"
USER, PASSWORD = "faults", "only-for-the-bench-2026"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Answer(NamedTuple):
    """What came back, and after how many seconds; status 0 where nothing did."""

    status: int
    seconds: float
    headers: dict[str, str]
    text: str


class Visitor:
    """Somebody with cookies, who asks over a connection of its own each time."""

    def __init__(self, port: int, timeout: float = 30) -> None:
        self.port, self.timeout = port, timeout
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str] | list[tuple[str, str]]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(fields))

    def sign_in(self) -> None:
        """Sign in as the user of the bench."""
        page = self.get("/admin/login/")
        fields = {"username": USER, "password": PASSWORD, "next": "/admin/"}
        answer = self.post("/admin/login/", fields | {"csrfmiddlewaretoken": token(page.text)})
        if answer.status != 302:
            raise RuntimeError(f"Signing in was answered {answer.status}.")

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        if not self.cookies:
            del headers["Cookie"]
        began = time.monotonic()
        try:
            with closing(
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
            ) as connection:
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            return Answer(0, time.monotonic() - began, {}, repr(error))
        for header in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, time.monotonic() - began, found, text)


def token(page: str) -> str:
    """The token in a form."""
    found = _TOKEN.search(page)
    return found[1] if found else ""


@contextmanager
def register(base: str) -> Iterator[str]:
    """A new register with one record and a user; its address. It is dropped in the end.

    ``base``: ``sqlite://``, or a PostgreSQL server whose user may create databases.
    """
    with _postgresql(base) if base.startswith("postgres") else _sqlite() as url:
        user = f"u = User.objects.create_superuser({USER!r}, password={PASSWORD!r})"
        manage_all(
            url,
            ["migrate", "--verbosity", "0"],
            ["loaddata", "--verbosity", "0", "participants"],
            ["load_records", str(RECORD)],
            ["shell", "-v", "0", "-c", f"from django.contrib.auth.models import User; {user}"],
        )
        yield url


def manage(url: str, *command: str) -> str:
    """Run a command on the register; what it printed."""
    return manage_all(url, command)


def manage_all(url: str, *commands: Sequence[str]) -> str:
    """Run commands on the register, one after the other; what they printed."""
    return subprocess.run(  # noqa: S603 - our own commands
        in_one_process(commands),
        cwd=ROOT,
        env=os.environ | settings(url),
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def settings(url: str, **more: str) -> dict[str, str]:
    """What the portal runs with; DEBUG spares collecting the static files."""
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": url,
        "CACHE_URL": "locmemcache://",
        "DEBUG": "on",
        "PAGE_CACHE": "on",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_POOL_SIZE": "4",
        "DATABASE_STATEMENT_TIMEOUT": "15000",
        "WEB_CONCURRENCY": "1",
    } | more


@contextmanager
def served(url: str, **more: str) -> Iterator[int]:
    """The portal under gunicorn, as in production; its port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--access-logfile", "/dev/null"]
    with running(command, port, **(settings(url, **more) | {"PORT": str(port)})):
        for _ in range(100):
            if Visitor(port).get("/healthz").status == 200:
                break
            time.sleep(0.1)
        yield port


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder, 'register.sqlite3')}"


@contextmanager
def _postgresql(server: str) -> Iterator[str]:
    import psycopg  # only where PostgreSQL is measured
    from psycopg import sql

    name = sql.Identifier(f"faults_{uuid4().hex[:12]}")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name.as_string()[1:-1]}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
