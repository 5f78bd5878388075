"""The chronological key of statements: derived, and NULL unless the record is published.

Its copies stand on the rows by which statements are found: speaking participants and people,
which are derived from the speakers, and topics.
"""

from collections.abc import Collection
from typing import Any

from django.db import connections
from django.db.models import Count, Max, Min, OuterRef, Subquery

from participants.queries.prepared import PreparedQuery

from ..models.meeting import Meeting
from ..models.speaker import Speaker
from ..models.statement import Statement
from ..models.statement_links import StatementParticipant, StatementPerson, StatementTopic
from .chronology import MEETING, statement_key

LINKS = (StatementParticipant, StatementPerson, StatementTopic)


def statement_keys(meeting: Meeting) -> dict[int, int]:
    """The key of each statement, by row number; empty unless the record is published.

    The place in the meeting is that by ``order`` and then ``number``, so that two
    statements at one order still have a key each.
    """
    if not meeting.is_published:
        return {}
    rows = Statement.objects.filter(meeting=meeting).order_by("order", "number")
    return {
        pk: statement_key(meeting.first_day, meeting.pk, place)
        for place, pk in enumerate(rows.values_list("pk", flat=True))
    }


# Asked of every act at the desk: put into SQL once. Statements with who speaks in them.
_SAID = {
    field: PreparedQuery(
        lambda statement, field=field: (
            Speaker.objects.filter(statement__in=[statement], **{f"{field}__isnull": False})
            .order_by()
            .values_list("statement_id", f"{field}_id")
        )
    )
    for field in ("participant", "person")
}
_STORED = {
    field: PreparedQuery(
        lambda statement, field=field, model=model: (
            model.objects.filter(statement__in=[statement])
            .order_by()
            .values_list("pk", "statement_id", f"{field}_id")
        )
    )
    for field, model in (("participant", StatementParticipant), ("person", StatementPerson))
}


def refresh_links(statements: Collection[int]) -> None:
    """Derive the link rows of some statements anew, given by their row numbers.

    Their records are not published: there no row has a key.
    """
    for model, field in ((StatementParticipant, "participant"), (StatementPerson, "person")):
        stored = {(s, p): pk for pk, s, p in _STORED[field].rows(statements)}
        _store_links(model, field, set(_SAID[field].rows(statements)), stored)


def speaker_links(meeting: Meeting, field: str) -> set[tuple[int, int]]:
    """(statement, speaker) row numbers; ``field`` is "participant" or "person"."""
    rows = Speaker.objects.filter(statement__meeting=meeting, **{f"{field}__isnull": False})
    return set(rows.values_list("statement_id", f"{field}_id"))


def refresh_keys(meeting: Meeting) -> None:
    """Derive keys, series and link rows of the statements of one meeting anew.

    In two steps, all keys emptied before any is set, so that unique keys never collide.
    """
    statements = Statement.objects.filter(meeting=meeting)
    statements.update(key=None, series=None)
    _link_speakers(meeting, StatementParticipant, "participant")
    _link_speakers(meeting, StatementPerson, "person")
    keys = statement_keys(meeting)
    rows = [Statement(pk=pk, key=key, series_id=meeting.series_id) for pk, key in keys.items()]
    Statement.objects.bulk_update(rows, ["key", "series"], batch_size=200)
    own = Statement.objects.filter(pk=OuterRef("statement"))
    for model in LINKS:
        model.objects.filter(statement__meeting=meeting).update(key=Subquery(own.values("key")))


def _link_speakers(meeting: Meeting, model: Any, field: str) -> None:
    links = speaker_links(meeting, field)
    rows = model.objects.filter(statement__meeting=meeting)
    stored = {(s, p): pk for pk, s, p in rows.values_list("pk", "statement_id", f"{field}_id")}
    _store_links(model, field, links, stored)


def _store_links(
    model: Any, field: str, links: set[tuple[int, int]], stored: dict[tuple[int, int], int]
) -> None:
    if gone := [pk for pair, pk in stored.items() if pair not in links]:
        model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create(
        model(**{"statement_id": statement, f"{field}_id": speaker})
        for statement, speaker in sorted(links - stored.keys())
    )


def keys_of_another_release(using: str = "default") -> bool:
    """Whether the register was keyed by a release that had other keys: told by the highest one.

    It is that of the first statement of the latest meeting; one read of an index.
    """
    if Statement._meta.db_table not in connections[using].introspection.table_names():
        return False
    rows = Statement.objects.using(using).published().newest_first().values_list("key", flat=True)
    highest = rows.first()
    return highest is not None and highest % MEETING != MEETING - 1


def meetings_keyed_otherwise() -> list[int]:
    """Records whose keys are not those of their day and places, as after a change of what keys are.

    Judged by the highest and the lowest key of each; two queries.
    """
    published = Meeting.objects.published().order_by("pk")
    days = dict(published.values_list("pk", "first_day"))
    spans = (
        Statement.objects.values("meeting")
        .annotate(highest=Max("key"), lowest=Min("key"), n=Count("pk"), keyed=Count("key"))
        .order_by("meeting")
    )
    otherwise = []
    for span in spans:
        meeting, n = span["meeting"], span["n"]
        if meeting in days:
            first, last = (statement_key(days[meeting], meeting, place) for place in (0, n - 1))
            kept = (span["highest"], span["lowest"], span["keyed"])
            is_wrong = kept != (first, last, n)
        else:
            is_wrong = span["keyed"] > 0
        if is_wrong:
            otherwise.append(meeting)
    return otherwise


def key_faults(meeting: Meeting) -> list[str]:
    """What is not as computed, one line each: keys, series, link rows."""
    keys = statement_keys(meeting)
    series = meeting.series_id if meeting.is_published else None
    faults = []
    statements = Statement.objects.filter(meeting=meeting).order_by("number")
    for row in statements.values_list("pk", "number", "key", "series_id", named=True):
        if row.key != keys.get(row.pk):
            faults.append(f"¶{row.number}: key {row.key}, computed {keys.get(row.pk)}")
        if row.series_id != series:
            faults.append(f"¶{row.number}: series {row.series_id}, computed {series}")
    for model in LINKS:
        rows = model.objects.filter(statement__meeting=meeting).order_by("pk")
        for pk, number, key in rows.values_list("statement_id", "statement__number", "key"):
            if key != keys.get(pk):
                faults.append(f"¶{number}: {model.__name__} key {key}, computed {keys.get(pk)}")
    for model, field in ((StatementParticipant, "participant"), (StatementPerson, "person")):
        rows = model.objects.filter(statement__meeting=meeting)
        stored = set(rows.values_list("statement_id", f"{field}_id"))
        for statement, speaker in sorted(stored ^ speaker_links(meeting, field)):
            faults.append(f"statement {statement}: {field} link {speaker} differs from speakers")
    return faults
