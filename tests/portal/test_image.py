"""What the container holds, built in a clean folder without a container engine, and served.

The commands are those of the Dockerfile; they run on SQLite and on PostgreSQL.

Covers portal.wsgi as well.
"""

import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import psycopg
import pytest

from tests import machine
from tests.portal.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
HTTPS = {"Host": "register.example.org", "X-Forwarded-Proto": "https"}
DATABASES = [
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.postgresql),
]

pytestmark = pytest.mark.image


class Answer(NamedTuple):
    """Status, headers (lower case) and body of an answer."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server(NamedTuple):
    """A running web server of the image, and the environment its commands run in."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path
    environment: dict[str, str]

    def get(self, path: str, headers: dict[str, str]) -> Answer:
        """Ask for a path with these headers alone."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        body = answer.read()
        connection.close()
        return Answer(answer.status, found, body)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the image's folder and environment."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


def dockerfile_command(instruction: str) -> list[str]:
    """The last command that the Dockerfile gives, in JSON, after this word."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = re.findall(rf"^{instruction}\b.*?(\[.*\])$", text, re.MULTILINE)
    found: list[str] = json.loads(lines[-1])
    return found


@pytest.fixture(scope="module", params=DATABASES)
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """An empty database of its own, dropped at the end."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('data') / 'register.sqlite3'}"
        return
    name = f"test_image_{uuid4().hex[:12]}"
    with psycopg.connect(machine.POSTGRESQL_URL, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield f"{machine.POSTGRESQL_URL.rpartition('/')[0]}/{name}"
    with psycopg.connect(machine.POSTGRESQL_URL, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def start(image: Path, database_url: str) -> Server:
    """Start what the container starts, and wait until it answers."""
    port = free_port()
    environment = {
        "PATH": f"{image / '.venv' / 'bin'}:{os.environ['PATH']}",
        "SECRET_KEY": "only-for-tests-" + uuid4().hex + uuid4().hex,
        "ALLOWED_HOSTS": "register.example.org",
        "DATABASE_URL": database_url,
        "PORT": str(port),
        "GRACEFUL_TIMEOUT": "20",
    }
    process = subprocess.Popen(
        dockerfile_command("CMD"),
        cwd=image,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        executable=str(image / ".venv" / "bin" / "gunicorn"),
    )
    server = Server(process, port, image, environment)
    for _ in range(600):
        try:
            server.get("/healthz", {})
        except OSError:
            assert process.poll() is None, "the web server has stopped"
            time.sleep(0.1)
        else:
            return server
    raise TimeoutError("the web server did not answer in a minute")


def stop(server: Server) -> None:
    """End the server and let go of its pipes."""
    server.process.kill()
    server.process.wait(20)


@pytest.fixture(scope="module")
def server(image: Path, database_url: str) -> Iterator[Server]:
    """A server whose database was migrated and filled while it ran."""
    running = start(image, database_url)
    try:
        before = running.get("/healthz", {})
        assert before.status == 503, "a database without tables is not healthy"
        assert running.run(*dockerfile_command("HEALTHCHECK")).returncode == 1
        for command in ("migrate", "start_register"):
            done = running.run("python", "manage.py", command)
            assert done.returncode == 0, done.stderr
        yield running
    finally:
        stop(running)


def test_healthz_answers_any_host_over_http(server: Server) -> None:
    answer = server.get("/healthz", {"Host": "10.0.0.7"})

    assert answer.status == 200
    assert json.loads(answer.body) == {"database": "ok", "migrations": "ok"}
    assert server.run(*dockerfile_command("HEALTHCHECK")).returncode == 0


def test_http_is_sent_to_https(server: Server) -> None:
    answer = server.get("/meetings/", {"Host": "register.example.org"})

    assert answer.status == 301
    assert answer.headers["location"] == "https://register.example.org/meetings/"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/meetings/", 200),
        ("/admin/login/", 200),
        ("/no-such-page", 404),
        ("/%00", 400),
    ],
)
def test_page_answers_over_https(server: Server, path: str, status: int) -> None:
    answer = server.get(path, HTTPS)

    assert answer.status == status
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")


@pytest.mark.parametrize(("accepted", "encoding"), [("br", "br"), ("gzip", "gzip")])
def test_hashed_static_file_is_compressed_and_kept(
    server: Server, accepted: str, encoding: str
) -> None:
    page = server.get("/", HTTPS).body.decode()
    address = re.findall(r'href="(/static/css/public\.[0-9a-f]{12}\.css)"', page)[0]

    answer = server.get(address, HTTPS | {"Accept-Encoding": accepted})

    assert answer.status == 200
    assert answer.headers["content-encoding"] == encoding
    assert "immutable" in answer.headers["cache-control"]


def test_request_in_hand_is_answered_after_sigterm(
    server: Server, image: Path, database_url: str
) -> None:
    # The request is slow because its body comes in two halves: no code of ours sleeps for a test.
    running = start(image, database_url)
    body = b"username=nobody&password=" + b"x" * 5000
    head = (
        "POST /admin/login/ HTTP/1.1\r\nHost: register.example.org\r\nX-Forwarded-Proto: https\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    try:
        with socket.create_connection(("127.0.0.1", running.port), timeout=20) as slow:
            slow.sendall(head.encode() + body[:2500])
            time.sleep(0.5)
            running.process.send_signal(signal.SIGTERM)
            time.sleep(1)
            still_at_work = running.process.poll() is None
            slow.sendall(body[2500:])
            answer = slow.makefile("rb").readline()

        assert still_at_work
        # The form has no token: Django has read the whole of it and refuses it.
        assert answer == b"HTTP/1.1 403 Forbidden\r\n"
        assert running.process.wait(20) == 0
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", running.port), timeout=2)
    finally:
        stop(running)
