"""The formats of others that are read, by name."""

from collections.abc import Callable, Sequence

from ..register import Register
from .akoma_ntoso import mapped_debate
from .given import GivenFile
from .mapping import Mapped, UnreadableFormat
from .popolo.nouns import mapped_popolo
from .tables.record import mapped_tables

#: makes a record file of what is given, at an address or one of its own; or nouns without a meeting
Reader = Callable[[Sequence[GivenFile], str, Register, str], Mapped]


def _debate(given: Sequence[GivenFile], source: str, register: Register, slug: str) -> Mapped:
    if len(given) != 1:
        raise UnreadableFormat("A debate is one file; give that one alone.")
    return mapped_debate(given[0].data, source, register, slug)


FORMATS: dict[str, Reader] = {
    "akoma-ntoso": _debate,
    "csv": mapped_tables,
    "popolo": mapped_popolo,
}
