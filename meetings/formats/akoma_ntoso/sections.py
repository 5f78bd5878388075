"""Statements in the order said, in sections by session and agenda item."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from ...records.fields.statement import StatementRecord
from .gathered import PublicRecord
from .markup import child, element, own_attribute
from .speech import speech

#: the sections around a statement, from the outermost: what each is, and its key
Path = tuple[tuple[str, str], ...]


def agenda_section(of: PublicRecord) -> Any | None:
    """The section that lists the agenda; None where there is none."""
    if not of.record.agenda:
        return None
    made = element("debateSection", name="agenda", eId="agenda")
    listed = child(made, "blockList", eId="agenda__list")
    for item in of.record.agenda:
        entry = child(listed, "item", eId=f"agenda__item_{item.key}")
        child(child(entry, "p"), "process", item.title, refersTo=f"#agenda_{item.key}")
        if item.items:
            below = child(entry, "blockList", eId=f"agenda__item_{item.key}__list")
            for place, words in enumerate(item.items, start=1):
                eid = f"agenda__item_{item.key}__item_{place}"
                child(child(below, "item", eId=eid), "p", words)
    return made


def sections(of: PublicRecord, roles: dict[str, str]) -> Iterator[Any]:
    """The outermost sections with all inside, one after the other."""
    pledges: dict[int | None, list[int]] = defaultdict(list)
    for pledge in of.record.pledges:
        pledges[pledge.statement].append(pledge.number)
    paths = _Paths(of)
    opened: list[Any] = []
    current: Path = ()
    for statement in of.record.statements:
        path = paths.of(statement)
        if not opened or path != current:
            kept = _shared(path, current) if opened else 0
            if opened and kept == 0:
                yield opened[0]
            opened = [*opened[:kept], *paths.open(path[kept:], opened[kept - 1] if kept else None)]
            current = path
        opened[-1].append(speech(statement, of, roles, pledges.get(statement.number, [])))
    if opened:
        yield opened[0]


def _shared(path: Path, other: Path) -> int:
    """How many sections of two paths are the same, from the outermost."""
    shared = 0
    for one, another in zip(path, other, strict=False):
        if one != another:
            break
        shared += 1
    return shared


class _Paths:
    """Where statements stand, and the sections there: one that is taken up again has a number."""

    def __init__(self, of: PublicRecord) -> None:
        self._sessions = {session.key: session for session in of.record.sessions}
        self._agenda = {item.key: item for item in of.record.agenda}
        self._opened: Counter[str] = Counter()

    def of(self, statement: StatementRecord) -> Path:
        """The sections around a statement."""
        path: Path = ()
        key = statement.session
        while key and ("session", key) not in path:
            path = (("session", key), *path)
            key = self._sessions[key].part_of
        if statement.agenda:
            path = (*path, ("agenda", statement.agenda))
        return path or (("statements", ""),)

    def open(self, path: Path, parent: Any) -> Iterator[Any]:
        """New sections, each inside the one before."""
        for kind, key in path:
            made = self._section(kind, key)
            if parent is not None:
                parent.append(made)
            yield made
            parent = made

    def _section(self, kind: str, key: str) -> Any:
        eid = f"dbsect_{kind}_{key}" if key else f"dbsect_{kind}"
        self._opened[eid] += 1
        if self._opened[eid] > 1:
            eid = f"{eid}__{self._opened[eid]}"
        made = element("debateSection", eId=eid, name=kind)
        if kind == "session":
            session = self._sessions[key]
            made.set("refersTo", f"#session_{key}")
            child(made, "heading", session.title)
            own_attribute(made, "date", session.date)
            own_attribute(made, "kind", session.kind)
        elif kind == "agenda":
            made.set("refersTo", f"#agenda_{key}")
            child(made, "heading", self._agenda[key].title)
        return made
