"""Meetings by what the public may see of them, and what lists read of them."""

from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from participants.queries.visibility import Meets

from .choices import Layer, Status


class MeetingQuerySet(models.QuerySet[Any]):
    """Meetings by what the public may see of them."""

    def records(self) -> Self:
        """Recorded meetings, in whatever state."""
        return self.filter(layer=Layer.RECORD)

    def stubs(self) -> Self:
        """What records say of other meetings."""
        return self.filter(layer=Layer.STUB)

    def published(self) -> Self:
        """Published records."""
        return self.filter(layer=Layer.RECORD, status=Status.PUBLISHED)

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

    def _naming(self) -> Q:
        """A stub is named, and stands in for no record.

        It steps back while its meeting has a published record, or a withdrawn one (that
        address answers 410); a draft of the same slug changes nothing.
        """
        recorded = self._all().filter(
            slug=OuterRef("slug"),
            layer=Layer.RECORD,
            status__in=[Status.PUBLISHED, Status.WITHDRAWN],
        )
        named = self._referring("named_by").published().filter(other=OuterRef("pk"))
        return Q(layer=Layer.STUB) & Exists(named) & ~Exists(recorded)

    def withdrawn(self) -> Self:
        """Records that were taken back; their addresses say so, and no more."""
        return self.filter(layer=Layer.RECORD, status=Status.WITHDRAWN)

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
