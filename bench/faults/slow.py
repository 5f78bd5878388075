"""Clients that send or read as slowly as they can, beside a reader who only wants a page."""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from threading import Event, Thread
from typing import Any

from .site import PAGE, Answer, Visitor

_HEAD = f"GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
_FORM = (
    "POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
)
#: requests for a large file over one connection; nobody reads what the network cannot hold
_FILE = "GET /static/admin/js/vendor/xregexp/xregexp.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
_UNREAD = _FILE * 20
#: what each kind sends at once, and then a byte of every second
KINDS = {
    "nothing": ("", ""),
    "slow heads": (_HEAD, "X"),
    "slow bodies": (_FORM, "a"),
    "slow readers": (_UNREAD, ""),
    "idle": (f"{_HEAD}\r\n", ""),
}


@dataclass
class Beside:
    """What a reader met beside slow clients of one kind."""

    kind: str
    answers: list[Answer]

    def figures(self) -> dict[str, Any]:
        """The figures that are printed."""
        seconds = [answer.seconds for answer in self.answers]
        return {
            "slow clients": self.kind,
            "pages": len(self.answers),
            "not answered": sum(answer.status != 200 for answer in self.answers),
            "median, ms": round(median(seconds) * 1000),
            "slowest, ms": round(max(seconds) * 1000),
        }


def measure(port: int, clients: int, seconds: float) -> Iterator[Beside]:
    """A reader beside so many clients of each kind in turn; first beside none."""
    _read(port, 0.1)
    yield Beside("none", _read(port, seconds))
    for kind, (first, more) in KINDS.items():
        with _dripping(port, clients, first, more):
            # All of them are there, and have been for a moment.
            time.sleep(1)
            yield Beside(kind, _read(port, seconds))


def _read(port: int, seconds: float) -> list[Answer]:
    reader, answers, began = Visitor(port, timeout=10), [], time.monotonic()
    while time.monotonic() - began < seconds:
        answers.append(reader.get(PAGE))
        time.sleep(0.02)
    return answers


@contextlib.contextmanager
def _dripping(port: int, clients: int, first: str, more: str) -> Iterator[None]:
    stop = Event()
    sockets: list[socket.socket] = []
    thread = Thread(target=_drip, args=(sockets, more.encode(), stop.wait))
    try:
        for _ in range(clients):
            one = socket.socket()
            # What is not read stays with the server.
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            one.settimeout(5)
            with contextlib.suppress(OSError):
                one.connect(("127.0.0.1", port))
                one.sendall(first.encode())
            sockets.append(one)
        thread.start()
        yield
    finally:
        stop.set()
        if thread.is_alive():
            thread.join()
        for one in sockets:
            one.close()


def _drip(sockets: list[socket.socket], byte: bytes, wait: Callable[[float], bool]) -> None:
    while not wait(1.0):
        for one in sockets:
            with contextlib.suppress(OSError):
                if byte:
                    one.sendall(byte)
