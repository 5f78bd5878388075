"""Delegations of all meetings: the list."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ..lists.delegation import DelegationFilterSet
from ..lists.view import FilteredListView
from ..reading.delegation_rows import delegation_rows


class DelegationList(FilteredListView):
    """Delegations to recorded meetings, with their people."""

    template_name = "meetings/delegation_list.html"
    noun = _("Delegations")
    filterset_class = DelegationFilterSet
    paginate_by = 50

    def read_rows(self, numbers: list[int]) -> list[Any]:
        """Delegations with all that a row prints."""
        return delegation_rows(numbers)
