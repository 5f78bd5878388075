"""What is given to be imported: a file, or the files of a folder or an archive."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .mapping import UnreadableFormat

#: bytes that all files together may have: they are held in memory whole
LARGEST = 50_000_000
_MOST_FILES = 100


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file: its name without a folder, and its bytes."""

    name: str
    data: bytes


def given_files(path: Path) -> list[GivenFile]:
    """The file at a path, or those straight in a folder, by name; hidden ones are left out.

    Raises ``OSError``, and :class:`UnreadableFormat` where they are too many or too large.
    """
    if not path.is_dir():
        return _within_bounds([path])
    return _within_bounds(
        [one for one in sorted(path.iterdir()) if one.is_file() and one.name[0] != "."]
    )


def _within_bounds(paths: list[Path]) -> list[GivenFile]:
    _refuse_many(len(paths))
    files, room = [], LARGEST
    for path in paths:
        with path.open("rb") as opened:
            # One more than may be read tells that there is more.
            data = opened.read(room + 1)
        room -= len(data)
        _refuse_large(room)
        files.append(GivenFile(path.name, data))
    return files


def unpacked(file: GivenFile) -> list[GivenFile]:
    """The files of a zip archive, whatever folders they are in; any other file is itself.

    Raises :class:`UnreadableFormat`.
    """
    if not file.data.startswith(b"PK") or file.name.lower().endswith((".xlsx", ".xlsm")):
        return [file]
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            return _members(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UnreadableFormat(f"{file.name} cannot be unpacked: {error}") from None


def _members(archive: zipfile.ZipFile) -> list[GivenFile]:
    members = [one for one in archive.infolist() if not one.is_dir() and not _is_hidden(one)]
    _refuse_many(len(members))
    files, room = [], LARGEST
    for member in sorted(members, key=lambda one: one.filename):
        with archive.open(member) as opened:
            data = opened.read(room + 1)
        room -= len(data)
        _refuse_large(room)
        files.append(GivenFile(PurePosixPath(member.filename).name, data))
    return files


def _is_hidden(member: zipfile.ZipInfo) -> bool:
    # What systems add by themselves: "__MACOSX/._statements.csv".
    return any(part.startswith((".", "__")) for part in PurePosixPath(member.filename).parts)


def _refuse_many(number: int) -> None:
    if number > _MOST_FILES:
        raise UnreadableFormat(f"These are {number} files; give those of one meeting alone.")


def _refuse_large(room: int) -> None:
    if room < 0:
        raise UnreadableFormat(
            f"The file has more than {LARGEST // 1_000_000} MB; divide it into sittings."
        )
