"""A whole list as CSV: `python -m bench.downloads [/statements.csv …]`.

The portal runs under gunicorn with two workers on the register that DATABASE_URL names. Each file
is read as it comes, and thrown away; meanwhile the memory of the workers is looked at. It prints
lines, seconds, megabytes, and the memory of the larger worker before and at the peak.
"""

import http.client
import os
import sys
import time
from typing import NamedTuple

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()

from .serving import Server, served_portal

#: what is asked for where nothing is named
FILES = ("/statements.csv", "/pledges.csv", "/delegations.csv")
#: bytes read at once, and seconds between two looks at the memory
BLOCK, LOOK = 1 << 16, 0.25
#: seconds that the whole may take
LIMIT = 1800


class Download(NamedTuple):
    """What one file took; memory in KiB."""

    status: int
    lines: int
    size: int
    first_byte: float
    seconds: float
    before: int
    peak: int


def download(server: Server, address: str) -> Download:
    """Read a file to its end."""
    before = peak = max(server.memory())
    began = looked = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=LIMIT)
    connection.request("GET", address, headers={"Accept-Encoding": "identity"})
    response = connection.getresponse()
    first, lines, size = time.monotonic() - began, 0, 0
    while block := response.read(BLOCK):
        lines += block.count(b"\r\n")
        size += len(block)
        if time.monotonic() - looked > LOOK:
            peak, looked = max(peak, *server.memory()), time.monotonic()
    connection.close()
    return Download(response.status, lines, size, first, time.monotonic() - began, before, peak)


def print_downloads(addresses: list[str]) -> None:
    """Download each, and say what it took."""
    with served_portal(PAGE_CACHE="off") as server:
        for address in addresses:
            found = download(server, address)
            print(  # noqa: T201  (a program for people)
                f"{address}: {found.status}, {found.lines:,} lines, {found.size / 1e6:.1f} MB, "
                f"first byte {found.first_byte * 1000:.0f} ms, whole {found.seconds:.1f} s, "
                f"memory {found.before // 1024} → {found.peak // 1024} MB",
                flush=True,
            )


if __name__ == "__main__":
    print_downloads(sys.argv[1:] or list(FILES))
