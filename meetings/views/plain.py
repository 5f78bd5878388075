"""Rows as templates print them, without the machinery of a model."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ..addresses import address, addresses
from ..reading.labels import labels as labels

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
class Voice:
    """A speaker of a statement, as :class:`meetings.models.Speaker` has it."""

    participant: Named | None
    person: Named | None
    printed: str
    title: str
    capacity: str

    def __str__(self) -> str:
        return str(self.person or self.participant or self.printed or self.title)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement as links name it: its meeting's slug, its number and who said it."""

    slug: str
    number: int
    collective: str
    speakers: Rows[Voice]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement of which the number alone is printed."""

    number: int


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


#: how many columns a voice has
VOICE = 9


def voice_columns(path: str = "") -> list[str]:
    """What :func:`voice_reader` reads of the speaker at ``path``."""
    names = ("printed", "title", "capacity")
    body = ("name", "slug", "kind", "code")
    return [
        *(path + name for name in names),
        *(f"{path}participant__{name}" for name in body),
        f"{path}person__name",
        f"{path}person__key",
    ]


def voice_reader() -> Callable[[Sequence[Any]], Voice | None]:
    """What makes speakers of one page of ``voice_columns()``; None where a join found none.

    The same columns give the same voice: few speakers say much.
    """
    known: dict[tuple[Any, ...], Voice | None] = {}
    body_url, person_url = addresses("participant"), addresses("person")

    def read(values: Sequence[Any]) -> Voice | None:
        told = tuple(values)
        if told not in known:
            known[told] = make(*told) if told[0] is not None else None
        return known[told]

    def make(
        printed: str,
        title: str,
        capacity: str,
        name: str,
        slug: str | None,
        kind: str,
        code: str | None,
        who: str,
        key: str | None,
    ) -> Voice:
        body = Named(name, body_url(slug), kind, code or "") if slug else None
        person = Named(who, person_url(key)) if key else None
        return Voice(body, person, printed, title, capacity)

    return read


def spoken(rows: Iterable[Sequence[Any]]) -> dict[int, Spoken]:
    """Statements by row number, of a row for each speaker, as ``spoken_columns()`` reads them."""
    found: dict[int, Spoken] = {}
    voice = voice_reader()
    for pk, slug, number, collective, *speaker in rows:
        if pk not in found:
            found[pk] = Spoken(slug, number, collective, Rows())
        one = voice(speaker)
        if one:
            found[pk].speakers.append(one)
    return found


def spoken_columns(path: str = "", key: str = "id") -> list[str]:
    """What :func:`spoken` reads of the statement at ``path``, told apart by ``key``."""
    names = [f"{path}{name}" for name in (key, "meeting__slug", "number", "collective")]
    return [*names, *voice_columns(f"{path}speakers__")]
