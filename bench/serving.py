"""Servers on this machine: requests a second by wrk, latencies, and memory of the workers."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from .spread import spread

ROOT = Path(__file__).resolve().parent.parent
WORKERS, CONNECTIONS = 2, 8
_PER_SECOND = r"Requests/sec:\s+([\d.]+)"
_REQUESTS = r"(\d+) requests in"
_REFUSED = r"Non-2xx or 3xx responses: (\d+)"
_SCRIPT = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
local n = 0
request = function()
  n = n %% #paths + 1
  return wrk.format("GET", paths[n])
end
"""


class Server:
    """A program that answers on a port of this machine."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port, self.process = port, process

    def latencies(self, addresses: Sequence[str], limit: float) -> dict[str, float]:
        """Milliseconds of each request, one after another over one connection."""
        found: list[float] = []
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for address in addresses:
            start = time.perf_counter()
            connection.request("GET", address)
            response = connection.getresponse()
            response.read()
            if response.status >= 400:
                return {}
            found.append((time.perf_counter() - start) * 1000)
            if time.monotonic() - began > limit:
                break
        connection.close()
        return spread(found)

    def memory(self) -> list[int]:
        """KiB of each worker's own: the mapped file of SQLite is memory that the machine lends."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        pids = children.read_text().split() if children.exists() else []
        found = []
        for pid in pids:
            status = Path(f"/proc/{pid}/status").read_text()
            resident = re.search(r"RssAnon:\s+(\d+)", status)
            found.append(int(resident[1]) if resident else 0)
        return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int, **environment: str) -> Iterator[Server]:
    """Start a server, wait until it listens, and end it."""
    process = subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(port, process)
        yield Server(port, process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"Nothing listens on port {port}.")


@contextmanager
def served_portal(**environment: str) -> Iterator[Server]:
    """The portal under gunicorn, as in production, with two workers."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--access-logfile", "/dev/null"]
    with running(
        command,
        port,
        DJANGO_SETTINGS_MODULE="bench.settings",
        PORT=str(port),
        WEB_CONCURRENCY=str(WORKERS),
        PYTHONPATH=str(ROOT),
        **environment,
    ) as server:
        # The port is open before the workers have started.
        server.latencies(["/bench/hello/"] * 20, 60)
        yield server


class Rate(NamedTuple):
    """What wrk counted: requests a second, all requests, and those that failed."""

    per_second: float
    requests: int
    refused: int


def wrk(server: Server, addresses: Sequence[str], seconds: int) -> Rate | None:
    """How many requests are answered; None where wrk is not installed."""
    program = shutil.which("wrk")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        paths, script = Path(folder, "paths"), Path(folder, "paths.lua")
        paths.write_text("\n".join(addresses) + "\n")
        script.write_text(_SCRIPT % paths)
        command = [program, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s"]
        command += ["-s", str(script), f"http://127.0.0.1:{server.port}"]
        done = subprocess.run(  # noqa: S603 - our own command
            command, capture_output=True, text=True, check=True, timeout=seconds + 120
        )
    return Rate(
        float(_number(_PER_SECOND, done.stdout)),
        int(_number(_REQUESTS, done.stdout)),
        int(_number(_REFUSED, done.stdout)),
    )


def _number(pattern: str, printed: str) -> str:
    found = re.search(pattern, printed)
    return found[1] if found else "0"


def worker_memory(
    server: Server, addresses: Sequence[str], requests: int, limit: float
) -> list[tuple[int, list[int]]]:
    """Requests so far and resident KiB of the workers, in about ten steps; at most ``limit`` s."""
    steps, done, began = [(0, server.memory())], 0, time.monotonic()
    while done < requests and time.monotonic() - began < limit:
        rate = wrk(server, addresses, 5)
        if rate is None or not rate.requests:
            break
        done += rate.requests
        steps.append((done, server.memory()))
    return steps
