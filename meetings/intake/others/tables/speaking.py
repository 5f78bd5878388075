"""Who says or promises what stands in a row: participants with their people."""

from itertools import zip_longest

from ..mapping import Json
from .cells import Cells, pieces
from .doubts import Doubts
from .naming import Named, Naming
from .sheet import Row


class Speaking:
    """Makes the speakers of statements and the makers of pledges."""

    def __init__(self, naming: Naming, doubts: Doubts) -> None:
        self._naming, self._doubts = naming, doubts

    def makers(self, cells: Cells, row: Row) -> list[Json]:
        """The makers of a pledge: those that are known."""
        made = []
        for body, person in self._pairs(cells, row):
            maker = {"participant": body and body.key, "person": person and person.key}
            if any(maker.values()):
                made.append({name: key for name, key in maker.items() if key})
        return made

    def speakers(self, cells: Cells, row: Row) -> list[Json]:
        """The speakers of a statement; whoever is not known stands as printed."""
        pairs = self._pairs(cells, row)
        printed = self._each(cells, row, "printed", len(pairs))
        titles = self._each(cells, row, "title", len(pairs))
        capacities = self._each(cells, row, "capacity", len(pairs))
        others = self._naming.participants_of(cells, row, "on_behalf_of") if pairs else []
        on_behalf_of = [other.key for other in others if other.key]
        speakers: list[Json] = []
        for place, (body, person) in enumerate(pairs):
            named = [one for one in (person, body) if one]
            # What the register does not say stands as the cell has it.
            unsaid = [one.printed for one in named if not one.key or one.has_more]
            speaker: Json = {
                "person": person and person.key,
                "printed": printed[place] or ", ".join(unsaid),
                "title": titles[place],
                "capacity": capacities[place],
                "on_behalf_of": list(dict.fromkeys(on_behalf_of)),
            }
            kept = {name: value for name, value in speaker.items() if value}
            speakers.append({"participant": (body and body.key) or None, **kept})
        return speakers

    def _pairs(self, cells: Cells, row: Row) -> list[tuple[Named | None, Named | None]]:
        """Participants with their people: in order, or one participant with all of them."""
        bodies = self._naming.participants_of(cells, row, "participants")
        people = self._naming.people_of(cells, row, "people")
        if len(bodies) == 1 and people:
            return [(bodies[0], person) for person in people]
        if bodies and people and len(bodies) != len(people):
            said = f"{len(people)} people for {len(bodies)} participants: not told who is whose."
            self._note(cells, row, "people", said)
            return [*((body, None) for body in bodies), *((None, person) for person in people)]
        if not bodies and not people:
            return [(None, None)] if row.get("printed") else []
        return list(zip_longest(bodies, people))

    def _each(self, cells: Cells, row: Row, name: str, number: int) -> list[str]:
        """The words of a cell for each of the speakers."""
        cell = row.get(name)
        if number <= 1 or not cell:
            return [cell] * number
        parts = pieces(cell)
        if len(parts) == number:
            return parts
        if len(parts) == 1 and name == "printed":
            return parts * number
        said = f"“{cell}” for {number} speakers: not told whose it is; it stays in the source."
        self._note(cells, row, name, said)
        return [""] * number

    def _note(self, cells: Cells, row: Row, name: str, message: str) -> None:
        column = next(one.title for one in cells.sheet.table.columns if one.name == name)
        self._doubts.note(cells.sheet.file.name, row.line, column, message)
