"""A thread has a request once it is whole; clients that dawdle hold none. No Django is needed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from portal import worker
from tests.portal.ports import free_port

LARGE = 6_000_000
SITE = f"""
import time
from hashlib import sha256

def application(environ, start_response):
    body = environ["wsgi.input"].read()
    path = environ["PATH_INFO"]
    if path == "/slow":
        time.sleep(1.5)
    if path == "/made":
        path = str(made)
    answer = f"{{path}} {{sha256(body).hexdigest()}}".encode()
    if path == "/large":
        answer = b"x" * {LARGE}
    if path == "/pieces":
        start_response("200 OK", [])
        return pieces()
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]

made = 0

def pieces():
    global made
    for made in range(1, 201):
        yield b"x" * 100_000
"""
EMPTY = sha256(b"").hexdigest()
GET = b"GET /%s HTTP/1.1\r\nHost: a\r\n\r\n"

Server = tuple[int, "subprocess.Popen[bytes]"]


def start(folder: Path) -> Server:
    """One worker of two threads."""
    (folder / "wsgi_site.py").write_text(SITE)
    (folder / "conf.py").write_text("keepalive = 75\nsendfile = False\ngraceful_timeout = 10\n")
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "conf.py", "-b", f"127.0.0.1:{port}"]
    command += ["-k", "portal.worker.PatientWorker", "--threads", "2", "wsgi_site"]
    root = str(Path(__file__).resolve().parents[2])
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": f"{root}:{folder}"},
        stderr=subprocess.DEVNULL,
    )
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return port, process
        time.sleep(0.1)
    raise TimeoutError


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where a server listens."""
    port, process = start(tmp_path_factory.mktemp("worker"))
    yield port
    process.terminate()
    process.wait(20)


@pytest.fixture
def client(port: int) -> Iterator[socket.socket]:
    """A connection to it."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        yield connection


def answers(connection: socket.socket, count: int) -> list[str]:
    """The bodies of so many answers, as they come."""
    found, data = [], b""
    while len(found) < count:
        head, split, rest = data.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
        if split and len(rest) >= length:
            found.append(rest[:length].decode())
            data = rest[length:]
            continue
        piece = connection.recv(65536)
        assert piece, (found, data)
        data += piece
    assert data == b""
    return found


def test_connection_is_kept(client: socket.socket) -> None:
    for n in range(3):
        client.sendall(GET % str(n).encode())
        assert answers(client, 1) == [f"/{n} {EMPTY}"]
        time.sleep(0.3)


def test_request_in_pieces_is_put_together(client: socket.socket) -> None:
    body = b"a=1&b=" + b"z" * 50
    request = b"POST /form HTTP/1.1\r\nHost: a\r\nContent-length:%d\r\n\r\n" % len(body) + body

    for at in range(len(request)):
        client.sendall(request[at : at + 1])

    assert answers(client, 1) == [f"/form {sha256(body).hexdigest()}"]


def test_requests_that_come_together_are_answered_in_their_order(client: socket.socket) -> None:
    client.sendall(GET % b"1" + GET % b"2" + (GET % b"3")[:10])
    first = answers(client, 2)
    client.sendall((GET % b"3")[10:])

    assert [*first, *answers(client, 1)] == [f"/{n} {EMPTY}" for n in (1, 2, 3)]


def test_large_body_is_taken(port: int) -> None:
    body = os.urandom(3_000_000)
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("POST", "/large-form", body)
        answer = connection.getresponse().read().decode()

    assert answer == f"/large-form {sha256(body).hexdigest()}"


def test_client_that_waits_to_be_told_is_told(client: socket.socket) -> None:
    client.sendall(
        b"POST /w HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    )
    told = client.recv(100)
    client.sendall(b"ok")
    answer = b""
    while sha256(b"ok").hexdigest().encode() not in answer:
        answer += client.recv(1000)

    assert told == b"HTTP/1.1 100 Continue\r\n\r\n"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * (worker.HEAD + 1), b"431"),
        (b"NONSENSE\r\n\r\n", b"400"),
    ],
)
def test_request_that_is_not_waited_for_is_refused(
    client: socket.socket, request_: bytes, status: bytes
) -> None:
    client.sendall(request_)
    answer = b""
    while piece := client.recv(1000):
        answer += piece

    assert answer.split()[1] == status


def test_connection_to_be_closed_is_closed_after_the_answer(client: socket.socket) -> None:
    client.sendall(b"GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")

    assert answers(client, 1) == [f"/last {EMPTY}"]
    assert client.recv(10) == b""


def test_answer_is_whole_however_slowly_it_is_read(port: int) -> None:
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(20)
        client.connect(("127.0.0.1", port))
        client.sendall(GET % b"large" + GET % b"after")
        time.sleep(1)

        assert answers(client, 2) == ["x" * LARGE, f"/after {EMPTY}"]


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost",
        GET % b"idle",
        (GET % b"large") * 3,
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nab",
    ],
    ids=["nothing", "head", "idle", "reader", "body"],
)
def test_clients_that_dawdle_hold_no_thread(port: int, first: bytes) -> None:
    dawdling = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(12)]
    try:
        for client in dawdling:
            client.sendall(first)
        time.sleep(0.5)
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", port), timeout=20) as reader:
            reader.sendall(GET % b"page")
            answer = answers(reader, 1)
        took = time.monotonic() - began
    finally:
        for client in dawdling:
            client.close()

    assert answer == [f"/page {EMPTY}"]
    assert took < 2


def test_answer_in_pieces_waits_for_its_reader(port: int, client: socket.socket) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as reader:
        reader.sendall(GET % b"pieces")
        time.sleep(0.5)
        client.sendall(GET % b"made")
        (answer,) = answers(client, 1)
        # What the two ends of the network hold, and a megabyte that waits.
        assert 10 < int(answer.split()[0]) < 120
        read = 0
        while read < 200 * 100_000:
            read += len(reader.recv(1_000_000))
        client.sendall(GET % b"made")
        assert answers(client, 1)[0].split()[0] == "200"


def test_stop_finishes_what_is_in_hand_and_waits_for_nobody_idle(tmp_path: Path) -> None:
    port, process = start(tmp_path)
    idle = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(2)]
    idle[1].sendall(GET % b"idle")
    answers(idle[1], 1)
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        client.sendall(GET % b"slow")
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        answer = answers(client, 1)
    process.wait(20)
    took = time.monotonic() - began
    for one in idle:
        one.close()

    assert answer == [f"/slow {EMPTY}"]
    assert process.returncode == 0
    assert took < 8


class Raw:
    """A socket that takes nothing."""

    def send(self, data: bytes, flags: int) -> int:
        raise BlockingIOError

    def close(self) -> None:
        pass


def test_time_that_is_over_and_too_much_held_end_connections(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    patient = object.__new__(worker.PatientWorker)
    patient.alive, patient.nr_conns = True, 3
    patient.poller = type("Poller", (), {"unregister": lambda self, sock: None})()
    raw: Any = Raw()
    conns = [object.__new__(worker.Connection) for _ in range(3)]
    for n, (conn, seconds) in enumerate(zip(conns, (-1, 60, 60), strict=True)):
        conn.sock, conn.arrived = worker.Outgoing(raw), bytearray(b"x" * 60)
        conn.began, conn.timeout = float(n), time.monotonic() + seconds
    patient.pending_conns = worker.gthread.deque(conns)
    monkeypatch.setattr(worker, "BUDGET", 100)

    patient.murder_pending()

    assert list(patient.pending_conns) == [conns[2]]
    assert patient.nr_conns == 1
