"""Loading a sample, from the first row to the last index."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max

from meetings.derived.rebuild import tally_others_alone
from meetings.models import Meeting, Series, Topic
from meetings.search.engine.rebuilding import build_alone
from meetings.search.signals import index_rebuilt
from participants.models import Person

from .apart import made_apart
from .batches import Batches, made_rows
from .lexicon import Lexicon, read_lexicon
from .plan import MeetingPlan, Sizes, plan_meetings
from .progress import Progress
from .row_kinds import ADDED, NUMBERED, Rows, meeting_tables, row_model
from .shared_rows import read_cast, shipped_participants, write_shared_rows
from .store import store_for

#: the record files that words and topics are taken from
RECORDS = settings.BASE_DIR / "fixtures" / "records"
#: meetings in one transaction
BATCH = 200
#: smaller samples are made in this process: another would take longer to start
APART_FROM = 20_000

Say = Callable[[str], None]


class SampleError(Exception):
    """A register that no sample can be written into; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call did: the state at its end, and whether there was anything to do."""

    progress: Progress
    resumed: bool
    untouched: bool


def load_sample(
    statements: int,
    seed: int,
    *,
    speeches: int = 0,
    say: Say = lambda line: None,
    force: bool = False,
    batch: int = BATCH,
    using: str = "default",
) -> Outcome:
    """Write a sample, or go on with one that was interrupted.

    The register must hold nothing but the shipped participants, unless ``force``. Raises
    :class:`SampleError` otherwise, and where another sample is in it.
    """
    connection = connections[using]
    begun = time.monotonic()
    held = _held(connection, statements, seed, speeches)
    if held and held.indexed:
        return Outcome(held, resumed=False, untouched=True)
    lexicon = read_lexicon(RECORDS)
    progress = held or _begin(connection, seed, Sizes.of(statements, speeches), lexicon, force)
    load = Load(connection, progress, say)
    with load.store.session():
        if not progress.done:
            load.strip()
            load.fill(lexicon, batch)
        with _phase("what is searched", say):
            build_alone(using=using, texts_are_new=True)
        with _phase("lists", say):
            tally_others_alone()
        with _phase("statistics", say):
            load.store.finish()
        progress.indexed = True
        progress.seconds += time.monotonic() - begun
        with load.step():
            # No trigger has counted what was written.
            index_rebuilt.send(None, using=using)
    return Outcome(progress, resumed=held is not None, untouched=False)


def _held(
    connection: BaseDatabaseWrapper, statements: int, seed: int, speeches: int
) -> Progress | None:
    """The sample that this register holds; raises SampleError where it is not the one wanted."""
    progress = Progress.read(connection)
    if progress is None:
        return None
    if (progress.statements, progress.seed, progress.speeches) != (statements, seed, speeches):
        raise SampleError(
            f"The register holds a sample of {progress.statements:,} statements and"
            f" {progress.speeches:,} speeches with seed"
            f" {progress.seed}; make another one in a register of its own."
        )
    left = Meeting.objects.filter(pk__gt=progress.base["meeting"]).count()
    if left < progress.written:
        raise SampleError(
            f"Of {progress.written:,} meetings written {left:,} are left; begin in a new register."
        )
    return progress


def _begin(
    connection: BaseDatabaseWrapper, seed: int, sizes: Sizes, lexicon: Lexicon, force: bool
) -> Progress:
    """Write what all meetings share, and the state with it."""
    for noun in () if force else (Meeting, Person, Topic, Series):
        if noun._default_manager.exists():
            raise SampleError(
                f"The register holds {noun._meta.verbose_name_plural} of its own; a sample"
                " belongs in an empty one. With --force it is written beside them."
            )
    with transaction.atomic(using=connection.alias):
        base = {
            kind: row_model(kind)._base_manager.aggregate(top=Max("pk"))["top"] or 0
            for kind in NUMBERED
        }
        rows = write_shared_rows(sizes, lexicon, RECORDS)
        if not shipped_participants():
            raise SampleError("The register holds no shipped participants; load them first.")
        progress = Progress(seed, sizes.statements, base, rows, speeches=sizes.speeches)
        progress.save(connection)
    return progress


class Load:
    """A sample on its way into the register; each step is kept with what it did."""

    def __init__(self, connection: BaseDatabaseWrapper, progress: Progress, say: Say) -> None:
        self.connection, self.progress, self.say = connection, progress, say
        self.store = store_for(connection)

    @contextmanager
    def step(self) -> Iterator[None]:
        """A transaction at the end of which the state is kept."""
        with transaction.atomic(using=self.connection.alias):
            yield
            self.progress.save(self.connection)

    def strip(self) -> None:
        """Take indexes and triggers away, and note in the same transaction how they come back."""
        if self.progress.removed:
            return
        with self.step():
            changes = self.store.removable(meeting_tables())
            self.store.run(remove for remove, _restore in changes)
            self.progress.restore = [restore for _remove, restore in changes]
            self.progress.removed = True

    def fill(self, lexicon: Lexicon, size: int) -> None:
        """Write the meetings that are missing, bring indexes back, and sum up."""
        progress, say = self.progress, self.say
        cast = read_cast(progress, lexicon)
        sizes = Sizes.of(progress.statements, progress.speeches)
        plans = plan_meetings(progress.seed, sizes, len(cast.participants))
        left = plans[progress.written :]
        batches = _batches(left, size)
        # What any other meetings of the register add is summed up with it.
        table = self.store.targets[ADDED].table
        added = self.store.column(f"SELECT CAST(statements AS text) FROM {table}")  # noqa: S608 - our own name
        work = (cast, batches, added)
        apart = progress.statements >= APART_FROM
        with made_apart(*work) if apart else nullcontext(made_rows(*work)) as rows:
            with _phase("rows", say):
                self._write(batches, rows, len(plans))
            with _phase("indexes", say):
                self._restore()
            with _phase("counts of facets", say), self.step():
                self.store.replace_tallies(rows)
                progress.done = True

    def _write(self, batches: Batches, rows: Iterator[Rows], meetings: int) -> None:
        """Write batches, each in a transaction; the tallies stay in ``rows``."""
        begun, done = time.monotonic(), 0
        for batch, written in zip(batches, rows, strict=False):
            with self.step():
                self.store.write(written)
                self.progress.written += len(batch)
            done += sum(plan.statements for plan in batch)
            rate = done / (time.monotonic() - begun)
            self.say(
                f"{self.progress.written:,}/{meetings:,} meetings, {rate:,.0f} statements a second"
            )

    def _restore(self) -> None:
        """Bring indexes and triggers back, one a transaction."""
        count = len(self.progress.restore)
        while self.progress.restore:
            with self.step():
                self.store.run([self.progress.restore.pop(0)])
        self.say(f"{count} indexes, constraints and triggers restored")


def _batches(plans: Sequence[MeetingPlan], size: int) -> list[list[MeetingPlan]]:
    """Meetings of one transaction each; debates by themselves, for they are megabytes."""
    usual = [plan for plan in plans if not plan.is_debate]
    batches = [usual[start : start + size] for start in range(0, len(usual), size)]
    return batches + [[plan] for plan in plans if plan.is_debate]


@contextmanager
def _phase(name: str, say: Say) -> Iterator[None]:
    """Say, where the work inside came to its end, how long it took."""
    begun, spent = time.monotonic(), time.process_time()
    yield
    took, worked = time.monotonic() - begun, time.process_time() - spent
    say(f"{name}: {took:.1f} s ({worked:.1f} s of this process)")
