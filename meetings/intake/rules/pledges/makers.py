"""Who promises, and who acts before a verb."""

from dataclasses import dataclass
from typing import Any

from ...parts import Part


@dataclass(frozen=True, slots=True)
class Makers:
    """Who promises: participants (and persons) as a record file has them, or a collective."""

    by: tuple[tuple[tuple[str, str], ...], ...] = ()
    collective: str = ""
    #: the name of a body that the register does not know: it is left to the curator
    unknown: str = ""

    @classmethod
    def named(cls, keys: list[str]) -> "Makers":
        """Participants by key, each once."""
        return cls(tuple((("participant", key),) for key in dict.fromkeys(keys)))

    @property
    def keys(self) -> set[str]:
        """The participants among them."""
        return {dict(entry).get("participant", "") for entry in self.by} - {""}

    @property
    def values(self) -> dict[str, Any]:
        """``by`` and ``collective`` of a pledge."""
        return {"by": [dict(entry) for entry in self.by], "collective": self.collective}

    def are(self, other: "Makers") -> bool:
        """Whether both are the same participants or the same collective."""
        return (self.keys, self.collective) == (other.keys, other.collective)

    def __bool__(self) -> bool:
        """Whether anybody promises."""
        return bool(self.by or self.collective or self.unknown)


def makers_of(statement: Part | None) -> Makers:
    """Who says a statement."""
    if statement is None:
        return Makers()
    by: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    unknown = []
    for speaker in statement.values.get("speakers") or ():
        entry = {key: speaker[key] for key in ("participant", "person") if speaker.get(key)}
        if not entry:
            unknown.append(str(speaker.get("printed") or ""))
        else:
            by.setdefault(
                (entry.get("participant", ""), entry.get("person", "")), tuple(entry.items())
            )
    collective = str(statement.values.get("collective") or "")
    return Makers(tuple(by.values()), collective, ", ".join(filter(None, unknown)))


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts before a verb: ``self`` (the speaker), ``named``, ``elided``, ``other``."""

    kind: str
    start: int
    makers: Makers
    #: the words, where it is ``self``
    words: str = ""
