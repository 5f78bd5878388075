"""Series, and meetings that a file only names."""

from typing import Any

from django.utils.translation import gettext as _

from ..derived.descriptions import Facts, describe, differing
from ..models import Meeting, Relation, Series
from ..models.choices import Layer, Stage
from .fields.declaration import fields_of
from .fields.objects import Items, Object
from .fields.record import RecordFile
from .fields.relation import StubRecord
from .fields.series import SeriesRecord
from .participant_rows import ParticipantRows
from .policy import SharedPolicy

#: facts of a stub that the file holds inside its place
_PLACES = {name: f"place/{name}" for name in ("city", "country", "venue")}
#: facts of a stub that are kept as the file has them
PLAIN_FACTS = tuple(
    field.name
    for field in fields_of(StubRecord)
    if field.name != "slug" and not isinstance(field.kind, Object | Items)
)


class StubRows:
    """Series and stubs of one file, as rows."""

    def __init__(self, record: RecordFile, policy: SharedPolicy, bodies: ParticipantRows) -> None:
        self.record = record
        self.policy = policy
        self._bodies = bodies

    def series(self, data: SeriesRecord | None, path: str) -> Series | None:
        """The series, made where it is new."""
        if data is None:
            return None
        row, is_new = Series.objects.get_or_create(
            slug=data.slug, defaults={"name": data.name, "note": data.note}
        )
        if not is_new:
            self.policy.same(path, row, {"name": data.name}, f"“{row.name}”")
            if data.note and row.note:
                self.policy.same(path, row, {"note": data.note}, f"“{row.name}”")
            elif data.note:
                self.policy.fill(f"{path}/note", row, {"note": data.note}, f"“{row.name}”")
        return row

    def columns(self, data: StubRecord, path: str) -> dict[str, Any]:
        """The columns of a relation: the stub that the file names, and what the file says of it.

        Descriptions of several files add up; one that contradicts another is refused.
        """
        row = self.bare_stub(data.slug)
        facts = self._facts(data, path)
        others = Relation.objects.filter(other=row).exclude(meeting__slug__in=self._own_slugs())
        for relation in others.select_related("meeting"):
            names = differing(relation, facts)
            if names and self.policy.replace:
                relation.described |= {name: facts[name] for name in names}
                relation.save(update_fields=["described"])
                self.policy.changed = True
                continue
            for name in names:
                self.policy.refuse(
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
        return {"other": row, "described": facts}

    def _own_slugs(self) -> list[str]:
        return [self.record.meeting.slug, *self.record.meeting.former_slugs]

    def _facts(self, data: StubRecord, path: str) -> Facts:
        series = self.series(data.series, f"{path}/series")
        country = self._bodies.participant(data.place.country)
        present = [
            (self._bodies.participant(delegation.participant), list(delegation.roles))
            for delegation in data.delegations
        ]
        facts = {name: getattr(data, name) for name in PLAIN_FACTS} | {
            "series": series.slug if series else "",
            "city": data.place.city,
            "country": country.slug if country else "",
            "venue": data.place.venue,
            "delegations": [
                {"participant": body.slug, "roles": roles} for body, roles in present if body
            ],
        }
        return {name: value for name, value in facts.items() if value}

    def bare_stub(self, slug: str) -> Meeting:
        """The stub of that slug; one without facts where nobody described it yet."""
        return Meeting.objects.get_or_create(
            slug=slug, layer=Layer.STUB, defaults={"stage": Stage.MENTIONED}
        )[0]


def describe_named(stubs: set[int]) -> None:
    """Derive anew the stubs that a record named before; one that none names any longer goes."""
    rows = Meeting.objects.stubs().filter(pk__in=stubs)
    rows.filter(named_by=None, updates_reported=None).delete()
    for stub in rows.all():
        describe(stub)
