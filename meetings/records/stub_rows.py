"""Series, and meetings that a file only names."""

from typing import Any

from django.utils.translation import gettext as _

from participants.models.former import of_former_slugs

from ..derived.descriptions import Facts, describe, differing
from ..models import FormerSlug, Meeting, Relation, Series
from ..models.choices import Layer, Stage
from .fields.declaration import fields_of
from .fields.former import FormerSlugs
from .fields.objects import Items, Object
from .fields.record import RecordFile
from .fields.relation import StubRecord
from .fields.series import SeriesRecord
from .former_rows import keep_former_slugs
from .participant_rows import ParticipantRows
from .policy import SharedPolicy

#: facts of a stub that the file holds inside its place
_PLACES = {name: f"place/{name}" for name in ("city", "country", "venue")}
#: facts of a stub that are kept as the file has them
PLAIN_FACTS = tuple(
    field.name
    for field in fields_of(StubRecord)
    if field.name != "slug" and not isinstance(field.kind, Object | Items | FormerSlugs)
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
        if merged := self._merged_series(data.slug):
            self.policy.note_former(f"{path}/slug", data.slug, merged)
            return merged
        row, is_new = Series.objects.get_or_create(
            slug=data.slug, defaults={"name": data.name, "note": data.note}
        )
        if not is_new:
            self.policy.same(path, row, {"name": data.name}, f"“{row.name}”")
            if data.note and row.note:
                self.policy.same(path, row, {"note": data.note}, f"“{row.name}”")
            elif data.note:
                self.policy.fill(f"{path}/note", row, {"note": data.note}, f"“{row.name}”")
        keep_former_slugs(self.policy, path, row, data.former_slugs)
        return row

    def _merged_series(self, slug: str) -> Series | None:
        """The series into which that of a slug was merged."""
        if Series.objects.filter(slug=slug).exists():
            return None
        merged: Series | None = of_former_slugs(Series, [slug]).get(slug)
        return merged

    def columns(self, data: StubRecord, path: str) -> dict[str, Any]:
        """The columns of a relation: the stub that the file names, and what the file says of it.

        Descriptions of several files add up; one that contradicts another is refused.
        """
        row = self.bare_stub(data.slug)
        if row.slug != data.slug:
            self.policy.note_former(f"{path}/slug", data.slug, row)
        self._keep_former_slugs(path, row, data)
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

    def _keep_former_slugs(self, path: str, stub: Meeting, data: StubRecord) -> None:
        """Keep addresses that no other meeting has or had; others stay with theirs."""
        slugs = [slug for slug in data.former_slugs if slug != stub.slug]
        taken = {
            *Meeting.objects.filter(slug__in=slugs).values_list("slug", flat=True),
            *FormerSlug.objects.filter(slug__in=slugs).values_list("slug", flat=True),
        }
        if new := set(slugs) - taken:
            FormerSlug.objects.bulk_create(FormerSlug(slug=s, meeting=stub) for s in sorted(new))
            self.policy.changed = True

    def bare_stub(self, slug: str) -> Meeting:
        """The stub of that slug, or into which that one was merged.

        One without facts where nobody described it yet.
        """
        if merged := Meeting.objects.stubs().filter(former_slugs__slug=slug).first():
            return merged
        return Meeting.objects.get_or_create(
            slug=slug, layer=Layer.STUB, defaults={"stage": Stage.MENTIONED}
        )[0]


def describe_named(stubs: set[int]) -> None:
    """Derive anew the stubs that a record named before; one that none names any longer goes."""
    rows = Meeting.objects.stubs().filter(pk__in=stubs)
    rows.filter(named_by=None, updates_reported=None).delete()
    for stub in rows.all():
        describe(stub)
