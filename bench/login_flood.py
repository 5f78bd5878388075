"""What readers wait for while eight clients guess passwords: `python -m bench.login_flood`.

The portal runs under gunicorn with two workers, on the shipped records in a register of its own;
public pages are made anew for each request. One reader asks for them one after another: alone;
beside eight readers of the front page, who ask again at once; beside eight clients that guess from
one address (the limits stop them); and where each attempt comes from an address of its own (the
limits do not, the slots do). A number of seconds for each case may follow. It ends with 1 where the
median beside who guesses is longer than beside who reads, and a little.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()

from .guessing import NAME
from .serving import ROOT, served_portal

SECONDS = 15
PAGES = (
    *("/", "/meetings/", "/meetings/fhs-3/", "/meetings/fhs-3/statements/38/", "/participants/"),
    *("/statements/?words=climate", "/search/?q=peace", "/pledges/", "/people/", "/topics/"),
)
#: the cases, and what bench.guessing is told of each
CASES = {"eight readers": "read", "one address": "one", "address each": "each"}
#: what the median may be longer beside who guesses than beside who reads: noise of the machine
NOISE = 1.25


@contextmanager
def guessing(port: int, mode: str) -> Iterator[dict[str, int]]:
    """Eight clients that guess while the block runs; afterwards, how they were answered."""
    command = [sys.executable, "-m", "bench.guessing", str(port), mode]
    answers: dict[str, int] = {}
    with subprocess.Popen(  # noqa: S603  # our own command
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as clients:
        # They open their connections first, and meet the limits that there are for them.
        time.sleep(4)
        yield answers
        told, _ = clients.communicate("", timeout=90)
        answers.update(json.loads(told))


def make_register(url: str) -> None:
    """The shipped records, and a Publisher whose password is hashed as on a public site."""
    settings = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": url,
        "DEBUG": "on",
        "SECRET_KEY": "only-to-measure-with-" * 3,
    }
    user = (
        "from django.contrib.auth.models import User;"
        f"User.objects.create_user({NAME!r}, password='nobody-guesses-this', is_staff=True)"
    )
    for words in (["migrate", "-v0"], ["start_register"], ["shell", "-v0", "-c", user]):
        subprocess.run(  # noqa: S603  # our own commands
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=settings,
            check=True,
            stdout=subprocess.DEVNULL,
        )


def measure(seconds: float) -> bool:
    """Print what the reader waits for in each case; whether guessing costs them no more."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'register.sqlite3')}"
        make_register(url)
        with served_portal(DATABASE_URL=url, PAGE_CACHE="off", TRUSTED_PROXIES="1") as server:
            server.latencies(PAGES, 30)
            alone = server.latencies(PAGES * 10_000, seconds)
            _say("alone", alone, {})
            medians = {}
            for case, mode in CASES.items():
                with guessing(server.port, mode) as answers:
                    found = server.latencies(PAGES * 10_000, seconds)
                _say(case, found, answers)
                medians[case] = found["p50"]
    allowed = medians.pop("eight readers") * NOISE
    return max(medians.values()) <= allowed


def _say(case: str, found: dict[str, float], answers: dict[str, int]) -> None:
    told = ", ".join(f"{count} × {status}" for status, count in sorted(answers.items()))
    print(  # noqa: T201  (it is what this program is for)
        f"{case:14} median {found['p50']:7.1f} ms   p95 {found['p95']:7.1f} ms   {told}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(0 if measure(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS) else 1)
