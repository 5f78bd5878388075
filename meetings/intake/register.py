"""The names that the register knows, as rules need them: plain values without a database."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KnownParticipant:
    """A participant: ``key`` is what record files call it (ISO alpha-3 code, else slug)."""

    key: str
    name: str
    kind: str
    #: every name it goes by, its short and formal name among them
    names: tuple[str, ...] = ()
    #: the key of the body it is part of
    part_of: str = ""
    #: its address, which is the key where it has no code
    slug: str = ""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person: ``key`` is what record files call them."""

    key: str
    name: str
    sort_name: str = ""
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic of the register, with what it is abbreviated to and the name of its broader topic."""

    name: str
    abbreviation: str = ""
    broader: str = ""


@dataclass(frozen=True, slots=True)
class KnownSeries:
    """A series of meetings."""

    slug: str
    name: str


@dataclass(frozen=True)
class Register:
    """Whom and what the register knows by name."""

    participants: tuple[KnownParticipant, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    topics: tuple[KnownTopic, ...] = ()
    series: tuple[KnownSeries, ...] = ()
    _by_key: dict[str, KnownParticipant] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._by_key.update((known.key, known) for known in self.participants)

    def participant(self, key: str) -> KnownParticipant:
        """The participant of a key; raises ``KeyError`` where there is none."""
        return self._by_key[key]

    def knows(self, key: str) -> bool:
        """Whether there is a participant of that key."""
        return key in self._by_key

    def is_state(self, key: str) -> bool:
        """Whether the key is that of a state or an observer that is one."""
        return key in self._by_key and self._by_key[key].kind in (
            "state",
            "former state",
            "observer",
        )
