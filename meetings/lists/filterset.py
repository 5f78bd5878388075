"""What the filters of all list pages share."""

from collections.abc import Callable, Sequence
from typing import Any, Self

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..search.found import Found, rows_found
from .address import SORT
from .counts import Counted
from .cursor import Order, order_of


class ListFilter(Counted):
    """The filters of a list page.

    With a value that is wrong the list is empty, and the form says what to change.
    """

    def check(self) -> None:
        """Name in the form what is wrong between two values that are right by themselves."""
        first, last = (self.form.cleaned_data.get(name) for name in ("year_from", "year_to"))
        if first and last and first > last:
            self.form.add_error("year_to", _("This year comes before the first one."))

    @property
    def qs(self) -> QuerySet[Any]:
        """The rows that the filters leave, in order."""
        if not hasattr(self, "_rows"):
            self._rows = self.matching()
        return self._rows

    @cached_property
    def places(self) -> Order:
        """The order in use, cut into parts so that pages are found by what stands before them."""
        if SORT not in self.filters:
            return order_of(self.first_counted)
        orders = self.filters[SORT].orders
        _label, fields = orders.get(self.sort_value) or next(iter(orders.values()))
        return order_of(fields)

    @cached_property
    def is_valid_query(self) -> bool:
        """Whether all that was asked can be understood; the form says what cannot."""
        if self.form.is_valid():
            self.check()
        return self.form.is_valid()

    def matching(self) -> QuerySet[Any]:
        """The rows by what was asked; none where that cannot be understood."""
        if not self.is_valid_query:
            return self.queryset.none()
        return self.filter_queryset(self.queryset.all())

    @classmethod
    def for_list(
        cls, data: QueryDict, queryset: QuerySet[Any] | Callable[[], QuerySet[Any]]
    ) -> Self:
        """The filters bound to an address, also where that names none."""
        return cls(data=data, queryset=queryset)

    #: the noun of the index in which words are sought, by its name in ``search.nouns``
    noun = ""

    @cached_property
    def found(self) -> Found:
        """What the words find in the index."""
        return rows_found(self.noun, self.form.cleaned_data.get("words") or "")

    @property
    def _sought(self) -> bool:
        return bool(self.noun) and "words" in self.used and self.form.is_valid()

    @property
    def more_than(self) -> bool:
        """Whether words found more rows than the list holds."""
        return self._sought and not self.found.whole

    @property
    def notes(self) -> Sequence[str]:
        """Sentences on what of the words was not understood, or was taken as what."""
        return self.found.notes if self._sought else ()
