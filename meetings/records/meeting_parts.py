"""Writing what frames a record: agenda, sessions, delegations, figures, relations, references."""

from ..derived.descriptions import describe
from ..models import (
    AgendaItem,
    Delegate,
    Delegation,
    Figure,
    Meeting,
    Reference,
    Relation,
    Session,
)
from ..models.choices import Level, Presence
from .parts import Parts


class MeetingParts(Parts):
    """Who met, on what, and what else was named."""

    def write_agenda(self) -> None:
        self.create(
            "agenda_item",
            [
                AgendaItem(
                    meeting=self.meeting,
                    key=data.key,
                    title=data.title,
                    items=list(data.items),
                    order=order,
                )
                for order, data in enumerate(self.record.agenda)
            ],
        )
        self.items = {row.key: row for row in self.rows["agenda_item"].values()}
        self.cite("agenda_item", self.record.agenda)

    def write_sessions(self) -> None:
        self.create(
            "session",
            [
                Session(
                    meeting=self.meeting,
                    key=data.key,
                    title=data.title,
                    kind=data.kind,
                    date=data.date,
                    place=data.place,
                    order=order,
                )
                for order, data in enumerate(self.record.sessions)
            ],
        )
        self.sessions = {row.key: row for row in self.rows["session"].values()}
        for data in self.record.sessions:
            if data.part_of:
                self.sessions[data.key].part_of = self.sessions[data.part_of]
                self.sessions[data.key].save()
        through = Session.agenda.through
        through.objects.bulk_create(
            through(session=self.sessions[data.key], agendaitem=self.items[key])
            for data in self.record.sessions
            for key in data.agenda
        )
        self.cite("session", self.record.sessions)

    def write_delegations(self) -> None:
        self.create(
            "delegation",
            [
                Delegation(
                    meeting=self.meeting,
                    participant=self.nouns.who(data.participant),
                    printed=data.printed,
                    roles=list(data.roles),
                    level=data.level or Level.NOT_STATED,
                    presence=data.presence or Presence.NOT_STATED,
                    order=order,
                )
                for order, data in enumerate(self.record.delegations)
            ],
        )
        self.cite("delegation", self.record.delegations)
        places, rows = [], []
        for n, delegation in enumerate(self.record.delegations):
            for m, data in enumerate(delegation.delegates):
                places.append((n, m))
                rows.append(
                    Delegate(
                        delegation=self.rows["delegation"][n],
                        person=self.nouns.person(data.person),
                        printed=data.printed,
                        honorific=data.honorific,
                        title=data.title,
                        role=data.role,
                        level=data.level,
                        presence=data.presence,
                        order=m,
                    )
                )
        created = Delegate.objects.bulk_create(rows)
        self.rows["delegate"] = dict(zip(places, created, strict=True))
        for (n, m), row in self.rows["delegate"].items():
            self.cite_ranges("delegate", row, self.record.delegations[n].delegates[m].passage)

    def write_figures(self) -> None:
        self.create(
            "figure",
            [
                Figure(
                    meeting=self.meeting,
                    order=order,
                    text=data.text,
                    subject=data.subject,
                    statement=self.numbered.get(data.statement),
                )
                for order, data in enumerate(self.record.figures)
            ],
        )
        self.cite("figure", self.record.figures)

    def write_relations(self) -> None:
        named = [
            self.nouns.stub(data.meeting, f"/relations/{order}/meeting")
            for order, data in enumerate(self.record.relations)
        ]
        self.create(
            "relation",
            [
                Relation(
                    meeting=self.meeting,
                    order=order,
                    relation=data.relation,
                    printed=data.printed,
                    other=stub,
                    described=facts,
                )
                for order, (data, (stub, facts)) in enumerate(
                    zip(self.record.relations, named, strict=True)
                )
            ],
        )
        self.cite("relation", self.record.relations)
        # A stub that no record names any longer says nothing; others say what is left.
        left = Meeting.objects.stubs().filter(
            pk__in=self.named, named_by=None, updates_reported=None
        )
        left.delete()
        for stub in Meeting.objects.stubs().filter(pk__in=self.named):
            describe(stub)

    def write_references(self) -> None:
        self.create(
            "reference",
            [
                Reference(
                    meeting=self.meeting,
                    order=order,
                    document=self.nouns.reference(data, f"/references/{order}"),
                )
                for order, data in enumerate(self.record.references)
            ],
        )
        self.cite("reference", self.record.references)
