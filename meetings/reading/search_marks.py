"""What is marked in the texts of a page because a visitor searched for it before coming there."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from ..source_text import OwnedSpan

#: whose span it is: any words searched, and those that stand first on the page
SEARCHED, FIRST = "searched", "first"


class SearchMarks:
    """Marks nothing: nobody searched. Ask in the order of the page, for the first has an anchor."""

    def spans(self, text: str) -> Sequence[OwnedSpan[str]]:
        """Where the words stand in a text; the first of the page twice, as :data:`FIRST` too."""
        return []

    def html(self, text: str) -> SafeString | str:
        """A text with the words marked, as HTML; the text itself where there are none."""
        return text
