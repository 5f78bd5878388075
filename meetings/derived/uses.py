"""Keeping what lists read of people, documents, participants and topics: see ``listed``.

As with the counts of facets, each published record adds to the numbers, and a change of it is
written as the difference, in the transaction of the change and in one order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import connections, transaction
from django.db.models import Case, CharField, Count, QuerySet, Value, When

from participants.models import Person

from ..models.delegation import Delegate, Delegation
from ..models.document import Document
from ..models.inference import Inference
from ..models.listed import TITLE, ListedDocument, ListedPerson, MeetingUses, Use, UseCount
from ..models.meeting import Meeting
from ..models.passage import Passage
from ..models.pledge import Pledger
from ..models.reference import Reference
from ..models.statement import Speaker, StatementTopic

Key = tuple[int, int, int]
Uses = list[list[int]]

#: whether the text of a document is held here
HELD = Case(When(text="", then=Value("named")), default=Value("text"), output_field=CharField())

#: rows in one statement of SQL, meetings that are read at once
ROWS, MEETINGS = 200, 200
LISTED: dict[int, Any] = {Use.PERSON: ListedPerson, Use.DOCUMENT: ListedDocument}


def uses_of(meetings: Iterable[int]) -> dict[int, Uses]:
    """What published records among the meetings add, by meeting; eleven queries."""
    asked = list(meetings)
    found: dict[int, dict[Key, int]] = defaultdict(dict)

    def note(use: Use, rows: QuerySet[Any, Any]) -> None:
        for meeting, noun, n in rows.order_by():
            if noun is not None:
                found[meeting][use, noun, 0] = n

    def distinct(model: Any, noun: str) -> QuerySet[Any, Any]:
        path = model.objects.all().meeting_path
        rows = model.objects.published().filter(**{f"{path}__in": asked, f"{noun}__isnull": False})
        return rows.order_by().values_list(path, noun, Value(1)).distinct()

    note(Use.ATTENDED, distinct(Delegation, "participant"))
    pledgers = Pledger.objects.published().filter(pledge__meeting__in=asked)
    note(
        Use.PROMISED,
        pledgers.order_by()
        .values_list("pledge__meeting", "participant")
        .annotate(n=Count("pledge", distinct=True)),
    )
    topics = StatementTopic.objects.published().filter(statement__meeting__in=asked)
    note(
        Use.TOPIC,
        topics.order_by().values_list("statement__meeting", "topic", Value(1)).distinct(),
    )
    for model in (Delegate, Speaker, Pledger):
        note(Use.PERSON, distinct(model, "person"))
    seats = Delegate.objects.published().filter(delegation__meeting__in=asked, person__isnull=False)
    columns = ("delegation__meeting", "delegation__participant", "person")
    seated: dict[int, set[int]] = {}
    for meeting, participant, person in seats.order_by().values_list(*columns):
        found[meeting][Use.SEAT, participant, person] = 1
        found[meeting][Use.PRESENT, person, 0] = 1
        seated.setdefault(meeting, set()).add(person)
    for meeting, people in seated.items():
        found[meeting][Use.SEATED, meeting, 0] = len(people)
    records = Meeting.objects.published().filter(pk__in=asked)
    note(Use.SERIES, records.values_list("pk", "series", Value(1)))
    for source in (Passage, Inference, Reference):
        note(Use.DOCUMENT, distinct(source, "document"))
    return {
        meeting: [[*key, n] for key, n in sorted(added.items())] for meeting, added in found.items()
    }


@transaction.atomic
def note_uses(meetings: Iterable[int]) -> None:
    """Write what meetings add now, where that differs from before."""
    asked = list(meetings)
    before = dict(MeetingUses.objects.filter(pk__in=asked).values_list("pk", "uses"))
    after = uses_of(asked)
    changed: Counter[Key] = Counter()
    for meeting in asked:
        old, new = before.get(meeting, []), after.get(meeting, [])
        if old != new:
            add(changed, new, 1)
            add(changed, old, -1)
            if new:
                MeetingUses.objects.update_or_create(pk=meeting, defaults={"uses": new})
            else:
                MeetingUses.objects.filter(pk=meeting).delete()
    write(changed)


def forget_uses(instance: Meeting, **_signal: Any) -> None:
    """Receiver of ``pre_delete``: take what a meeting adds from the numbers."""
    changed: Counter[Key] = Counter()
    for (stored,) in MeetingUses.objects.filter(pk=instance.pk).values_list("uses"):
        add(changed, stored, -1)
    write(changed)


def follow_person(instance: Person, **_signal: Any) -> None:
    """Receiver of ``post_save``: keep the list of people in the order of their names."""
    _copy_again(Use.PERSON, instance.pk)


def follow_document(instance: Document, **_signal: Any) -> None:
    """Receiver of ``post_save``: keep what the list of documents reads of one."""
    _copy_again(Use.DOCUMENT, instance.pk)


def _copy_again(use: Use, noun: int) -> None:
    listed = LISTED[use].objects.filter(pk=noun)
    for _pk, *values in copied(use, [noun]) if listed.exists() else ():
        listed.update(**dict(zip(LISTED[use].copied, values, strict=True)))


def add(changed: Counter[Key], uses: Uses, sign: int) -> None:
    """Add what a record adds, or take it away."""
    for use, noun, other, n in uses:
        changed[use, noun, other] += sign * n


def copied(use: int, nouns: Iterable[int], using: str = "default") -> Iterator[list[Any]]:
    """The number of each row and what its list reads of it."""
    if use == Use.PERSON:
        people = Person.objects.using(using).filter(pk__in=nouns).order_by()
        yield from map(list, people.values_list("pk", *ListedPerson.copied))
        return
    rows = Document.objects.using(using).filter(pk__in=nouns).order_by().annotate(held=HELD)
    names = ["title" if name == "title_order" else name for name in ListedDocument.copied[:-1]]
    for pk, key, title, *rest, first, last in rows.values_list("pk", *names):
        # Of Python's own, for SQLite knows the lower case of ASCII alone.
        yield [pk, key, title.lower()[:TITLE] or None, *rest, first, last, first and first.year]


def write(changed: Mapping[Key, int], using: str = "default") -> None:
    """Add to the numbers, in one order; what comes to nothing is removed."""
    rows = sorted((key, n) for key, n in changed.items() if n)
    counted = [[*key, n] for key, n in rows if key[0] not in LISTED]
    _upsert(UseCount, ["use", "noun", "other", "n"], "use, noun, other", counted, using)
    if any(row[-1] < 0 for row in counted):
        UseCount.objects.using(using).filter(n=0).delete()
    for use, model in LISTED.items():
        numbers = {noun: n for (one, noun, _other), n in rows if one == use}
        for portion in portions(numbers, ROWS):
            columns = [model._meta.pk.column, *model.copied, "n"]
            values = [[*row, numbers[row[0]]] for row in sorted(copied(use, portion, using))]
            _upsert(model, columns, columns[0], values, using)
        if any(n < 0 for n in numbers.values()):
            model.objects.using(using).filter(n=0).delete()


def _upsert(model: Any, columns: list[str], unique: str, rows: list[Any], using: str) -> None:
    table = model._meta.db_table
    row = "(" + ", ".join(["%s"] * len(columns)) + ")"
    for portion in portions(rows, ROWS):
        with connections[using].cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)})"
                f" VALUES {', '.join([row] * len(portion))}"
                f" ON CONFLICT ({unique}) DO UPDATE SET n = {table}.n + excluded.n",
                [value for row in portion for value in row],
            )


def portions(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of that size."""
    waiting = iter(rows)
    while found := list(islice(waiting, size)):
        yield found
