"""A sample from the first row to the last index."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max
from django.utils.text import slugify

from meetings.derived.chronology import DAY, LAST_DAY, MEETING
from meetings.derived.facet_codes import FORMS, KINDS, FacetName, code
from meetings.derived.rebuild import tally_others_alone
from meetings.models import Meeting, Series, Topic
from meetings.search.engine.rebuilding import build_alone
from meetings.search.signals import index_rebuilt
from participants.models import Participant, ParticipantKind, Person

from . import progress as kept
from .cast import Named, Troupe, cast_troupe, person_name, series_names, topic_names
from .layout import Rows
from .making import Batches, made
from .phases import Say, phase
from .plan import MeetingPlan, Sizes, plan_meetings
from .progress import Progress
from .sources import real_topics, sample_words
from .stage import Codes, Stage
from .store import Store
from .tables import models_numbered, tables
from .words import Words

#: meetings in one transaction
BATCH = 200
#: smaller samples are made in this process: another would take longer to start
APART_FROM = 20_000


class SampleError(Exception):
    """A register that no sample can be written into; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a call did: the state at its end, and whether there was anything to do."""

    progress: Progress
    resumed: bool
    untouched: bool


def make_sample(
    statements: int,
    seed: int,
    records: Path,
    *,
    say: Say = lambda line: None,
    force: bool = False,
    batch: int = BATCH,
    using: str = "default",
) -> Made:
    """Write a sample, or go on with one that was interrupted.

    ``records`` is the folder of record files that words and topics are taken from. The
    register must hold the shipped participants and, unless ``force``, nothing else. Raises
    :class:`SampleError` otherwise, and where another sample is in it.
    """
    connection = connections[using]
    begun = time.monotonic()
    words = sample_words(records)
    found = _begun(connection, statements, seed)
    if found and found.done and found.indexed:
        return Made(found, resumed=False, untouched=True)
    sizes = Sizes.of(statements)
    store = store_of(connection)
    state = found or _open(connection, seed, sizes, words, real_topics(records), force)
    with store.session():
        if not state.done:
            _strip(connection, store, state)
            _write(connection, store, state, words, say, batch)
        with phase("what is searched", say):
            build_alone(using=using)
        with phase("lists", say):
            tally_others_alone()
        with phase("statistics", say):
            store.finish()
        state.indexed = True
        state.seconds += time.monotonic() - begun
        with transaction.atomic(using=using):
            kept.save(connection, state)
            # No trigger has counted what was written.
            index_rebuilt.send(None, using=using)
    return Made(state, resumed=found is not None, untouched=False)


def _write(
    connection: BaseDatabaseWrapper,
    store: Store,
    state: Progress,
    words: Words,
    say: Say,
    size: int,
) -> None:
    """Write the meetings that are missing, bring indexes back, and sum up."""
    stage, meetings = _staged(state, words)
    left = meetings[state.written :]
    batches = [left[start : start + size] for start in range(0, len(left), size)]
    # What any other meetings of the register add is summed up with it.
    table = store.targets["meeting_tally"].table
    counted = store.column(f"SELECT CAST(statements AS text) FROM {table}")  # noqa: S608 - our own name
    with made(stage, batches, counted, apart=state.statements >= APART_FROM) as rows:
        with phase("rows", say):
            _fill(connection, store, state, batches, rows, say)
        with phase("indexes", say):
            _restore(connection, store, state, say)
        with phase("counts of facets", say), transaction.atomic(using=connection.alias):
            store.replace_sums(rows)
            state.done = True
            kept.save(connection, state)


def store_of(connection: BaseDatabaseWrapper) -> Store:
    """The way to write many rows into that database."""
    if connection.vendor == "sqlite":
        from .sqlite import SqliteStore

        return SqliteStore(connection)
    from .postgresql import PostgresqlStore  # its driver is asked for only where it is used

    return PostgresqlStore(connection)


def _begun(connection: BaseDatabaseWrapper, statements: int, seed: int) -> Progress | None:
    """The sample that this register holds; raises SampleError where it is not the one wanted."""
    state = kept.read(connection)
    if state is None:
        return None
    if (state.statements, state.seed) != (statements, seed):
        raise SampleError(
            f"The register holds a sample of {state.statements:,} statements with seed"
            f" {state.seed}; make another one in a register of its own."
        )
    held = Meeting.objects.filter(pk__gt=state.base["meeting"]).count()
    if held < state.written:
        raise SampleError(
            f"Of {state.written:,} meetings written {held:,} are left; begin in a new register."
        )
    return state


def _participants() -> list[Named]:
    """Those who take part, ministries and parts of governments left out; in order of address."""
    rows = (
        Participant.objects.exclude(kind=ParticipantKind.MINISTRY)
        .filter(shipped=True)
        .order_by("slug")
    )
    found = [Named(pk, name) for pk, name in rows.values_list("pk", "name")]
    if not found:
        raise SampleError("The register holds no participants; load the shipped ones first.")
    return found


def _open(
    connection: BaseDatabaseWrapper,
    seed: int,
    sizes: Sizes,
    words: Words,
    topics: Sequence[str],
    force: bool,
) -> Progress:
    """Write what all meetings share, and the state with it."""
    if not force:
        for noun in (Meeting, Person, Topic, Series):
            if noun._default_manager.exists():
                raise SampleError(
                    f"The register holds {noun._meta.verbose_name_plural} of its own; a sample"
                    " belongs in an empty one. With --force it is written beside them."
                )
    with transaction.atomic(using=connection.alias):
        base = {
            kind: model._base_manager.aggregate(top=Max("pk"))["top"] or 0
            for kind, model in models_numbered().items()
        }
        rows = {
            "topic": _topics(topic_names(words, topics, sizes.topics)),
            "series": _named(Series, series_names(words, sizes.series)),
            "person": _people(sizes.people),
        }
        state = Progress(seed, sizes.statements, base, rows)
        kept.save(connection, state)
    return state


def _topics(names: list[str]) -> list[int]:
    known = dict(Topic.objects.filter(name__in=names).values_list("name", "pk"))
    fresh = [name for name in names if name not in known]
    known |= dict(zip(fresh, _named(Topic, fresh), strict=True))
    return [known[name] for name in names]


def _named(model: Any, names: list[str]) -> list[int]:
    """Row numbers of new rows with these names."""
    made = model.objects.bulk_create(
        model(slug=f"sample-{slugify(name)}"[:120], name=name) for name in names
    )
    return [row.pk for row in made]


def _people(count: int) -> list[int]:
    made = Person.objects.bulk_create(
        (Person(key=f"sample-delegate-{n}", name=person_name(n)) for n in range(1, count + 1)),
        batch_size=2_000,
    )
    return [row.pk for row in made]


def _staged(state: Progress, words: Words) -> tuple[Stage, list[MeetingPlan]]:
    """Plan and cast, the same at every start."""
    sizes, bodies = Sizes.of(state.statements), _participants()
    topics = dict(Topic.objects.values_list("pk", "name"))
    series = dict(Series.objects.values_list("pk", "name"))
    troupe: Troupe = cast_troupe(
        state.seed,
        sizes,
        bodies,
        [Named(pk, person_name(n)) for n, pk in enumerate(state.rows["person"], start=1)],
        [Named(pk, topics[pk]) for pk in state.rows["topic"]],
        [Named(pk, series[pk]) for pk in state.rows["series"]],
    )
    stage = Stage(state.seed, words, troupe, state.base, DAY, MEETING, LAST_DAY, _codes())
    return stage, plan_meetings(state.seed, sizes, len(bodies))


def _codes() -> Codes:
    """The numbers under which the counts of facets know values."""
    kinds = Participant.objects.values_list("pk", "kind")
    return Codes(
        code(FacetName.PARTICIPANT, 0),
        code(FacetName.PERSON, 0),
        code(FacetName.TOPIC, 0),
        code(FacetName.SERIES, 0),
        code(FacetName.YEAR, 0),
        {form: code(FacetName.FORM, number) for form, number in FORMS.items()},
        {pk: code(FacetName.KIND, KINDS[kind]) for pk, kind in kinds},
    )


def _strip(connection: BaseDatabaseWrapper, store: Store, state: Progress) -> None:
    """Take indexes and triggers away, and note in the same transaction how they come back."""
    if state.removed:
        return
    with transaction.atomic(using=connection.alias):
        changes = store.removable(tables())
        store.run(remove for remove, _restore in changes)
        state.restore = [restore for _remove, restore in changes]
        state.removed = True
        kept.save(connection, state)


def _fill(
    connection: BaseDatabaseWrapper,
    store: Store,
    state: Progress,
    batches: Batches,
    rows: Iterator[Rows],
    say: Say,
) -> None:
    """Write the batches that are missing, each in a transaction; the sums stay in ``rows``."""
    total = state.written + sum(map(len, batches))
    begun = time.monotonic()
    done = 0
    for batch, written in zip(batches, rows, strict=False):
        with transaction.atomic(using=connection.alias):
            store.write(written)
            state.written += len(batch)
            kept.save(connection, state)
        done += sum(plan.statements for plan in batch)
        rate = done / (time.monotonic() - begun)
        say(f"{state.written:,}/{total:,} meetings, {rate:,.0f} statements a second")


def _restore(connection: BaseDatabaseWrapper, store: Store, state: Progress, say: Say) -> None:
    """Bring indexes and triggers back, one a transaction."""
    count = len(state.restore)
    while state.restore:
        with transaction.atomic(using=connection.alias):
            store.run([state.restore[0]])
            state.restore = state.restore[1:]
            kept.save(connection, state)
    say(f"{count} indexes, constraints and triggers restored")
