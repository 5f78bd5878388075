"""What statements are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models.fields import SortField
from participants.models.former import FormerAddress, refuse_former_slug
from participants.models.search_text import SearchTextField, SearchTextRow

from ..addresses import address
from .parts import Named, NamedQuerySet


class Topic(SearchTextRow, Named):
    """A subject with its abbreviation and its broader topic ("Women, Peace and Security", WPS)."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    sort_name = SortField(_("sort name"))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)
    broader = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("broader topic"),
        related_name="narrower",
        null=True,
        blank=True,
    )

    search_text = SearchTextField(columns=("name", "abbreviation"))

    objects = models.Manager.from_queryset(NamedQuerySet)()

    class Meta:
        ordering = ["sort_name", "slug"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="topic_named",
                violation_error_message=_("Give the name."),
            ),
            models.CheckConstraint(
                condition=~models.Q(broader=models.F("pk")),
                name="topic_not_its_own_broader",
                violation_error_message=_("A topic is not broader than itself."),
            ),
        ]

    def clean(self) -> None:
        """Refuse a slug under which another topic was known. Raises ``ValidationError``."""
        super().clean()
        refuse_former_slug(self, "slug")

    def get_absolute_url(self) -> str:
        """The page of the topic."""
        return address("topic", self.slug)


class FormerTopicSlug(FormerAddress):
    """An address under which a topic was known."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="former_slugs")
