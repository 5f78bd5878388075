"""What the list of documents can be narrowed to."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from participants.models import Participant

from ..models import Document, ListedDocument, Meeting, Passage, Reference
from ..models.choices import Rights
from .facets import Column, LinkColumns, Uncounted
from .filters import (
    ChoicesFilter,
    LanguagesFilter,
    SortFilter,
    ValuesFilter,
    WordsFilter,
    YearFilter,
)
from .filterset import ListFilterSet
from .headings import WITH_WORDS
from .name_filters import MeetingsFilter, ParticipantsFilter

#: what the choices of ``held`` mean
HELD = [("text", _("Source text held here")), ("named", _("Only referred to"))]


class DocumentFilterSet(ListFilterSet):
    """Words, kind, issuer, language, rights, meeting, years, and whether the text is held."""

    words = WordsFilter(method="of_words", label=_("Words in title or symbol"))
    kind = ValuesFilter(label=_("Kind"))
    held = ChoicesFilter(label=_("Text"), choices=HELD)
    issuer = ParticipantsFilter(label=_("Issued by"), method="of_issuer")
    language = LanguagesFilter(label=_("Language"))
    rights = ChoicesFilter(label=_("Rights"), choices=Rights.choices)
    meeting = MeetingsFilter(label=_("Used by the record of"), method="used_by", published=True)
    year_from = YearFilter(label=_("From"), method="of_years_from")
    year_to = YearFilter(label=_("To"), method="of_years_to")
    sort = SortFilter(
        {
            "newest": (_("Newest first"), (F("first_day").desc(nulls_last=True), "key", "pk")),
            "oldest": (_("Oldest first"), (F("first_day").asc(nulls_last=True), "key", "pk")),
            "title": (_("Title, A to Z"), (F("title_order").asc(nulls_last=True), "key", "pk")),
        }
    )

    # An index covers the columns: rows that are alike are counted first.
    phrases = {
        "issuer": _("issued by %(names)s"),
        "meeting": _("used by the record of %(names)s"),
        "words": WITH_WORDS,
    }
    facet_sources = {
        "kind": Column("kind", alike_first=True),
        "held": Column("held", alike_first=True),
        "issuer": LinkColumns(Document.issuers.through.objects.all, "document", "participant"),
        "language": Column("language", alike_first=True),
        "rights": Column("rights", alike_first=True),
        "meeting": Uncounted(),
    }
    year_column = "year"
    default_order = (F("first_day").desc(nulls_last=True), "key", "pk")
    search_noun = "document"

    class Meta(ListFilterSet.Meta):
        model = ListedDocument
        fields: list[str] = []

    def public_rows(self) -> QuerySet[Any]:
        """Documents that published records come from or refer to."""
        return ListedDocument.objects.all()

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
