"""Words that a visitor searched for before coming to a page, to be marked in its texts."""

from ..source_text import Span

#: whose span it is: any words searched, and those that stand first on the page
SEARCHED, FIRST = "searched", "first"


class Searched:
    """The words to mark on one page; here none, ``meetings.views.searched`` has those of a request.

    Ask in the order of the page, for the first has an anchor.
    """

    def spans(self, text: str) -> list[Span[str]]:
        """Where the words stand in a text; the first of the page twice, as :data:`FIRST` too."""
        return []

    def html(self, text: str) -> str:
        """A text with the words marked, as HTML; the text itself where there are none."""
        return text
