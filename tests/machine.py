"""What this machine has for tests: PostgreSQL, a Chromium, redis-server, and what npm installs.

`python -m tests.machine` says in a line each what is missing; with CI=true that is a failure.
"""

import os
import shutil
import sys
from pathlib import Path

import psycopg

POSTGRESQL_URL = os.environ.get(
    "TEST_POSTGRESQL_URL", "postgres://postgres@127.0.0.1:5432/postgres"
)
#: the Nu Html Checker, as `npm ci` installs it
CHECKER = Path(__file__).resolve().parents[1] / "node_modules/vnu-jar/build/dist/vnu.jar"
#: a reader of the tags in the head of pages, and the schema of sitemaps, as `npm ci` installs them
TAG_READER = CHECKER.parents[3] / "html-metadata"
SITEMAP_SCHEMA = CHECKER.parents[3] / "sitemap/schema/sitemap.xsd"
IN_CI = os.environ.get("CI") == "true"


def chromium() -> str | None:
    """The Chromium that browser tests drive, or None."""
    named = os.environ.get("CHROMIUM", "")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    return next((path for path in map(shutil.which, names) if path), None)


def redis_server() -> str | None:
    """The program that tests start a Redis of their own with, or None."""
    return shutil.which("redis-server")


def html_checker() -> list[str]:
    """The command that checks HTML, without its arguments; empty where a part of it is missing."""
    java = shutil.which("java")
    return [java, "-jar", str(CHECKER)] if java and CHECKER.is_file() else []


def tag_reader() -> list[str]:
    """The command that reads the tags of HTML files; empty where a part of it is missing."""
    node = shutil.which("node")
    script = Path(__file__).parent / "meetings/formats/page_meta/read_tags.cjs"
    return [node, str(script)] if node and TAG_READER.is_dir() else []


def postgresql_answers() -> bool:
    """Whether the PostgreSQL server for tests lets us in."""
    try:
        psycopg.connect(POSTGRESQL_URL, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def missing() -> dict[str, str]:
    """Marker of the tests that cannot run here, with the reason in a line."""
    reasons = {}
    if not postgresql_answers():
        where = POSTGRESQL_URL.rpartition("@")[2]
        reasons["postgresql"] = (
            f"Not tested on PostgreSQL: no server lets us in at {where} (TEST_POSTGRESQL_URL)."
        )
    if chromium() is None:
        reasons["browser"] = "Not tested in a browser: no Chromium is found (CHROMIUM)."
    if redis_server() is None:
        reasons["redis"] = "Not tested with a shared cache: the program redis-server is not found."
    if not html_checker():
        reasons["nu"] = "HTML is not checked: no Java runtime is found, or no npm to fetch vnu-jar."
    if not tag_reader() or not SITEMAP_SCHEMA.is_file():
        reasons["npm"] = (
            "Tags and sitemaps are not judged: no Node.js, or no npm to fetch packages."
        )
    return reasons


def main() -> int:
    """Print what is missing; the exit code is 0, 3 without PostgreSQL, or 1 where CI lacks any."""
    reasons = missing()
    for reason in reasons.values():
        print(reason, flush=True)  # noqa: T201  (it is what this program is for)
    if reasons and IN_CI:
        return 1
    return 3 if "postgresql" in reasons else 0


if __name__ == "__main__":
    sys.exit(main())
