"""What a page depends on beside the records: the code, its templates, and the site's settings.

Equal in all processes and on all machines that serve the same release with the same settings.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FOLDERS = ("portal", "meetings", "participants", "templates", "locale", "static")
SUFFIXES = {".py", ".html", ".txt", ".json", ".mo", ".css", ".js"}
#: settings that pages show or lean on
SETTINGS = ("SITE_NAME", "SITE_URL", "LANGUAGE_CODE", "TIME_ZONE", "STATIC_URL", "DEBUG")


class Release(NamedTuple):
    """A digest of all of it, and when the newest file was written (seconds since 1970)."""

    digest: str
    written: int


@cache
def release() -> Release:
    """The release that this process serves; the files are read once."""
    digest = blake2b(digest_size=12)
    written = 0
    for path in _files(settings.BASE_DIR):
        digest.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode())
        digest.update(blake2b(path.read_bytes()).digest())
        written = max(written, int(path.stat().st_mtime))
    for name in SETTINGS:
        digest.update(f"{name}={getattr(settings, name)!r}\0".encode())
    return Release(digest.hexdigest(), written)


def _files(base: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted(path for path in (base / folder).rglob("*") if path.suffix in SUFFIXES)
    # Names of the static files with their digests, where they were collected.
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.is_file() and manifest.is_relative_to(base):
        yield manifest
