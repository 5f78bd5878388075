"""Rows as the pages of pledges, people and documents print them, until these have their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ..addresses import address
from ..reading.labels import labels

__all__ = ["DocumentLink", "Named", "Rows", "document_columns", "document_link", "labels"]

T = TypeVar("T")


class Rows(list[T]):
    """Rows at the other end of a relation, under the name that a manager gives them."""

    def all(self) -> "Rows[T]":
        """The rows."""
        return self


@dataclass(frozen=True, slots=True)
class Named:
    """A participant, a person or a document: its name and its page."""

    name: str
    url: str
    kind: str = ""
    code: str = ""

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return self.url


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document as lists name it."""

    title: str
    symbol: str
    language: str
    url: str

    def get_absolute_url(self) -> str:
        """The page of the document."""
        return self.url


def document_columns(path: str) -> list[str]:
    """What :func:`document_link` reads."""
    return [f"{path}__{name}" for name in ("title", "symbol", "language", "key")]


def document_link(values: Sequence[Any]) -> DocumentLink:
    """The document of which ``document_columns()`` were read."""
    title, symbol, language, key = values
    return DocumentLink(title, symbol, language, address("document", key))
