"""A format in which one thing is taken along: the address of its page, with an extension."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

#: the address of the page of a noun, without the slash at its end
PATHS = {
    "meeting": "meetings/<slug:slug>",
    "statement": "meetings/<slug:slug>/statements/<number:number>",
    "pledge": "meetings/<slug:slug>/pledges/<number:number>",
    "participant": "participants/<slug:slug>",
    "person": "people/<slug:key>",
    "topic": "topics/<slug:slug>",
    "series": "series/<slug:slug>",
    "document": "documents/<slug:key>",
}


class NotMade(Exception):  # noqa: N818  (it is an answer)
    """A file that is not made, and why, in words.

    ``status`` is 400 where something else is to be asked for, 503 where the same may be asked for
    later, after so many ``seconds`` where that is known.
    """

    def __init__(self, words: str, seconds: int = 0, *, status: int = 503) -> None:
        super().__init__(words)
        self.words, self.seconds, self.status = words, seconds, status


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of a noun.

    ``write`` takes the words of the address (slug or key, and number) and gives the file; None
    where no public row has that address; it may raise :class:`NotMade`. ``label`` is what a link
    says; ``is_download``, whether a browser keeps the file where it could show it.
    """

    noun: str
    extension: str
    media_type: str
    label: Any
    write: Callable[..., bytes | None]
    is_download: bool = False

    @property
    def route(self) -> str:
        """The name of its address: "meeting_json"."""
        return f"{self.noun}_{self.extension.replace('.', '_')}"

    @property
    def path(self) -> str:
        """The pattern of its address."""
        return f"{PATHS[self.noun]}.{self.extension}"

    def address(self, *words: str | int) -> str:
        """The address of the file of one thing."""
        return reverse(self.route, args=words)

    def name(self, *words: str | int) -> str:
        """What the file is called where it is kept: "fhs-3-statement-12.bib"."""
        slug, *number = words
        parts = [str(slug), *([self.noun, str(number[0])] if number else [])]
        return f"{'-'.join(parts)}.{self.extension}"
