"""What the list of documents can be narrowed to."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from participants.models import Participant

from ..models import Document, ListedDocument, Meeting, Passage, Reference
from ..models.choices import Rights
from .address import SORT
from .counts import MOST_OPTIONS, YEARS
from .facet import Facet, Option
from .filters import ChoicesFilter, SortFilter, ValuesFilter, YearFilter
from .filterset import ListFilter
from .slugs import SlugsFilter
from .words import WordsFilter

#: what the choices of ``held`` mean
HELD = [("text", _("Source text held here")), ("named", _("Only referred to"))]


class DocumentFilter(ListFilter):
    """Words, kind, issuer, language, rights, meeting, years, and whether the text is held."""

    words = WordsFilter(method="of_words", label=_("Words in title or symbol"))
    kind = ValuesFilter(label=_("Kind"), field_name="kind")
    held = ChoicesFilter(label=_("Text"), choices=HELD, field_name="held")
    issuer = SlugsFilter(
        label=_("Issued by"),
        rows=lambda: Participant.objects.public(),
        method="of_issuer",
        help_text=_("Another one, by its short name: “japan”."),
    )
    language = ValuesFilter(label=_("Language"), field_name="language")
    rights = ChoicesFilter(label=_("Rights"), choices=Rights.choices)
    meeting = SlugsFilter(
        label=_("Used by the record of"),
        rows=lambda: Meeting.objects.published(),
        method="used_by",
        help_text=_("Another one, by its short name, as in its address."),
    )
    year_from = YearFilter(label=_("From"), method="of_years_from")
    year_to = YearFilter(label=_("To"), method="of_years_to")
    sort = SortFilter(
        {
            "newest": (_("Newest first"), (F("first_day").desc(nulls_last=True), "key")),
            "oldest": (_("Oldest first"), (F("first_day").asc(nulls_last=True), "key")),
            "title": (_("Title, A to Z"), (F("title_order").asc(nulls_last=True), "key")),
        }
    )

    columns = {
        "kind": "kind",
        "held": "held",
        "language": "language",
        "rights": "rights",
        YEARS: "year",
    }
    links = {
        "issuer": (Document.issuers.through.objects.all, "document", "participant"),
    }
    first_counted = (F("first_day").desc(nulls_last=True), "key")

    class Meta:
        model = ListedDocument
        fields: list[str] = []

    noun = "document"

    def of_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Documents with the words in title or symbol."""
        return rows.filter(pk__in=self.found.numbers)

    def of_issuer(self, rows: QuerySet[Any], name: str, who: list[Participant]) -> QuerySet[Any]:
        """Documents that one of them issued."""
        return rows.filter(
            pk__in=Document.issuers.through.objects.filter(participant__in=who).values("document")
        )

    def used_by(self, rows: QuerySet[Any], name: str, value: list[Meeting]) -> QuerySet[Any]:
        """Documents that one of the records comes from, or refers to."""
        passages = Passage.objects.filter(meeting__in=value).values("document")
        references = Reference.objects.filter(meeting__in=value).values("document")
        return rows.filter(Q(pk__in=passages) | Q(pk__in=references))

    def of_years_from(self, rows: QuerySet[Any], name: str, year: int) -> QuerySet[Any]:
        """Documents that may be of the year or later; those without a date are not."""
        return rows.filter(last_day__gte=date(year, 1, 1))

    def of_years_to(self, rows: QuerySet[Any], name: str, year: int) -> QuerySet[Any]:
        """Documents that may be of the year or before; those without a date are not."""
        return rows.filter(first_day__lte=date(year, 12, 31))

    @cached_property
    def facets(self) -> list[Facet]:
        """The filters with counted choices."""
        return [
            self.values_facet("kind"),
            self.facet("held"),
            self.link_facet("issuer"),
            self.values_facet("language"),
            self.facet("rights"),
            self.typed_facet("meeting"),
        ]

    def _counted(
        self, left_out: tuple[str, ...], names: list[str]
    ) -> dict[str, tuple[dict[Any, int], bool]]:
        """As of any list; where all rows are counted, alike ones are first, by an index."""
        used = {key: one for key, one in self.used.items() if key not in (*left_out, SORT)}
        if sum(map(len, used.values())) > 1 or "words" in used:
            return super()._counted(left_out, names)
        columns = [self.columns[name] for name in names]
        asked = self.query_of(
            f"alike {names}",
            lambda: self.without(*left_out).values_list(*columns).annotate(n=Count("*")),
        )
        found: dict[str, tuple[dict[Any, int], bool]] = {name: ({}, True) for name in names}
        for *values, n in asked.rows():
            for name, value in zip(names, values, strict=True):
                if value is not None:
                    numbers = found[name][0]
                    numbers[value] = numbers.get(value, 0) + n
        return found

    def values_facet(self, name: str) -> Facet:
        """The most frequent values of a column that is no closed list; one query or two."""
        counted, exact = self._numbers[name]
        rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
        numbers = {value: n for value, n in rows if value}
        ticked = self.used.get(name, [])
        values = dict.fromkeys([*ticked, *list(numbers)[:MOST_OPTIONS]])
        options = [Option(value, value, numbers.get(value, 0), value in ticked) for value in values]
        return Facet(name, str(self.form[name].label), options, [], exact)
