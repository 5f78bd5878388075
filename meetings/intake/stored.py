"""The names of the register, read from the database: the only question that intake asks it."""

from participants.models import Participant, Person

from ..models import Series, Topic
from .register import KnownParticipant, KnownPerson, KnownSeries, KnownTopic, Register


def stored_register(*, people: bool = True) -> Register:
    """Whom and what the register knows by name, in seven queries; without ``people`` in five."""
    participants = Participant.objects.select_related("part_of").prefetch_related("names")
    everybody = Person.objects.prefetch_related("names").order_by("key") if people else ()
    return Register(
        tuple(_participant(row) for row in participants.order_by("slug")),
        tuple(_person(row) for row in everybody),
        tuple(
            KnownTopic(row.name, row.abbreviation, row.broader.name if row.broader else "")
            for row in Topic.objects.select_related("broader").order_by("name")
        ),
        tuple(KnownSeries(row.slug, row.name) for row in Series.objects.order_by("slug")),
    )


def _participant(row: Participant) -> KnownParticipant:
    further = [name.name for name in row.names.all()]
    names = tuple(filter(None, (row.name, row.formal_name, *further)))
    part_of = (row.part_of.code or row.part_of.slug) if row.part_of else ""
    return KnownParticipant(row.code or row.slug, row.name, row.kind, names, part_of, row.slug)


def _person(row: Person) -> KnownPerson:
    others = tuple(name.name for name in row.names.all())
    return KnownPerson(row.key, row.name, row.sort_name_written, others)
