"""The nouns that records share: found, or made as the file defines them."""

from hashlib import sha256

from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from participants.models import Person, PersonName
from participants.names import fold_for_sort

from ..derived.descriptions import Facts, differing
from ..models import Document, Meeting, Relation, Series, Topic
from ..models.choices import Layer, Stage
from .bodies import Bodies
from .errors import pointer
from .plain import PersonData, RecordFile, ReferenceData, SeriesData, StubData, TopicData

#: facts of a stub that the file holds inside its place
_PLACES = {name: f"place/{name}" for name in ("city", "country", "venue")}


class Nouns(Bodies):
    """What one file refers to, as rows."""

    def __init__(self, record: RecordFile, *, replace: bool) -> None:
        super().__init__(record, replace=replace)
        self.people: dict[str, Person] = {}
        self.topics: dict[str, Topic] = {}
        self._new_topics: set[str] = set()
        self._people()
        self._topics()

    def person(self, key: str) -> Person | None:
        """The person of that key; nobody for ""."""
        return self.people.get(key)

    # People and topics

    def _people(self) -> None:
        rows = Person.objects.filter(key__in=[data.key for data in self.record.people])
        self.people = {row.key: row for row in rows.prefetch_related("names")}
        for index, data in enumerate(self.record.people):
            row = self.people.get(data.key)
            if row is None:
                row = Person.objects.create(
                    key=data.key, name=data.name, sort_name=data.sort_name or data.name
                )
                self.people[data.key] = row
                self._add_person_names(row, data)
                continue
            path = pointer("people", index)
            sort_name = fold_for_sort(data.sort_name or data.name)
            self.same(path, row, {"name": data.name, "sort_name": sort_name}, f"“{row.name}”")
            if set(data.other_names) - {name.name for name in row.names.all()}:
                # Spellings gather: each file brings those that its source uses.
                self._fill_person_names(path, row, data)

    def _fill_person_names(self, path: str, row: Person, data: PersonData) -> None:
        if self.may_fill(row):
            self._add_person_names(row, data)
            self.changed = True
        else:
            self.refuse_fill(f"{path}/other_names", row.name)

    def _add_person_names(self, row: Person, data: PersonData) -> None:
        PersonName.objects.bulk_create(
            [PersonName(person=row, name=name) for name in data.other_names],
            ignore_conflicts=True,
        )

    def _topics(self) -> None:
        rows = Topic.objects.filter(name__in=[data.name for data in self.record.topics])
        self.topics = {row.name: row for row in rows.select_related("broader")}
        for index, data in enumerate(self.record.topics):
            if data.name not in self.topics:
                self._new_topic(pointer("topics", index), data)
        for index, data in enumerate(self.record.topics):
            if data.name in self.topics:
                self._same_topic(pointer("topics", index), self.topics[data.name], data)

    def _new_topic(self, path: str, data: TopicData) -> None:
        slug = slug_of(data.name, "topic")
        taken = Topic.objects.filter(slug=slug).first()
        if taken:
            self.refuse(
                f"{path}/name",
                _("the topic “%(name)s” reads like “%(other)s”; use one name for both.")
                % {"name": data.name, "other": taken},
            )
            return
        self.topics[data.name] = Topic.objects.create(
            slug=slug, name=data.name, abbreviation=data.abbreviation
        )
        self._new_topics.add(data.name)

    def _same_topic(self, path: str, row: Topic, data: TopicData) -> None:
        broader = self.topics.get(data.broader)
        if data.name in self._new_topics:
            row.broader = broader
            row.save()
        else:
            values = {"abbreviation": data.abbreviation, "broader": broader}
            self.same(path, row, values, f"“{row.name}”")

    # Series and meetings that are only named

    def series(self, data: SeriesData | None, path: str) -> Series | None:
        """The series, made where it is new."""
        if data is None:
            return None
        row, made = Series.objects.get_or_create(
            slug=data.slug, defaults={"name": data.name, "note": data.note}
        )
        if not made:
            self.same(path, row, {"name": data.name}, f"“{row.name}”")
            if data.note and row.note:
                self.same(path, row, {"note": data.note}, f"“{row.name}”")
            elif data.note:
                self.fill(f"{path}/note", row, {"note": data.note}, f"“{row.name}”")
        return row

    def stub(self, data: StubData, path: str) -> tuple[Meeting, Facts]:
        """The stub of a meeting that the file names, and what the file says of it.

        Descriptions of several files add up; one that contradicts another is refused.
        """
        row = self.bare_stub(data.slug)
        facts = self._facts(data, path)
        others = Relation.objects.filter(other=row).exclude(meeting__slug__in=self._own_slugs())
        for relation in others.select_related("meeting"):
            names = differing(relation, facts)
            if names and self.replace:
                relation.described |= {name: facts[name] for name in names}
                relation.save(update_fields=["described"])
                self.changed = True
                continue
            for name in names:
                self.refuse(
                    f"{path}/{_PLACES.get(name, name)}",
                    _(
                        "the record “%(other)s” describes “%(slug)s” differently: here “%(new)s”, "
                        "there “%(old)s”; make both alike, or load with --replace to let this "
                        "file win."
                    )
                    % {
                        "other": relation.meeting.slug,
                        "slug": data.slug,
                        "new": facts[name],
                        "old": relation.described[name],
                    },
                )
        return row, facts

    def _own_slugs(self) -> list[str]:
        return [self.record.meeting.slug, *self.record.meeting.former_slugs]

    def _facts(self, data: StubData, path: str) -> Facts:
        series = self.series(data.series, f"{path}/series") if data.series else None
        country = self.who(data.place.country)
        present = [(self.who(one.participant), list(one.roles)) for one in data.delegations]
        facts = {
            "title": data.title,
            "series": series.slug if series else "",
            "ordinal": data.ordinal,
            "theme": data.theme,
            "date": data.date,
            "city": data.place.city,
            "country": country.slug if country else "",
            "venue": data.place.venue,
            "mode": data.mode,
            "stage": data.stage,
            "delegations": [
                {"participant": who.slug, "roles": roles} for who, roles in present if who
            ],
        }
        return {name: value for name, value in facts.items() if value}

    def bare_stub(self, slug: str) -> Meeting:
        """The stub of that slug; one without facts where nobody described it yet."""
        return Meeting.objects.get_or_create(
            slug=slug, layer=Layer.STUB, defaults={"stage": Stage.MENTIONED}
        )[0]

    # Documents that are only referred to

    def reference(self, data: ReferenceData, path: str) -> Document | None:
        """The document referred to, once in the register whoever refers to it."""
        key = slug_of(data.title, "document")
        found = (
            Document.objects.filter(
                Q(symbol=data.symbol) & ~Q(symbol="")
                if data.symbol
                else Q(key=key) | Q(title=data.title)
            ).first()
            or Document.objects.filter(key=key).first()
        )
        if found is None:
            return Document.objects.create(key=key, title=data.title, symbol=data.symbol)
        if data.symbol and not found.symbol:
            self.fill(f"{path}/symbol", found, {"symbol": data.symbol}, _("the document"))
        self.same(path, found, {"title": data.title}, _("the document"))
        return found


def slug_of(name: str, noun: str) -> str:
    """An address made of a name; of its digest where it has no Latin letter."""
    return slugify(name)[:120].strip("-") or f"{noun}-{sha256(name.encode()).hexdigest()[:12]}"
