"""Noting anew what lists read, and proving it: see ``uses``."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connections, transaction

from ..models.listed import ListedDocument, ListedPerson, MeetingUses, Use, UseCount
from ..models.meeting import Meeting
from .turns import Turns
from .uses import LISTED, MEETINGS, ROWS, Key, add, copied, note_uses, portions, uses_of, write

#: told the table, rows done and rows in all
Progress = Callable[[str, int, int], None]

#: what records add and what is kept, read at one moment
_KEPT = """
SELECT CAST(uses AS text), 0, 0, 0, 0 FROM meetings_meetinguses
UNION ALL SELECT '', use, noun, other, n FROM meetings_usecount
UNION ALL SELECT '', %s, person_id, 0, n FROM meetings_listedperson
UNION ALL SELECT '', %s, document_id, 0, n FROM meetings_listeddocument
"""


def _silent(what: str, done: int, total: int) -> None:
    """Report nothing."""


def renote(progress: Progress = _silent, using: str = "default") -> None:
    """Note every record anew, in short transactions: reading and writing go on.

    First what each record adds is put right, then the numbers are compared with the sum of that,
    both read at one moment, and the difference is added. A change made meanwhile adds its own
    difference, so that both stand.
    """
    turns = Turns(using)
    records = Meeting.objects.using(using).records().order_by("pk")
    meetings = list(records.values_list("pk", flat=True))
    done = 0
    for portion in portions(meetings, MEETINGS):
        _note_again(portion)
        done += len(portion)
        progress("lists", done, len(meetings))
        turns.give_way()
    for rows in portions(_differences(using).items(), ROWS):
        with transaction.atomic(using=using):
            write(dict(rows), using)
        turns.give_way()
    for use, model in LISTED.items():
        for nouns in portions(model.objects.using(using).values_list("pk", flat=True), ROWS):
            _copy_anew(use, nouns, using)
            turns.give_way()


@transaction.atomic
def _note_again(meetings: list[int]) -> None:
    # Locked, so that nobody publishes or corrects one of them between reading and writing.
    list(Meeting.objects.select_for_update().filter(pk__in=meetings).values_list("pk", flat=True))
    note_uses(meetings)


def _differences(using: str) -> dict[Key, int]:
    """What is to be added to the numbers that are kept."""
    wrong: Counter[Key] = Counter()
    with connections[using].cursor() as cursor:
        cursor.execute(_KEPT, [Use.PERSON.value, Use.DOCUMENT.value])
        for uses, use, noun, other, n in cursor:
            if uses:
                add(wrong, json.loads(uses), 1)
            else:
                wrong[use, noun, other] -= n
    return {key: n for key, n in wrong.items() if n}


def _copy_anew(use: int, nouns: list[int], using: str) -> None:
    """Put right what is kept of nouns for their order, where it is not as they are."""
    model = LISTED[use]
    with transaction.atomic(using=using):
        kept = {
            pk: values
            for pk, *values in model.objects.using(using)
            .filter(pk__in=nouns)
            .values_list("pk", *model.copied)
        }
        for pk, *values in copied(use, nouns, using):
            if pk in kept and kept[pk] != values:
                listed = model.objects.using(using).filter(pk=pk)
                listed.update(**dict(zip(model.copied, values, strict=True)))


def note_alone(using: str = "default") -> None:
    """Note every record anew in one transaction, as of a sample: no writer goes on meanwhile."""
    meetings = Meeting.objects.using(using).records().order_by("pk").values_list("pk", flat=True)
    with transaction.atomic(using=using):
        for model in (MeetingUses, UseCount, ListedPerson, ListedDocument):
            model.objects.using(using).all().delete()
        changed: Counter[Key] = Counter()
        for portion in portions(meetings.iterator(), 5 * MEETINGS):
            noted = uses_of(portion)
            MeetingUses.objects.using(using).bulk_create(
                MeetingUses(pk=pk, uses=uses) for pk, uses in noted.items()
            )
            for uses in noted.values():
                add(changed, uses, 1)
        write(changed, using)


def use_faults(using: str = "default") -> Iterator[str]:
    """What is wrong with the numbers and lists, one sentence each."""
    meetings = Meeting.objects.using(using).records().order_by("pk")
    wanted: Counter[Key] = Counter()
    for portion in portions(meetings.values_list("pk", "slug").iterator(), MEETINGS):
        slugs = dict(portion)
        kept = dict(MeetingUses.objects.using(using).filter(pk__in=slugs).values_list("pk", "uses"))
        noted = uses_of(slugs)
        for pk, slug in slugs.items():
            add(wanted, noted.get(pk, []), 1)
            if kept.get(pk, []) != noted.get(pk, []):
                yield f"lists: what the record {slug} uses is not noted as it is"
    counts = UseCount.objects.using(using).values_list("use", "noun", "other", "n")
    stored = {(use, noun, other): n for use, noun, other, n in counts}
    if {key: n for key, n in wanted.items() if key[0] not in LISTED} != stored:
        yield "lists: the numbers of meetings and pledges differ from what the records add"
    for use, model in LISTED.items():
        numbers = {noun: n for (one, noun, _other), n in wanted.items() if one == use}
        rows = model.objects.using(using).values_list("pk", *model.copied, "n")
        listed = {pk: values for pk, *values in rows}
        true = {
            pk: [*values, numbers[pk]]
            for portion in portions(numbers, ROWS)
            for pk, *values in copied(use, portion, using)
        }
        noun: Any = model._meta.pk
        public = set(noun.related_model.objects.using(using).public().values_list("pk", flat=True))
        if wrong := len(public ^ listed.keys()):
            yield f"lists: {wrong} rows of {model.__name__} are either public or listed, not both"
        elif wrong := sum(listed[pk] != true.get(pk) for pk in listed):
            yield f"lists: {wrong} rows of {model.__name__} are not as their nouns are"
