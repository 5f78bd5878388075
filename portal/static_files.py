"""Static files as a public site keeps them: hashed, compressed, styles without comments."""

import re
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: our own styles; those of Django's admin stay as they are
OWN_STYLES = re.compile(r"css/[^/]+\.css")
_STRING = re.compile(r'("[^"]*")')


def smaller(style: str) -> str:
    """A style sheet without comments and needless white space; strings are left alone."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    parts = _STRING.split(bare)
    parts[::2] = [_tight(part) for part in parts[::2]]
    return "".join(parts).strip()


def _tight(style: str) -> str:
    collapsed = re.sub(r"\s+", " ", style)
    return re.sub(r": ", ":", re.sub(r" ?([{};,]) ?", r"\1", collapsed))


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Makes our style sheets smaller when they are collected."""

    def _save(self, name: str, content: Any) -> str:
        if OWN_STYLES.fullmatch(name.replace("\\", "/")):
            # It was read to its end for the hash in its name.
            content.seek(0)
            content = ContentFile(smaller(content.read().decode()).encode(), name=name)
        return str(super()._save(name, content))
