"""Texts of documents as revisions hold them, each once."""

import hashlib
import zlib
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .parts import NaturalKey


def digest(text: str) -> str:
    """The SHA-256 of the UTF-8 bytes of a text, as revisions name it."""
    return hashlib.sha256(text.encode()).hexdigest()


class SourceTextQuerySet(models.QuerySet[Any]):
    """Texts of revisions."""

    def get_by_natural_key(self, sha256: str) -> Any:
        """The text of that digest. Raises ``DoesNotExist``."""
        return self.get(sha256=sha256)


class SourceText(NaturalKey):
    """A text that a document had when a revision was stored, packed; never changed.

    Revisions refer to it by the SHA-256 of its UTF-8 bytes. No page leads to it but theirs.
    """

    natural_lookups = ("sha256",)

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    packed = models.BinaryField(_("packed text"))

    objects = models.Manager.from_queryset(SourceTextQuerySet)()

    class Meta:
        ordering = ["sha256"]
        verbose_name = _("text of revisions")
        verbose_name_plural = _("texts of revisions")
        default_permissions = ()

    def __str__(self) -> str:
        return self.sha256

    @classmethod
    def of(cls, text: str) -> Self:
        """The row of a text, not stored yet."""
        return cls(sha256=digest(text), packed=zlib.compress(text.encode()))

    @property
    def text(self) -> str:
        """The text."""
        return zlib.decompress(self.packed).decode()
