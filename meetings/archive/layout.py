"""Where what stands in the folder of an archive, and what its files say of versions."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

#: is told of each record: how many are done, of how many, and which it is
Tell = Callable[[int, int, str], None]
#: says what the folder is; raised when something is kept another way
FORMAT = 1


class Manifest(Struct):
    """What the archive is; written last, so that a folder without it is not whole."""

    format: int
    records: int
    versions: int


class VersionEntry(Struct):
    """A version that the public could read; the file of one that is withdrawn is kept, too."""

    number: int
    when: datetime
    action: str
    sha256: str
    withdrawn: datetime | None


class RecordEntry(Struct):
    """A published record: when it was changed last, and its versions, the first one first."""

    slug: str
    updated_at: datetime
    versions: list[VersionEntry]


class WithdrawnEntry(Struct):
    """A withdrawn record: the addresses that are gone, and since when."""

    slug: str
    former: list[str]
    when: datetime | None


class Elsewhere(Struct):
    """Addresses of meetings that have no record file of their own here.

    ``stubs`` are meetings that records only name, each
    with the addresses that it had before.
    """

    withdrawn: list[WithdrawnEntry]
    stubs: dict[str, list[str]]


class Layout:
    """The paths of an archive in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = folder / "register.json"
        self.participants = folder / "participants.json"
        self.elsewhere = folder / "elsewhere.json"
        self.pages = folder / "pages.json"
        self.records = folder / "records"
        self.versions = folder / "versions"

    def record(self, slug: str) -> Path:
        """The record file of a record."""
        return self.records / f"{slug}.json"

    def entry(self, slug: str) -> Path:
        """What is told of its versions."""
        return self.versions / f"{slug}.json"

    def version(self, slug: str, number: int) -> Path:
        """The record file of one version of it."""
        return self.versions / slug / f"{number}.json"


def written(value: object) -> bytes:
    """A file of the archive that is no record file."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
