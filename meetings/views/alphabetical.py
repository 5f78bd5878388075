"""What lists from A to Z share."""

from typing import Any

from ..lists.alphabet import letter_groups, letters
from ..lists.view import FilteredListView


class AlphabeticalList(FilteredListView):
    """A list from A to Z, under the letters that names begin with."""

    paginate_by = 100

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page and its letters."""
        context = super().get_context_data(**kwargs)
        return context | {
            "groups": letter_groups(context["object_list"]),
            "letters": letters(self.filter, self.paginate_by),
        }
