"""The web server's worker: a thread has a request once it is whole, and until its answer is made.

gunicorn's own gives a connection a thread before anything has arrived, and keeps it while a
body comes and an answer goes: eight clients that dawdle stop a site of eight threads. Here the
loop of the worker takes in what arrives and sends what is left, for all connections at once.
"""

import contextlib
import errno
import re
import select
import socket
import time
from functools import partial
from typing import Any

from gunicorn.workers import gthread

#: bytes that a request line with its headers may have, and a body
HEAD, BODY = 64 * 1024, 32 * 1024 * 1024
#: bytes that all connections of a worker may hold together, unfinished or unsent
BUDGET = 128 * 1024 * 1024
#: bytes that may wait for a client before the next piece of an answer is made
BEHIND = 1024 * 1024
#: seconds for a head, and those for anything longer: so many, and one for each of so many bytes
PATIENCE, BYTES_A_SECOND = 10.0, 20_000
#: seconds in which a client closes after the last answer, so that it has read it
LINGER = 2.0
_PIECE = 256 * 1024
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_END = b"\r\n\r\n"


class Outgoing:
    """A socket that sends what the network takes at once, and keeps the rest for the loop."""

    def __init__(self, raw: socket.socket) -> None:
        self._raw = raw
        self.left = bytearray()
        #: since when the client has been behind, and what it has taken since
        self._since, self._sent = time.monotonic(), 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def sendall(self, data: bytes) -> None:
        """Take all of it; of an answer in pieces, no more while the client is far behind.

        Raises ``TimeoutError`` where it reads too slowly.
        """
        if len(self.left) > BEHIND:
            self._wait()
        if self.left:
            self.left += data
            return
        self._since, self._sent = time.monotonic(), 0
        self.left += memoryview(data)[self._send(data) :]

    def _wait(self) -> None:
        poll = select.poll()
        poll.register(self._raw, select.POLLOUT)
        while len(self.left) > BEHIND:
            until = self._since + PATIENCE + self._sent / BYTES_A_SECOND
            if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
                raise TimeoutError(errno.ETIMEDOUT, "The client reads too slowly.")
            self.flush()

    def flush(self) -> bool:
        """Send on; whether nothing is left. Raises ``OSError`` where the client is gone."""
        sent = self._send(self.left)
        self._sent += sent
        del self.left[:sent]
        return not self.left

    def _send(self, data: bytes | bytearray) -> int:
        try:
            return self._raw.send(data, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return 0


class Connection(gthread.TConn):
    """A connection with what has arrived of its next request."""

    def __init__(self, cfg: Any, raw: socket.socket, client: Any, server: Any) -> None:
        super().__init__(cfg, Outgoing(raw), client, server)
        self.arrived = bytearray()
        #: bytes of the whole request, once its head tells
        self.wanted = 0
        self.began = time.monotonic()
        # The worker waited for the data, and a thread need not.
        self.data_ready = True

    def init(self) -> None:
        """Hand the request to the parser."""
        super().init()
        self.parser.unreader.unread(bytes(self.arrived))
        self.arrived, self.wanted = bytearray(), 0

    def is_whole(self) -> bool:
        """Whether a thread can answer without waiting for more."""
        if not self.wanted:
            end = self.arrived.find(_END)
            if end < 0:
                return False
            head = self.arrived[: end + len(_END)]
            length = _LENGTH.search(head)
            self.wanted = len(head) + (int(length[1]) if length else 0)
        return len(self.arrived) >= self.wanted

    def refusal(self) -> bytes:
        """The answer to what is not waited for; empty where it is."""
        if not self.wanted:
            large = len(self.arrived) > HEAD
            return _answer("431 Request Header Fields Too Large") if large else b""
        head = self.arrived[: self.arrived.find(_END) + len(_END)]
        if _CHUNKED.search(head):
            return _answer("411 Length Required")
        return _answer("413 Content Too Large") if self.wanted > len(head) + BODY else b""

    def expects(self) -> bool:
        """Whether the client waits to be told that it may send its body."""
        return b"\r\nexpect: 100-continue" in self.arrived[:HEAD].lower()

    @property
    def held(self) -> int:
        """Bytes that wait here."""
        return len(self.arrived) + len(self.sock.left)

    def give(self, size: int) -> None:
        """Set the time until which so many bytes must have passed."""
        self.began = time.monotonic()
        self.timeout = self.began + PATIENCE + size / BYTES_A_SECOND


def _answer(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode()


class PatientWorker(gthread.ThreadWorker):
    """Threads for requests that are whole; the loop for all that takes a client's time."""

    #: when connections were looked through
    _looked = 0.0

    def accept(self, listener: Any) -> None:
        """Take a connection in; where there are too many, the one that idles longest goes."""
        try:
            raw, client = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._make_room()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        if self.nr_conns >= self.worker_connections:
            self._make_room()
        conn = Connection(self.cfg, raw, client, listener.getsockname())
        conn.give(0)
        self._watch(conn, gthread.selectors.EVENT_READ, self._read)

    def on_client_socket_readable(self, conn: Connection, client: Any) -> None:
        """Read the next request of a connection that was kept."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        conn.give(0)
        self._watch(conn, gthread.selectors.EVENT_READ, self._read)
        self._read(conn, client)

    def finish_request(self, conn: Connection, fs: Any) -> None:
        """Send what is left of the answer, then keep the connection or end it."""
        try:
            keep = bool(not fs.cancelled() and fs.result())
        except Exception:  # noqa: BLE001  (the thread has logged what failed)
            keep = False
        if conn.sock.left:
            conn.give(len(conn.sock.left))
            self._watch(conn, gthread.selectors.EVENT_WRITE, partial(self._send, keep))
        else:
            self._settle(conn, keep)

    def murder_pending(self) -> None:
        """End the connections whose time is over, and the oldest while they hold too much."""
        now = time.monotonic()
        if now < self._looked + 0.5:
            return
        self._looked = now
        for conn in list(self.pending_conns):
            if not (self.alive or conn.held):
                # It stops, and takes what is on its way.
                conn.timeout = min(conn.timeout, now + LINGER)
            if conn.timeout <= now:
                self._drop(conn)
        held = sum(conn.held for conn in self.pending_conns)
        while held > BUDGET:
            oldest = min(filter(_holds, self.pending_conns), key=_age)
            held -= oldest.held
            self._drop(oldest)

    def _watch(self, conn: Connection, event: int, then: Any) -> None:
        conn.sock.setblocking(False)
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, event, partial(then, conn))

    def _unwatch(self, conn: Connection) -> None:
        self.poller.unregister(conn.sock)
        self.pending_conns.remove(conn)

    def _drop(self, conn: Connection) -> None:
        self._unwatch(conn)
        self._end(conn)

    def _end(self, conn: Connection) -> None:
        self.nr_conns -= 1
        conn.close()

    def _make_room(self) -> None:
        if self.keepalived_conns:
            conn = self.keepalived_conns.popleft()
            self.poller.unregister(conn.sock)
            self._end(conn)
        elif self.pending_conns:
            self._drop(min(self.pending_conns, key=_age))

    def _read(self, conn: Connection, _socket: Any) -> None:
        """Take in what has come; once the request is whole, a thread answers it."""
        try:
            data = conn.sock.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._drop(conn)
            return
        conn.arrived += data
        self._go_on(conn)

    def _go_on(self, conn: Connection) -> None:
        told = conn.wanted
        whole = conn.is_whole()
        if refusal := conn.refusal():
            self._unwatch(conn)
            conn.arrived.clear()
            conn.sock.sendall(refusal)
            self._linger(conn)
        elif whole:
            self._unwatch(conn)
            self.enqueue_req(conn)
        elif conn.wanted and not told:
            # The head is there: the body has time by its length.
            conn.give(conn.wanted)
            if conn.expects():
                conn.sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _send(self, keep: bool, conn: Connection, _socket: Any) -> None:
        try:
            done = conn.sock.flush()
        except OSError:
            self._drop(conn)
            return
        if done:
            self._unwatch(conn)
            self._settle(conn, keep)

    def _settle(self, conn: Connection, keep: bool) -> None:
        if not keep:
            self._linger(conn)
            return
        # What came together with the last request.
        conn.arrived = bytearray(conn.parser.unreader.take_buffered())
        if conn.arrived:
            conn.give(0)
            self._watch(conn, gthread.selectors.EVENT_READ, self._read)
            self._go_on(conn)
            return
        conn.sock.setblocking(False)
        conn.set_timeout()
        if not self.alive:
            conn.timeout = min(conn.timeout, time.monotonic() + gthread.STOP_KEEPALIVE_LINGER)
        self.keepalived_conns.append(conn)
        self.poller.register(
            conn.sock,
            gthread.selectors.EVENT_READ,
            partial(self.on_client_socket_readable, conn),
        )

    def _linger(self, conn: Connection) -> None:
        """Close for sending, and read on until the client closes: else it may lose the answer."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._end(conn)
            return
        conn.timeout = time.monotonic() + LINGER
        self._watch(conn, gthread.selectors.EVENT_READ, self._discard)

    def _discard(self, conn: Connection, _socket: Any) -> None:
        with contextlib.suppress(BlockingIOError):
            try:
                data = conn.sock.recv(_PIECE)
            except ConnectionError:
                data = b""
            if not data:
                self._drop(conn)


def _age(conn: Connection) -> float:
    return conn.began


def _holds(conn: Connection) -> bool:
    return conn.held > 0
