"""Record files on disk."""

from collections.abc import Iterable
from pathlib import Path


def record_files(paths: Iterable[str | Path]) -> list[Path]:
    """The files named, and the ``*.json`` in the folders named, each once, in order of name.

    Raises ``FileNotFoundError`` for a path that is neither.
    """
    files: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            files |= dict.fromkeys(sorted(path.glob("*.json")))
        elif path.exists():
            files[path] = None
        else:
            raise FileNotFoundError(str(path))
    return list(files)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is either whole or absent, whenever the command is stopped."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
