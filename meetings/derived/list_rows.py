"""Keeping what lists of people and documents read: the public ones, as their nouns are.

A person or document is public while a published record names it, as the tallies say.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Case, CharField, Value, When

from participants.models import Person
from participants.names import fold_for_sort

from ..models.derived_rows import TITLE, ListedDocument, ListedPerson, Tally
from ..models.document import Document
from .facet_codes import ALL, Pair, RecordFacet, code, facet_of, value_of
from .turns import Report, Turns, portions

#: whether the text of a document is held here
HELD = Case(When(text="", then=Value("named")), default=Value("text"), output_field=CharField())
LISTED: dict[RecordFacet, Any] = {
    RecordFacet.PERSON: ListedPerson,
    RecordFacet.DOCUMENT: ListedDocument,
}
#: what lists read of nouns, by their number
Copied = dict[int, dict[str, Any]]
#: rows that are read at once
_ROWS = 200


def follow_tallies(changed: Iterable[Pair]) -> None:
    """List the nouns of pairs whose tally changed, or list them no more; in one order."""
    nouns: dict[int, list[int]] = {facet: [] for facet in LISTED}
    for _chosen, counted in sorted(changed):
        if facet_of(counted) in nouns:
            nouns[facet_of(counted)].append(value_of(counted))
    for facet in LISTED:
        for portion in portions(nouns[facet], _ROWS):
            refresh_rows(facet, portion)


def follow_person(instance: Person, **_signal: Any) -> None:
    """Receiver of ``post_save``: keep the list of people in the order of their names."""
    _follow(RecordFacet.PERSON, instance.pk)


def follow_document(instance: Document, **_signal: Any) -> None:
    """Receiver of ``post_save``: keep what the list of documents reads of one."""
    _follow(RecordFacet.DOCUMENT, instance.pk)


def _follow(facet: RecordFacet, noun: int) -> None:
    # What no published record names is not listed either, and not looked up.
    if computed := _wanted(facet, [noun]):
        _write(facet, _kept(facet, [noun]), computed)


def refresh_rows(facet: RecordFacet, nouns: list[int]) -> None:
    """Write what differs between the rows of nouns and what they should be."""
    _write(facet, _kept(facet, nouns), _wanted(facet, nouns))


def _write(facet: RecordFacet, kept: Copied, wanted: Copied) -> None:
    model = LISTED[facet]
    if gone := kept.keys() - wanted.keys():
        model.objects.filter(pk__in=gone).delete()
    wrong = [model(pk=pk, **row) for pk, row in wanted.items() if kept.get(pk) != row]
    if wrong:
        model.objects.bulk_create(
            wrong,
            update_conflicts=True,
            unique_fields=[model._meta.pk.name],
            update_fields=model.copied,
        )


def rebuild_rows(report: Report) -> None:
    """Put right every row of the lists, in short transactions."""
    turns = Turns()
    nouns = {facet: _tallied(facet) | _listed(facet) for facet in LISTED}
    total, done = sum(map(len, nouns.values())), 0
    for facet, numbers in nouns.items():
        for portion in portions(sorted(numbers), _ROWS):
            with transaction.atomic():
                refresh_rows(facet, portion)
            done += len(portion)
            report("lists", done, total)
            turns.give_way()


def _tallied(facet: RecordFacet) -> set[int]:
    """The nouns that published records name."""
    rows = Tally.objects.filter(chosen=ALL, facet=facet)
    return set(map(value_of, rows.values_list("counted", flat=True)))


def _listed(facet: RecordFacet) -> set[int]:
    """The nouns that are listed."""
    return set(LISTED[facet].objects.values_list("pk", flat=True))


def row_faults() -> Iterator[str]:
    """What is wrong with the lists, one sentence each."""
    for facet, model in LISTED.items():
        kept = {row.pop("pk"): row for row in model.objects.values("pk", *model.copied)}
        noun = model._meta.pk.related_model
        public = set(noun.objects.public().values_list("pk", flat=True))
        if wrong := len(public ^ kept.keys()):
            yield f"lists: {wrong} rows of {model.__name__} are either public or listed, not both"
            continue
        wrong = 0
        for portion in portions(sorted(kept), _ROWS):
            computed = _wanted(facet, portion)
            wrong += sum(kept[pk] != computed.get(pk) for pk in portion)
        if wrong:
            yield f"lists: {wrong} rows of {model.__name__} are not as their nouns are"


def _kept(facet: RecordFacet, nouns: list[int]) -> Copied:
    """What is kept of nouns, by their number."""
    model = LISTED[facet]
    rows = model.objects.filter(pk__in=nouns).values("pk", *model.copied)
    return {row.pop("pk"): row for row in rows}


def _wanted(facet: RecordFacet, nouns: list[int]) -> Copied:
    """What the lists should hold of those nouns that published records name, by their number."""
    codes = [code(facet, noun) for noun in nouns]
    tallied = Tally.objects.filter(chosen=ALL, counted__in=codes).values_list("counted", flat=True)
    public = [value_of(counted) for counted in tallied]
    return (_people if facet == RecordFacet.PERSON else _documents)(public)


def _people(numbers: list[int]) -> Copied:
    rows = Person.objects.filter(pk__in=numbers).order_by().values("pk", *ListedPerson.copied)
    return {row.pop("pk"): row for row in rows}


def _documents(numbers: list[int]) -> Copied:
    rows = Document.objects.filter(pk__in=numbers).order_by().annotate(held=HELD)
    copied = {*ListedDocument.copied, "title"} - {"title_order", "year"}
    documents = {row.pop("pk"): row for row in rows.values("pk", *copied)}
    for row in documents.values():
        row["title_order"] = fold_for_sort(row.pop("title"))[:TITLE] or None
        row["year"] = row["first_day"] and row["first_day"].year
    return documents
