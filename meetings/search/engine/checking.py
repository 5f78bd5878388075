"""Proof that the indexes hold what the tables hold, and that their triggers stand."""

from collections.abc import Callable, Iterator

from participants.models.search_text import stale_search_texts
from participants.words.indexing import FOLDING

from . import search_engine
from .base import ROWS_NAMED, SearchEngine
from .definition import INDEXES, Index
from .limits import without_time_limit

_Say = Callable[[str], None]
_BATCH = 1_000


def _silent(step: str) -> None:
    """Say nothing."""


def index_faults(using: str = "default", say: _Say = _silent) -> Iterator[str]:
    """What is wrong, one sentence each; nothing where index and tables agree.

    ``say`` is told each step before it begins.
    """
    engine = search_engine(using)
    if engine.folding() != FOLDING:
        yield "the words of the index were cut and folded by another release"
    with without_time_limit(using):
        for index in INDEXES:
            for step, faults in (
                ("triggers", _trigger_faults),
                ("rows", _row_faults),
                ("texts", _text_faults),
                ("words", _word_faults),
            ):
                say(f"{index.name}: {step}")
                yield from faults(engine, index)


def _trigger_faults(engine: SearchEngine, index: Index) -> Iterator[str]:
    existing = engine.existing_triggers()
    for trigger in engine.triggers(index):
        if trigger.name not in existing:
            yield f"{index.name}: the trigger {trigger.name} is missing or switched off"
        elif not engine.is_as_made(trigger, existing[trigger.name]):
            yield f"{index.name}: the trigger {trigger.name} is not as it should be"


def _row_faults(engine: SearchEngine, index: Index) -> Iterator[str]:
    """Rows without an entry, and entries without a row."""
    stored = engine.stored_keys_sql(index)
    keys = [
        f"SELECT {source.key('')} FROM {source.table} WHERE {source.number} IS NOT NULL"
        for source in index.sources
    ]
    for source, wanted in zip(index.sources, keys, strict=True):
        missing = f"{index.name}: rows of {source.table} are missing"
        yield from engine.faulty_rows(f"{wanted} EXCEPT {stored}", missing)
    yield from engine.faulty_rows(
        f"SELECT * FROM ({stored}) stored EXCEPT SELECT * FROM ({' UNION ALL '.join(keys)}) rows",
        f"{index.name}: entries of rows that are not there",
    )


def _text_faults(engine: SearchEngine, index: Index) -> Iterator[str]:
    """Rows whose column ``search_text`` does not hold the words of their text."""
    for source in index.sources:
        rows = source.model._base_manager.using(engine.using)
        stale: list[int] = []
        last = 0
        while batch := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk")[:_BATCH]):
            (first,), (last,) = batch[0], batch[-1]
            stale += [pk for pk, _words in stale_search_texts(rows.filter(pk__range=(first, last)))]
        if stale:
            some = ", ".join(map(str, stale[:ROWS_NAMED]))
            more = ", …" if len(stale) > ROWS_NAMED else ""
            yield f"{source.table}: search_text is stale: {len(stale)} (id {some}{more})"


def _word_faults(engine: SearchEngine, index: Index) -> Iterator[str]:
    return engine.stale_faults(index)
