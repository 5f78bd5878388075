"""Source texts, and documents that sources refer to."""

from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from participants.models.former import FormerAddress, refuse_former_slug
from participants.models.search_text import SearchTextField, SearchTextQuerySet, SearchTextRow
from participants.queries.visibility import compiled_once, in_public_record, in_withdrawn_record

from ..addresses import address
from .choices import MarkKind, Rights
from .fields import EdtfField, validate_edtf
from .parts import Identified, NaturalKey, closed, days_in_order

#: an address of the web, as a whole
WEB_ADDRESS = r"https?://[^\s/][^\s]*"


class DocumentQuerySet(SearchTextQuerySet[Any]):
    """Documents; public only while a published record uses them."""

    @compiled_once
    def public(self) -> Self:
        """Documents that a published record cites or refers to."""
        return self.public_uses()

    def public_uses(self) -> Self:
        """The same, that make their issuers public: for a condition around this one."""
        return self.filter(in_public_record(self.model))

    def withdrawn_uses(self) -> Self:
        """Documents that a withdrawn record cites or refers to."""
        return self.filter(in_withdrawn_record(self.model))

    def sources(self) -> Self:
        """Documents whose text is held here."""
        return self.exclude(text="")

    def get_by_natural_key(self, key: str) -> Any:
        """The document of that key. Raises ``DoesNotExist``."""
        return self.get(key=key)


class Document(SearchTextRow, NaturalKey):
    """Source text, whole; without text, a document that records refer to (A/RES/60/1).

    Passages count Unicode code points of ``text``; ``sha256`` is taken over the bytes of
    the source file.
    """

    natural_lookups = ("key",)

    key = models.SlugField(_("key"), max_length=120, unique=True)
    title = models.TextField(_("title"))
    kind = models.CharField(_("kind"), max_length=100, blank=True)
    symbol = models.CharField(_("symbol"), max_length=100, blank=True)
    issuers = models.ManyToManyField(
        Participant, verbose_name=_("issuers"), related_name="documents_issued", blank=True
    )
    publisher = models.CharField(_("publisher"), max_length=250, blank=True)
    url = models.CharField(
        _("address of the original"),
        max_length=1000,
        blank=True,
        validators=[
            RegexValidator(
                rf"^{WEB_ADDRESS}\Z", _("Give an address that begins with http:// or https://.")
            )
        ],
    )
    retrieved = models.CharField(
        _("retrieved"), max_length=64, blank=True, validators=[validate_edtf]
    )
    date = EdtfField(_("date"))
    first_day = models.DateField(_("earliest day"), null=True, editable=False)
    last_day = models.DateField(_("latest day"), null=True, editable=False)
    language = models.CharField(_("language"), max_length=35, blank=True)
    origin = models.TextField(_("origin"), blank=True)
    rights = models.CharField(_("rights"), max_length=20, choices=Rights, blank=True)
    text = models.TextField(_("source text"), blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)

    search_text = SearchTextField(columns=("title", "symbol"))

    objects = models.Manager.from_queryset(DocumentQuerySet)()

    class Meta:
        ordering = ["title", "key"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            closed("rights", Rights, blank=True),
            days_in_order("first_day", "last_day"),
            models.UniqueConstraint(
                fields=["symbol"],
                condition=~Q(symbol=""),
                name="document_symbol_once",
                violation_error_message=_(
                    "Another document has this symbol; each is entered once."
                ),
            ),
            models.CheckConstraint(
                condition=Q(text="") | (~Q(sha256="") & ~Q(rights="")),
                name="document_text_has_digest_and_rights",
                violation_error_message=_("Say how much of the text may be shown."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.symbol})" if self.symbol else self.title

    def clean(self) -> None:
        """Refuse a key under which another document was known. Raises ``ValidationError``."""
        super().clean()
        refuse_former_slug(self, "key")

    def get_absolute_url(self) -> str:
        """The page of the document."""
        return address("document", self.key)


class FormerDocumentKey(FormerAddress):
    """A key under which a document was known."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="former_slugs")


class Stretch(Identified):
    """A stretch of a document, in code points of its text."""

    document: models.ForeignKey[Any, Any]
    order = models.PositiveIntegerField(_("order"), default=0)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))

    class Meta:
        abstract = True


class StretchQuerySet(models.QuerySet[Any]):
    """Stretches of documents."""

    def get_by_natural_key(self, uid: str) -> Any:
        """The stretch of that identifier. Raises ``DoesNotExist``."""
        return self.get(uid=uid)


class Mark(Stretch):
    """Source text that no record uses, and what it is instead."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="marks")
    kind = models.CharField(_("kind"), max_length=20, choices=MarkKind)

    objects = models.Manager.from_queryset(StretchQuerySet)()

    class Meta:
        ordering = ["document", "start", "end", "kind", "pk"]
        verbose_name = _("marked text")
        verbose_name_plural = _("marked texts")
        constraints = [
            closed("kind", MarkKind),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="mark_not_empty",
                violation_error_message=_(
                    "It ends before it begins; give the first and last words again."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.start}-{self.end}"


class Correction(Stretch):
    """An editorial correction: what is printed, how it is read, and why. Both are shown."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="corrections")
    printed = models.TextField(_("printed"))
    read = models.TextField(_("read as"), blank=True)
    reason = models.TextField(_("reason"))

    objects = models.Manager.from_queryset(StretchQuerySet)()

    class Meta:
        ordering = ["document", "start", "end", "pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="correction_not_empty",
                violation_error_message=_(
                    "It ends before it begins; give the first and last words again."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="correction_has_reason",
                violation_error_message=_("Give the reason; it is shown with the correction."),
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.printed}” → “{self.read}”"
