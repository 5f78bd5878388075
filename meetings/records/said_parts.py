"""Writing what was said and what was promised."""

from collections.abc import Iterable
from typing import Any

from ..models import Amount, Pledge, Pledger, Speaker, Statement, StatementTopic, Update
from .meeting_parts import MeetingParts
from .plain import StatementData


class SaidParts(MeetingParts):
    """Statements and pledges, which keep their rows by number."""

    def _statement_fields(self, order: int, data: StatementData) -> dict[str, Any]:
        return {
            "order": order,
            "session": self.sessions.get(data.session),
            "agenda_item": self.items.get(data.agenda),
            "form": data.form,
            "delivery": list(data.delivery),
            "language": data.language,
            "text": data.text,
            "quotations": [list(quoted) for quoted in data.quotations],
            "procedural": data.procedural,
            "collective": data.collective,
            "unattributed": data.unattributed,
        }

    def write_statements(self) -> None:
        parts = self.record.statements
        fields = [self._statement_fields(order, data) for order, data in enumerate(parts)]
        self.upsert("statement", Statement, parts, fields)
        self.numbered = {row.number: row for row in self.rows["statement"].values()}
        self.cite("statement", parts)
        StatementTopic.objects.bulk_create(
            StatementTopic(
                statement=self.numbered[data.number], topic=self.nouns.topics[name], order=order
            )
            for data in parts
            for order, name in enumerate(data.topics)
        )
        self._speakers()
        self._link(Statement.mentions.through, "participant", self._mentions())
        self._link(Statement.in_reply_to.through, "to_statement", self._replies())

    def _speakers(self) -> None:
        rows, groups = [], []
        for data in self.record.statements:
            for order, speaker in enumerate(data.speakers):
                rows.append(
                    Speaker(
                        statement=self.numbered[data.number],
                        order=order,
                        participant=self.nouns.who(speaker.participant),
                        person=self.nouns.person(speaker.person),
                        printed=speaker.printed,
                        title=speaker.title,
                        capacity=speaker.capacity,
                    )
                )
                groups.append(self.nouns.whom(speaker.on_behalf_of))
        created = Speaker.objects.bulk_create(rows, batch_size=500)
        through = Speaker.on_behalf_of.through
        through.objects.bulk_create(
            through(speaker=row, participant=one)
            for row, group in zip(created, groups, strict=True)
            for one in group
        )

    def _mentions(self) -> Iterable[tuple[Statement, Any]]:
        for data in self.record.statements:
            for one in self.nouns.whom(data.mentions):
                yield self.numbered[data.number], one

    def _replies(self) -> Iterable[tuple[Statement, Any]]:
        for data in self.record.statements:
            for number in data.in_reply_to:
                yield self.numbered[data.number], self.numbered[number]

    def _link(self, through: Any, target: str, pairs: Iterable[tuple[Statement, Any]]) -> None:
        """Make the rows of a many-to-many relation of statements anew."""
        source = "from_statement" if target == "to_statement" else "statement"
        through.objects.filter(**{f"{source}__meeting": self.meeting}).delete()
        unique = {(row.pk, other.pk) for row, other in pairs}
        through.objects.bulk_create(
            through(**{f"{source}_id": row, f"{target}_id": other}) for row, other in sorted(unique)
        )

    def write_pledges(self) -> None:
        parts = self.record.pledges
        fields = [
            {
                "order": order,
                "title": data.title,
                "collective": data.collective,
                "kind": data.kind,
                "strength": data.strength,
                "condition": data.condition,
                "due": data.due,
                "made": data.made,
                "statement": self.numbered.get(data.statement),
            }
            for order, data in enumerate(parts)
        ]
        self.upsert("pledge", Pledge, parts, fields)
        self.cite("pledge", parts)
        rows = self.rows["pledge"]
        Pledger.objects.bulk_create(
            Pledger(
                pledge=rows[n],
                order=order,
                participant=self.nouns.who(by.participant),
                person=self.nouns.person(by.person),
            )
            for n, data in enumerate(parts)
            for order, by in enumerate(data.by)
        )
        Amount.objects.bulk_create(
            Amount(
                pledge=rows[n],
                order=order,
                text=sum_.text,
                value=sum_.value,
                currency=sum_.currency,
                unit=sum_.unit,
            )
            for n, data in enumerate(parts)
            for order, sum_ in enumerate(data.amounts)
        )
        self._updates()

    def _updates(self) -> None:
        for n, pledge in enumerate(self.record.pledges):
            for m, data in enumerate(pledge.updates):
                row = Update.objects.create(
                    pledge=self.rows["pledge"][n],
                    order=m,
                    date=data.date,
                    status=data.status,
                    asserted_by=data.asserted_by,
                    text=data.text,
                    meeting=self.nouns.bare_stub(data.meeting) if data.meeting else None,
                )
                self.rows["update"][n, m] = row
                self.cite_ranges("update", row, data.passage)
