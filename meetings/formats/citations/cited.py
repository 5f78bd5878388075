"""``Cited``: what a citation says of one thing, whatever its style."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from ...addresses import whole_address
from ...reading.links import Link
from ..page_meta.citable import Creator


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A document that the thing rests on."""

    title: str
    symbol: str = ""
    publisher: str = ""

    def __str__(self) -> str:
        title = f"{self.title} ({self.symbol})" if self.symbol else self.title
        return f"{title}, {self.publisher}" if self.publisher else title


@dataclass(frozen=True, slots=True)
class Pin:
    """The published version that is cited, and the SHA-256 of its record file."""

    number: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A thing to be cited: ``noun`` is "meeting", "statement" or "pledge".

    ``who`` names speakers or makers with their bodies in words; ``date`` is EDTF, ``date_words``
    the same in words; ``genre`` says what kind of words they are ("Reported statement"). ``path``
    is the permanent page; ``notes`` are capacities; ``marks`` say what is inferred, with reasons.
    """

    noun: str
    slug: str
    title: str
    path: str
    accessed: datetime.date
    number: int = 0
    creators: Sequence[Creator] = ()
    who: str = ""
    genre: str = ""
    meeting: str = ""
    date: str = ""
    date_words: str = ""
    place: str = ""
    language: str = ""
    topics: Sequence[str] = ()
    sources: Sequence[CitedSource] = ()
    notes: Sequence[str] = ()
    marks: Sequence[Link] = ()
    pin: Pin | None = None
    publisher: str = field(default_factory=lambda: settings.SITE_NAME)

    @property
    def key(self) -> str:
        """What a reference manager calls it: "fhs-3-statement-12"."""
        return f"{self.slug}-{self.noun}-{self.number}" if self.number else self.slug

    @property
    def pinned_path(self) -> str:
        """The address of the version, at the statement; the page where there is no version."""
        if self.pin is None:
            return self.path
        anchor = f"#p{self.number}" if self.noun == "statement" else ""
        return reverse("version", args=[self.slug, self.pin.number]) + anchor

    @property
    def url(self) -> str:
        """The whole address that a citation gives."""
        return whole_address(self.pinned_path)

    @property
    def verify_path(self) -> str:
        """The address that tells whether what is cited still stands; "" without a version."""
        if self.pin is None:
            return ""
        part = f"#pledge-{self.number}" if self.noun == "pledge" else ""
        asked = {"address": f"{self.pinned_path}{part}", "sha256": self.pin.sha256}
        return f"{reverse('verify')}?{urlencode(asked)}"

    @property
    def pin_words(self) -> str:
        """The version and its SHA-256, as citations have it in every language."""
        return f"Version {self.pin.number}, SHA-256 {self.pin.sha256}" if self.pin else ""

    @property
    def remarks(self) -> list[str]:
        """What has no field of its own: capacities, sources, what is inferred, the version."""
        sources = [f"Source: {source}" for source in self.sources]
        inferred = [f"{mark.text}: {mark.reason}" for mark in self.marks]
        pin = [self.pin_words] if self.pin else []
        return [*self.notes, *sources, *inferred, *pin]
