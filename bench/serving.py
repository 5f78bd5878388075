"""Requests a second under gunicorn, by wrk; memory of the workers; Datasette beside it."""

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

from .measure import spread

ROOT = Path(__file__).resolve().parent.parent
WORKERS, CONNECTIONS = 2, 8
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_COUNT = re.compile(r"(\d+) requests in")
_BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)")
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
        """Resident KiB of each worker."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        pids = children.read_text().split() if children.exists() else []
        found = []
        for pid in pids:
            status = Path(f"/proc/{pid}/status").read_text()
            resident = re.search(r"VmRSS:\s+(\d+)", status)
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
def portal(**environment: str) -> Iterator[Server]:
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


def wrk(server: Server, addresses: Sequence[str], seconds: int) -> tuple[float, int, int] | None:
    """Requests a second, requests and failures; None where wrk is not installed."""
    program = shutil.which("wrk")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        paths, script = Path(folder, "paths"), Path(folder, "paths.lua")
        paths.write_text("\n".join(addresses) + "\n")
        script.write_text(_SCRIPT % paths)
        done = subprocess.run(  # noqa: S603 - our own command
            [
                program,
                "-t1",
                f"-c{CONNECTIONS}",
                f"-d{seconds}s",
                "--timeout",
                "30s",
                "-s",
                str(script),
                f"http://127.0.0.1:{server.port}",
            ],
            capture_output=True,
            text=True,
            check=True,
            timeout=seconds + 120,
        )
    rate, count = _RATE.search(done.stdout), _COUNT.search(done.stdout)
    bad = _BAD.search(done.stdout)
    return (
        float(rate[1]) if rate else 0.0,
        int(count[1]) if count else 0,
        int(bad[1]) if bad else 0,
    )


def worker_memory(
    server: Server, addresses: Sequence[str], requests: int, limit: float
) -> list[tuple[int, list[int]]]:
    """Requests so far and resident KiB of the workers, in about ten steps; at most ``limit`` s."""
    steps, done, began = [(0, server.memory())], 0, time.monotonic()
    while done < requests and time.monotonic() - began < limit:
        found = wrk(server, addresses, 5)
        if found is None or not found[1]:
            break
        done += found[1]
        steps.append((done, server.memory()))
    return steps


DATASETTE_HOME = ROOT / "build" / "bench" / "datasette"


def datasette_program() -> Path | None:
    """Datasette in an environment of its own, made on first use; None where it is not to be had."""
    program = DATASETTE_HOME / "bin" / "datasette"
    if program.exists():
        return program
    DATASETTE_HOME.parent.mkdir(parents=True, exist_ok=True)
    try:
        for command in (
            [sys.executable, "-m", "venv", str(DATASETTE_HOME)],
            [str(DATASETTE_HOME / "bin" / "pip"), "install", "--quiet", "datasette"],
        ):
            subprocess.run(command, check=True, timeout=300, capture_output=True)  # noqa: S603 - our own command
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return program if program.exists() else None


@contextmanager
def datasette(program: Path, database: Path) -> Iterator[Server]:
    """Datasette over the file, time limits raised so that it may answer."""
    port = free_port()
    command = [str(program), "serve", str(database), "--port", str(port)]
    for setting in ("sql_time_limit_ms", "facet_time_limit_ms"):
        command += ["--setting", setting, "30000"]
    with running(command, port) as server:
        yield server
