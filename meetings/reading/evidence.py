"""What values rest on: the words of a source, or a reason; and the part of a record that has them.

A part is a statement, a pledge, a session …, or the meeting itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..addresses import address, numbered_address
from ..models.owned import PARTS
from .links import DocumentLink


class PartPlace(NamedTuple):
    """What a part is in words, and where it is shown: at an ``anchor`` of its meeting's page.

    One with a page of its own, or of what it belongs to, names the ``route``, and
    :class:`OwnerRow` has its number: ``update_number``.
    """

    words: str | Promise
    anchor: str
    route: str = ""


#: each of :data:`PARTS`, and the meeting itself
PLACES = {
    "statement": PartPlace(_("Statement"), "#statements"),
    "pledge": PartPlace(_("Pledge"), "#pledges"),
    "update": PartPlace(_("Update of a pledge"), "#pledges", "pledge"),
    "figure": PartPlace(_("Figure"), "#figures"),
    "delegation": PartPlace(_("Delegation"), "#delegations"),
    "delegate": PartPlace(_("Person"), "#delegations"),
    "agenda_item": PartPlace(_("Agenda item"), "#agenda"),
    "session": PartPlace(_("Session"), "#statements"),
    "relation": PartPlace(_("Related meeting"), "#related"),
    "reference": PartPlace(_("Document referred to"), "#references"),
    "meeting": PartPlace(_("The meeting"), ""),
}


# Without slots: rows of several kinds have these fields beside those of their own.
@dataclass
class OwnerRow:
    """The part: its number, and what names it. Of the others nothing is there."""

    statement_id: int | None
    pledge_id: int | None
    update_id: int | None
    figure_id: int | None
    delegation_id: int | None
    delegate_id: int | None
    agenda_item_id: int | None
    session_id: int | None
    relation_id: int | None
    reference_id: int | None
    pledge_title: Annotated[str | None, F("pledge__title")]
    update_number: Annotated[int | None, F("update__pledge__number")]
    update_title: Annotated[str | None, F("update__pledge__title")]
    figure_text: Annotated[str | None, F("figure__text")]
    participant_name: Annotated[str | None, F("delegation__participant__name")]
    person_name: Annotated[str | None, F("delegate__person__name")]
    delegate_printed: Annotated[str | None, F("delegate__printed")]
    delegate_title: Annotated[str | None, F("delegate__title")]
    agenda_item_title: Annotated[str | None, F("agenda_item__title")]
    session_title: Annotated[str | None, F("session__title")]
    relation_printed: Annotated[str | None, F("relation__printed")]
    reference_title: Annotated[str | None, F("reference__document__title")]
    reference_symbol: Annotated[str | None, F("reference__document__symbol")]

    @property
    def part(self) -> str:
        """The name of the part in :data:`PARTS`; ``meeting`` where it is none of them."""
        return next((name for name in PARTS if self.number_of(name) is not None), "meeting")

    def number_of(self, part: str) -> int | None:
        """The row number of the part of that name; None for the meeting itself."""
        number: int | None = None if part == "meeting" else getattr(self, f"{part}_id")
        return number

    @property
    def name(self) -> str:
        """What the part is called; a statement is called by its number, which is not read here."""
        reference = with_symbol(self.reference_title, self.reference_symbol)
        person = self.person_name or self.delegate_printed or self.delegate_title
        names = (
            *(self.pledge_title, self.update_title, self.figure_text, self.participant_name),
            *(person, self.agenda_item_title, self.session_title, self.relation_printed),
            reference,
        )
        return next(filter(None, names), "")

    @property
    def words(self) -> str:
        """What the part is, and what it is called: "Figure: 50 countries"."""
        words = str(PLACES[self.part].words)
        return words if self.part == "meeting" else f"{words}: {self.name}"

    def address_at(self, meeting: str) -> str:
        """The page of the part, or where the page of the meeting with that slug shows it."""
        place = PLACES[self.part]
        if place.route:
            return numbered_address(place.route, meeting, getattr(self, f"{self.part}_number"))
        return address("meeting", meeting) + place.anchor


def with_symbol(title: str | None, symbol: str | None) -> str:
    """A document by its title, and its symbol where it has one."""
    return f"{title} ({symbol})" if symbol else title or ""


@dataclass(slots=True)
class QuoteRow:
    """The words of a source."""

    exact: str
    document: DocumentLink


@dataclass(slots=True)
class InferredRow:
    """A value that is not in the source: its path in the record, and the reason."""

    path: Annotated[str, F("field")]
    reason: str

    def is_of(self, name: str) -> bool:
        """Whether it is of that field, or of a part of it."""
        return self.path.split("/")[0] == name


def reasons_of(inferred: Iterable[InferredRow], *names: str) -> str:
    """Why values of the fields of these names are inferred; empty where they are printed."""
    return " ".join(row.reason for row in inferred if any(map(row.is_of, names)))
