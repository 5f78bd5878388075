"""A search as an address of the search page asks for it, and the addresses that ask a little else.

``q`` is written in the query language; the fields of the form say the same as its ``from:``,
``in:``, ``topic:``, ``form:`` and ``year:``. An address holds the known parameters that are in
use, in one order; unknown ones are left behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.search.query.language import (
    LONGEST_QUERY,
    FieldTerm,
    ParsedQuery,
    parse_query,
    removable_parts,
)
from meetings.search.results.noun_groups import NAMES

#: fields of the query language that the form has, in the order of an address
FORM_FIELDS = ("from", "in", "topic", "form")
YEAR_FIELDS = ("year_from", "year_to")
PARAMETERS = ("q", *FORM_FIELDS, *YEAR_FIELDS, "group", "sort", "after", "before", "page")
#: parameter of a group → noun of the search
GROUPS = dict(
    zip(
        ("meetings", "pledges", "participants", "people", "topics", "documents", "sources"),
        NAMES,
        strict=True,
    )
)
STATEMENT_GROUP = "statements"
MOST_VALUES, LONGEST_VALUE = 10, 120
SORTS = ("relevance", "newest")
#: pages of a group: it holds a thousand rows at most
MOST_PAGES = 50
_FIRST_PAGE: dict[str, Any] = {"after": None, "before": None, "page": 1}


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as an address asks for it; what cannot be read is as if it were not there."""

    text: str = ""
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    year_from: str = ""
    year_to: str = ""
    group: str = ""
    sort: str = ""
    after: int | None = None
    before: int | None = None
    page: int = 1

    @classmethod
    def of(cls, data: QueryDict) -> Self:
        """Read an address."""
        group = data.get("group", "")
        return cls(
            text=" ".join(data.get("q", "").split())[: LONGEST_QUERY + 1],
            fields={
                name: values for name in FORM_FIELDS if (values := _values(data.getlist(name)))
            },
            year_from=_value(data.get("year_from", "")),
            year_to=_value(data.get("year_to", "")),
            group=group if group == STATEMENT_GROUP or group in GROUPS else "",
            sort=data.get("sort", "") if data.get("sort") in SORTS else "",
            after=_number(data.get("after", "")),
            before=_number(data.get("before", "")) if "after" not in data else None,
            page=min(_number(data.get("page", "")) or 1, MOST_PAGES),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.text or self.fields or self.year_from or self.year_to)

    @property
    def by_relevance(self) -> bool:
        """Whether the most relevant come first: for words unless the newest are asked for."""
        return (self.sort or self._usual_sort) == "relevance"

    @property
    def _usual_sort(self) -> str:
        """How results come where nothing is said: dates tell most where no word is sought."""
        return "relevance" if parse_query(self.text).expression.parts else "newest"

    @property
    def query(self) -> ParsedQuery:
        """The query with the fields of the form added to those that are typed."""
        parsed = parse_query(self.text)
        more = [FieldTerm(name, value) for name, values in self.fields.items() for value in values]
        if self.year_from or self.year_to:
            more.append(FieldTerm("year", self._years()))
        return replace(parsed, fields=tuple(dict.fromkeys([*parsed.fields, *more])))

    def _years(self) -> str:
        """The years as the query language has them; open at one end where that is empty."""
        if self.year_from == self.year_to:
            return self.year_from
        return f"{self.year_from}..{self.year_to}"

    def url(self, **changes: Any) -> str:
        """The address of this search with changes; on its first page unless they say another."""
        return replace(self, **(_FIRST_PAGE | changes)).address

    @property
    def address(self) -> str:
        """Path and query of this search: known parameters alone, no default."""
        return self._address("search")

    @property
    def pdf_address(self) -> str:
        """The results as a document: they begin with the first."""
        return replace(self, **_FIRST_PAGE)._address("search_pdf")

    def _address(self, route: str) -> str:
        query = QueryDict(mutable=True)
        if self.text:
            query["q"] = self.text
        for name, values in self.fields.items():
            query.setlist(name, list(values))
        for name in (*YEAR_FIELDS, "group"):
            if value := getattr(self, name):
                query[name] = value
        if self.sort and self.sort != self._usual_sort:
            query["sort"] = self.sort
        for name in ("after", "before"):
            if (key := getattr(self, name)) is not None:
                query[name] = str(key)
        if self.page > 1:
            query["page"] = str(self.page)
        path = reverse(route)
        return f"{path}?{query.urlencode()}" if query else path

    @property
    def plain_url(self) -> str:
        """The search for the text alone."""
        return self.url(fields={}, year_from="", year_to="")

    @property
    def newest_url(self) -> str:
        """The same, newest first."""
        return self.url(sort="newest")

    @property
    def relevance_url(self) -> str:
        """The same, the most relevant first."""
        return self.url(sort="relevance")

    @property
    def form(self) -> list[dict[str, str]]:
        """The fields of the form but the years, each with its first value."""
        hints = {
            "from": _("a participant or a person: Japan"),
            "in": _("by its title or short name: fhs"),
            "topic": _("by its name or abbreviation: WPS"),
        }
        return [
            {
                "name": name,
                "label": field_label(name),
                "hint": hint,
                "value": next(iter(self.fields.get(name, ())), ""),
            }
            for name, hint in hints.items()
        ]

    @property
    def statement_form(self) -> str:
        """The form of statements that is asked for; empty for any."""
        return next(iter(self.fields.get("form", ())), "")

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form that narrows sends along unseen: the group and the order."""
        group = [("group", self.group)] if self.group else []
        sort = [("sort", self.sort)] if self.sort and self.sort != self._usual_sort else []
        return group + sort

    def chips(self, labels: Mapping[tuple[str, str], str]) -> list[dict[str, str]]:
        """The fields of the form in use, each with the address of the search without it.

        ``labels`` has the names of values, by field and value; others are shown as typed.
        """
        chips = [
            {
                "name": field_label(name),
                "value": labels.get((name, value), value),
                "url": self._url_without(name, value),
            }
            for name, values in self.fields.items()
            for value in values
        ]
        if years := self._shown_years():
            url = self.url(year_from="", year_to="")
            chips.append({"name": _("Year"), "value": years, "url": url})
        return chips

    def _shown_years(self) -> str:
        if self.year_from and self.year_to and self.year_from != self.year_to:
            return f"{self.year_from}–{self.year_to}"
        if self.year_from and not self.year_to:
            return _("from %(year)s") % {"year": self.year_from}
        if self.year_to and not self.year_from:
            return _("to %(year)s") % {"year": self.year_to}
        return self.year_from

    def _url_without(self, name: str, value: str) -> str:
        rest = {name: tuple(other for other in self.fields[name] if other != value)}
        return self.url(
            fields={key: values for key, values in (self.fields | rest).items() if values}
        )

    def shorter(self) -> list[tuple[str, "SearchRequest"]]:
        """Each condition in words, with the search without it; the text has none beside OR."""
        shorter = []
        for start, end in removable_parts(self.text):
            rest = " ".join(f"{self.text[:start]} {self.text[end:]}".split())
            shorter.append((self.text[start:end], self._of_all_groups(text=rest)))
        for name, values in self.fields.items():
            others = {key: of for key, of in self.fields.items() if key != name}
            words = f"{field_label(name)}: {', '.join(values)}"
            shorter.append((words, self._of_all_groups(fields=others)))
        if years := self._shown_years():
            words = f"{_('Year')}: {years}"
            shorter.append((words, self._of_all_groups(year_from="", year_to="")))
        return [(words, request) for words, request in shorter if not request.is_empty]

    def any_word(self) -> "SearchRequest | None":
        """The search for any of the words; None where the text is not words alone."""
        words = self.text.split()
        plain = all(word.isalnum() and not word.isupper() for word in words)
        if not plain or not 1 < len(words) < MOST_VALUES:
            return None
        return self._of_all_groups(text=" OR ".join(words))

    def _of_all_groups(self, **changes: Any) -> "SearchRequest":
        """This search with changes, on the first page of its results together."""
        return replace(self, **(_FIRST_PAGE | {"group": ""} | changes))


def field_label(name: str) -> str:
    """The name of a field of the form."""
    labels = {
        "from": _("Speaker"),
        "in": _("Meeting or series"),
        "topic": _("Topic"),
        "form": _("Form"),
    }
    return labels[name]


def _value(text: str) -> str:
    return " ".join(text.replace('"', " ").split())[:LONGEST_VALUE]


def _values(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_value, texts))))[:MOST_VALUES]


def _number(text: str) -> int | None:
    """A whole number from 1 that a database can hold; None for any other text."""
    return int(text) or None if text.isascii() and text.isdigit() and len(text) <= 18 else None
