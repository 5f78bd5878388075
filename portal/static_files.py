"""Static files as a public site keeps them: hashed, compressed, styles joined, without comments."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: our own styles; those of Django's admin stay as they are
OWN_STYLES = re.compile(r"css/[^/]+\.css")
_STRING = re.compile(r'("[^"]*")')
_IMPORT = re.compile(r'@import "([^"/]+\.css)";')


def smaller(style: str) -> str:
    """A style sheet without comments and needless white space; strings are left alone."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    parts = _STRING.split(bare)
    parts[::2] = [_tight(part) for part in parts[::2]]
    return "".join(parts).strip()


def _tight(style: str) -> str:
    collapsed = re.sub(r"\s+", " ", style)
    return re.sub(r": ", ":", re.sub(r" ?([{};,]) ?", r"\1", collapsed))


def joined(style: str, read: Callable[[str], str]) -> str:
    """A style sheet with those that it imports in their places; ``read`` gives one by its name."""
    return _IMPORT.sub(lambda found: read(found[1]), style)


class _Joined:
    """The storage that our style sheets are collected from; each holds what it imports."""

    def __init__(self, storage: Any) -> None:
        self._storage = storage

    def open(self, name: str) -> Any:
        """One sheet, joined."""
        return ContentFile(joined(self._read(name), self._beside(name)).encode(), name=name)

    def _read(self, name: str) -> str:
        with self._storage.open(name) as file:
            return str(file.read().decode())

    def _beside(self, name: str) -> Callable[[str], str]:
        folder = PurePosixPath(name.replace("\\", "/")).parent
        return lambda other: self._read(str(folder / other))


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Joins our style sheets and makes them smaller when they are collected."""

    def post_process(
        self, paths: Mapping[str, tuple[Any, str]], *args: Any, **options: Any
    ) -> Iterator[Any]:
        """Hash and compress what was collected, our sheets joined."""
        sources = {
            name: (_Joined(storage), path) if _is_own(name) else (storage, path)
            for name, (storage, path) in paths.items()
        }
        yield from super().post_process(sources, *args, **options)

    def _save(self, name: str, content: Any) -> str:
        if _is_own(name):
            # It was read to its end for the hash in its name.
            content.seek(0)
            content = ContentFile(smaller(content.read().decode()).encode(), name=name)
        return str(super()._save(name, content))


def _is_own(name: str) -> bool:
    return OWN_STYLES.fullmatch(name.replace("\\", "/")) is not None
