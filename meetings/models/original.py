"""The file that the text of a document was read from, as it was uploaded."""

from typing import Any, Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .document import Document
from .parts import NaturalKey


def stored_name(original: "Original", _name: str) -> str:
    """Where a file is kept: by the digest of its bytes, whatever it was called."""
    return f"originals/{original.sha256[:2]}/{original.sha256}"


class OriginalQuerySet(models.QuerySet[Any]):
    """Uploaded files."""

    def get_by_natural_key(self, key: str) -> Self:
        """The file of the document of that key. Raises ``DoesNotExist``."""
        return self.get(document__key=key)


class Original(NaturalKey):
    """An uploaded file, kept with its document: staff fetch it, the public never.

    ``sha256`` is over the bytes of the file; that of the document over its text.
    """

    natural_lookups = ("document__key",)

    document = models.OneToOneField(Document, models.CASCADE, related_name="original")
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200)
    name = models.CharField(_("name of the file"), max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)

    objects = models.Manager.from_queryset(OriginalQuerySet)()

    class Meta:
        ordering = ["document"]
        verbose_name = _("original file")
        verbose_name_plural = _("original files")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


def delete_file(instance: Original, using: str, **_: Any) -> None:
    """Receiver of ``post_delete``: the file goes with its row, once that is gone for good."""
    storage, name = instance.file.storage, str(instance.file.name)
    transaction.on_commit(lambda: storage.delete(name), using=using, robust=True)
