"""What could be asked instead of a search that found nothing: another spelling, or less."""

from dataclasses import dataclass, field, replace

from meetings.search.query.field_lookup import Known
from meetings.search.query.resolution import resolve_query
from meetings.search.query.spelling import corrected
from meetings.search.results.statements import search_statements

from .search_request import SearchRequest

#: conditions that a search that found nothing is tried without
MOST_TRIES = 6
#: values of the form whose spelling is looked at
MOST_SPELT = 3


@dataclass(slots=True)
class OtherSearch:
    """A search that may find more: its text, or what it leaves out; its address and number."""

    words: str
    url: str
    count: str = ""


@dataclass(slots=True)
class Alternatives:
    """What could be asked instead of a search that found nothing."""

    spelt: OtherSearch | None = None
    wider: list[OtherSearch] = field(default_factory=list)
    any_word: OtherSearch | None = None


def alternatives(request: SearchRequest, known: Known) -> Alternatives:
    """What could be asked instead: another spelling, or less.

    ``known`` is what the fields of the search name.
    """
    right = _spelt(request)
    wider = [_counted(words, less, known) for words, less in right.shorter()[:MOST_TRIES]]
    any_word = right.any_word()
    any_found = _counted("", any_word, known) if any_word else None
    return Alternatives(
        spelt=OtherSearch(_names(right), right.url(group="")) if right != request else None,
        wider=[other for other in wider if other],
        any_word=any_found,
    )


def _counted(words: str, request: SearchRequest, known: Known) -> OtherSearch | None:
    """A search with the number of statements that it finds; None where it finds none."""
    count = search_statements(resolve_query(request.query, known), limit=1).count
    return OtherSearch(words, request.address, count.in_words) if count.n else None


def _spelt(request: SearchRequest) -> SearchRequest:
    """The search with misspelt words and names put right; the same where there are none.

    Only the first values of a form that is full are looked at.
    """
    fields = dict(request.fields)
    looked_at = 0
    for name in ("from", "topic"):
        values = list(fields.get(name, ()))
        for at, value in enumerate(values[: MOST_SPELT - looked_at]):
            values[at] = _right_name(name, value)
            looked_at += 1
        if values:
            fields[name] = tuple(values)
    text = corrected(request.text) if request.text else None
    return replace(request, text=text or request.text, fields=fields)


def _right_name(name: str, value: str) -> str:
    begin = f'{name}:"'
    return (corrected(f'{begin}{value}"') or f'{begin}{value}"')[len(begin) : -1]


def _names(request: SearchRequest) -> str:
    """The text, and the names of the fields that can be misspelt."""
    names = [*request.fields.get("from", ()), *request.fields.get("topic", ())]
    return ", ".join(filter(None, [request.text, *names]))
