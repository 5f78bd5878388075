"""Meetings by what the public may see of them, and by when they are."""

from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from participants.models.search_text import SearchTextQuerySet
from participants.queries.visibility import Meets

from .choices import Layer, Stage, Status
from .parts import withdrawn_at

#: a record that the public sees, or saw: its stub stands back, and its address answers for good
_WAS_PUBLIC = Q(status__in=[Status.PUBLISHED, Status.WITHDRAWN]) | Q(gone=True)
#: stages of meetings that are yet to come
_EXPECTED = (Stage.ANNOUNCED, Stage.PROPOSED)


class MeetingQuerySet(SearchTextQuerySet[Any]):
    """Meetings by what the public may see of them."""

    def records(self) -> Self:
        """Recorded meetings, in whatever state."""
        return self.filter(layer=Layer.RECORD)

    def corrections(self) -> Self:
        """Drafts of what published records are to become."""
        return self.filter(layer=Layer.CORRECTION)

    def worked_on(self) -> Self:
        """Records and corrections of them: what staff enter and take from step to step."""
        return self.exclude(layer=Layer.STUB)

    def stubs(self) -> Self:
        """What records say of other meetings."""
        return self.filter(layer=Layer.STUB)

    def published(self) -> Self:
        """Published records."""
        return self.filter(layer=Layer.RECORD, status=Status.PUBLISHED)

    def held(self) -> Self:
        """Meetings that took place, as far as the sources say."""
        return self.filter(stage=Stage.HELD)

    def coming(self, day: Any) -> Self:
        """Meetings that are announced or proposed for ``day`` or later; the undated are not."""
        return self.filter(self._is_coming(day))

    def not_coming(self, day: Any) -> Self:
        """All others."""
        return self.filter(
            ~Q(stage__in=_EXPECTED)
            | Q(last_day__lt=day)
            | Q(last_day__isnull=True, first_day__isnull=True)
            | Q(last_day__isnull=True, first_day__lt=day)
        )

    def public(self) -> Self:
        """Published records, and the stubs they name."""
        named = Meets(type(self), self.model, MeetingQuerySet.named)
        return self.filter(Q(layer=Layer.RECORD, status=Status.PUBLISHED) | Q(named))

    def public_uses(self) -> Self:
        """The same, that make public what they refer to: for a condition around this one."""
        return self.filter(Q(layer=Layer.RECORD, status=Status.PUBLISHED) | self._naming())

    def named(self) -> Self:
        """Stubs that published records name."""
        return self.filter(self._naming())

    def _is_coming(self, day: Any) -> Q:
        """By the last day; by the first one where the end is open."""
        lasting = Q(last_day__gte=day) | Q(last_day__isnull=True, first_day__gte=day)
        return Q(stage__in=_EXPECTED) & lasting

    def _naming(self) -> Q:
        """A stub is named, and stands in for no record.

        It steps back while its meeting has a published record, or a withdrawn one (that
        address answers 410), be it a draft again; any other draft of the slug changes nothing.
        """
        recorded = self._all().filter(_WAS_PUBLIC, slug=OuterRef("slug"), layer=Layer.RECORD)
        named = self._referring("named_by").published().filter(other=OuterRef("pk"))
        return Q(layer=Layer.STUB) & Exists(named) & ~Exists(recorded)

    def withdrawn(self) -> Self:
        """Records that were taken back; their addresses say so, and no more.

        One that is a draft again is among them until it is published.
        """
        return self.filter(withdrawn_at(), layer=Layer.RECORD)

    def withdrawn_uses(self) -> Self:
        """Withdrawn records, and the stubs that they name."""
        named = self._referring("named_by").withdrawn_uses().filter(other=OuterRef("pk"))
        taken_back = withdrawn_at() & Q(layer=Layer.RECORD)
        return self.filter(taken_back | Q(layer=Layer.STUB) & Exists(named))

    def counted(self) -> Self:
        """Each with how many delegations, statements and pledges it has."""
        return self.annotate(
            delegation_count=self._number_of("delegations"),
            statement_count=self._number_of("statements"),
            pledge_count=self._number_of("pledges"),
        )

    def newest_first(self) -> Self:
        """Latest day first; what has no day comes last."""
        return self.order_by(models.F("first_day").desc(nulls_last=True), "slug", "pk")

    def oldest_first(self) -> Self:
        """Earliest day first; what has no day comes last."""
        return self.order_by(models.F("first_day").asc(nulls_last=True), "slug", "pk")

    def get_by_natural_key(self, slug: str, layer: str) -> Any:
        """The meeting of that slug and layer. Raises ``DoesNotExist``."""
        return self.get(slug=slug, layer=layer)

    def _all(self) -> Self:
        """Every meeting, whatever noun these rows are read as."""
        return type(self)(self.model._meta.concrete_model)

    def _referring(self, relation: str) -> Any:
        """All rows that refer to meetings by the relation of that name.

        Their models know this one, so that it cannot import them.
        """
        return self.model._meta.get_field(relation).related_model._default_manager.all()

    def _number_of(self, relation: str) -> Coalesce:
        """How many rows of a part each meeting has."""
        rows = self._referring(relation).filter(meeting=OuterRef("pk")).order_by()
        return Coalesce(Subquery(rows.values("meeting").values(n=Count("pk"))), 0)
