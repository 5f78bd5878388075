"""Computing the tallies and lists anew, and proving them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction
from django.db.models import Count, Q

from ..models.derived_rows import ListedDocument, ListedPerson, Tally
from ..models.meeting import Meeting
from ..models.statement import Statement
from .contributions import NOTHING, contributions, kept_contributions, summed, with_others
from .facet_codes import FacetName, Pair
from .list_rows import rebuild_rows, row_faults
from .statement_keys import meetings_keyed_otherwise, refresh_keys
from .tallies import MEETINGS, differences, keep, write
from .turns import Report, Turns, portions, silent
from .uncovered_texts import rebuild_uncovered_texts, uncovered_text_faults

#: statements that are tallied and rows that are written in one transaction
_STATEMENTS, _WRITTEN = 10_000, 20_000


def rebuild_keys(report: Report = silent) -> None:
    """Key anew the records that are keyed otherwise, each in a transaction of its own.

    What lists and the search index hold of them follows, by triggers and by hand.
    """
    turns = Turns()
    otherwise = meetings_keyed_otherwise()
    for done, pk in enumerate(otherwise, 1):
        with transaction.atomic():
            meeting = Meeting.objects.select_for_update().filter(pk=pk).first()
            if meeting is not None:
                refresh_keys(meeting)
        report("keys", done, len(otherwise))
        turns.give_way()


def rebuild_derived(report: Report = silent) -> None:
    """Tally every record anew, in short transactions: reading and writing go on.

    First what each record adds is put right, then the tallies are compared with the sum of
    that, both read at one moment, and the difference is added. A change made meanwhile adds
    its own difference, so that both stand. Lists and the texts of sources follow at the end.
    """
    turns = Turns()
    sizes = dict(Statement.objects.order_by().values_list("meeting").annotate(Count("pk")))
    records = Meeting.objects.records().order_by("pk")
    meetings = list(records.values_list("pk", flat=True))
    done = 0
    for portion in _few_statements(meetings, sizes):
        _keep_again(portion)
        done += len(portion)
        report("counts", done, len(meetings))
        turns.give_way()
    for rows in portions(differences().items(), _WRITTEN):
        with transaction.atomic():
            write(dict(rows))
        turns.give_way()
    rebuild_rows(report)
    rebuild_uncovered_texts(report)


def _few_statements(meetings: Iterable[int], sizes: Mapping[int, int]) -> Iterator[list[int]]:
    """Meetings of few enough statements together; a long one by itself."""
    portion: list[int] = []
    held = 0
    for meeting in meetings:
        held += sizes.get(meeting, 0)
        if portion and (held > _STATEMENTS or len(portion) == MEETINGS):
            yield portion
            portion, held = [], sizes.get(meeting, 0)
        portion.append(meeting)
    if portion:
        yield portion


@transaction.atomic
def _keep_again(meetings: list[int]) -> None:
    # Locked, so that nobody publishes or corrects one of them between reading and writing.
    list(Meeting.objects.select_for_update().filter(pk__in=meetings).values_list("pk", flat=True))
    before, after = kept_contributions(meetings), contributions(meetings)
    keep(
        {
            pk: after.get(pk, NOTHING)
            for pk in meetings
            if before.get(pk, NOTHING) != after.get(pk, NOTHING)
        }
    )


@transaction.atomic
def tally_others_alone() -> None:
    """Tally anew all but what statements add, as of a sample: no writer goes on meanwhile."""
    of_statements = Q(facet__lte=FacetName.KIND)
    Tally.objects.exclude(of_statements).delete()
    for model in (ListedPerson, ListedDocument):
        model.objects.all().delete()
    changed: Counter[Pair] = Counter()
    meetings = Meeting.objects.records().order_by("pk").values_list("pk", flat=True)
    for portion in portions(meetings.iterator(), 5 * MEETINGS):
        kept = {pk: added.statements for pk, added in kept_contributions(portion).items()}
        added = with_others(portion, kept)
        changed.update(summed(([], record.others) for record in added.values()))
        keep(added)
    write(changed)


def tally_faults(report: Report = silent) -> Iterator[str]:
    """What is wrong with tallies and lists, one sentence each."""
    slugs = dict(Meeting.objects.records().order_by("pk").values_list("pk", "slug"))
    for done, portion in enumerate(portions(slugs, MEETINGS)):
        report("counts", done * MEETINGS, len(slugs))
        before, after = kept_contributions(portion), contributions(portion)
        for pk in portion:
            old, new = before.get(pk, NOTHING), after.get(pk, NOTHING)
            if old.statements != new.statements:
                yield f"counts: the statements of {slugs[pk]} are not counted as they are"
            if old.others != new.others:
                yield f"counts: what the record {slugs[pk]} uses is not counted as it is"
    report("counts", len(slugs), len(slugs))
    if wrong := differences():
        yield f"counts: {len(wrong)} of them differ from what the meetings add"
    yield from row_faults()
    yield from uncovered_text_faults()
