"""What was said and what was promised, as a record file has it."""

from functools import cached_property

from ..models import (
    Meeting,
    Pledge,
    Speaker,
    Statement,
    Update,
)
from .citing import Citing
from .shapes import (
    Json,
    filled,
    number_data,
)


class Said(Citing):
    """Statements and pledges on their way out."""

    def statement(self, n: int, row: Statement) -> Json:
        self.paths["statement", row.pk] = f"/statements/{n}"
        quoted = [{"start": start, "end": end} for start, end in row.quotations]
        return filled(
            number=row.number,
            session=row.session.key if row.session else None,
            agenda=row.agenda_item.key if row.agenda_item else None,
            form=row.form,
            delivery=row.delivery,
            language=row.language,
            topics=[self.topic(link.topic) for link in row.topic_links.all()],
            text=row.text,
            quotation=quoted[0] if len(quoted) == 1 else quoted,
            procedural=row.procedural,
            in_reply_to=sorted(other.number for other in row.in_reply_to.all()),
            mentions=self.whom(row.mentions.all()),
            passage=self.passage("statement", row.pk),
            collective=row.collective,
            unattributed=row.unattributed,
            speakers=[self._speaker(speaker) for speaker in row.speakers.all()],
        )

    def _speaker(self, row: Speaker) -> Json:
        return {"participant": self.who(row.participant)} | filled(
            person=self.person(row.person),
            printed=row.printed,
            title=row.title,
            capacity=row.capacity,
            on_behalf_of=self.whom(row.on_behalf_of.all()),
        )

    def pledge(self, n: int, row: Pledge) -> Json:
        path = f"/pledges/{n}"
        self.paths["pledge", row.pk] = path
        return filled(
            number=row.number,
            title=row.title,
            by=[
                filled(participant=self.who(by.participant), person=self.person(by.person))
                for by in sorted(row.pledgers.all(), key=lambda by: (by.order, by.pk))
            ],
            collective=row.collective,
            kind=row.kind,
            strength=row.strength,
            amounts=[
                filled(
                    text=sum_.text,
                    value=number_data(sum_.value),
                    currency=sum_.currency,
                    unit=sum_.unit,
                )
                for sum_ in sorted(row.amounts.all(), key=lambda sum_: (sum_.order, sum_.pk))
            ],
            condition=row.condition,
            made=row.made,
            due=row.due,
            statement=row.statement.number if row.statement else None,
            passage=self.passage("pledge", row.pk),
            updates=[
                self._update(f"{path}/updates/{m}", update)
                for m, update in enumerate(row.updates.all())
            ],
        )

    def _update(self, path: str, row: Update) -> Json:
        self.paths["update", row.pk] = path
        return filled(
            date=row.date,
            status=row.status,
            asserted_by=row.asserted_by,
            text=row.text,
            meeting=self._reported_at(row),
            passage=self.passage("update", row.pk),
        )

    def _reported_at(self, row: Update) -> str | None:
        """The meeting that reports an update; to the public, while it is public itself."""
        if row.meeting is None or (self.public and row.meeting.slug not in self._public_reports):
            return None
        return row.meeting.slug

    @cached_property
    def _public_reports(self) -> set[str]:
        reports = Update.objects.filter(pledge__meeting=self.meeting).values("meeting__slug")
        return set(Meeting.objects.public().filter(slug__in=reports).values_list("slug", flat=True))
