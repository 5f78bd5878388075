"""Words that a visitor searched for before coming to a page, marked in its texts.

A link from the results names them in ``?mark=``. They change no more than the marks: the
canonical address of the page is without them.
"""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..reading.search_marks import FIRST, SEARCHED, SearchMarks
from ..search.engine.expressions import Term
from ..search.engine.normal_form import tokens
from ..search.query.language import parse_query
from ..search.results.marking import marked, term_spans
from ..source_text import OwnedSpan

PARAMETER = "mark"
#: characters of the parameter, so that no address grows without bounds
LONGEST = 300


def mark_value(terms: Sequence[Term]) -> str:
    """The parameter for terms, in the query language; empty where there are none."""
    texts: list[str] = []
    size = 0
    for term in terms:
        words = str(term).replace("“", '"').replace("”", '"')
        size += len(words) + 1
        if size > LONGEST:
            break
        texts.append(words)
    return " ".join(texts)


class Searched(SearchMarks):
    """The words to mark on one page; ask in the order of the page, for the first has an anchor."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        text = request.GET.get(PARAMETER, "")[:LONGEST] if request else ""
        self.terms = parse_query(text).terms if text.strip() else ()
        self._found = False

    def spans(self, text: str) -> list[OwnedSpan[str]]:
        """Where the words stand in a text; the first of the page twice, as :data:`FIRST` too."""
        if not self.terms:
            return []
        words = tokens(text)
        places = term_spans(words, self.terms)
        spans = [OwnedSpan(words[a].start, words[b].end, SEARCHED) for a, b in places]
        if spans and not self._found:
            self._found = True
            spans.append(OwnedSpan(spans[0].start, spans[0].end, FIRST))
        return spans

    def html(self, text: str) -> SafeString | str:
        """A text with the words marked, as HTML; the text itself where there are none."""
        if not self.terms:
            return text
        parts = []
        for part in marked(text, self.terms):
            if not part.marked:
                parts.append(format_html("{}", part.text))
            elif self._found:
                parts.append(format_html("<mark>{}</mark>", part.text))
            else:
                self._found = True
                parts.append(format_html('<mark id="mark">{}</mark>', part.text))
        return format_html_join("", "{}", ((part,) for part in parts))
