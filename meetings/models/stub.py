"""Meetings that records only name."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import Layer
from .meeting import Meeting
from .meeting_queryset import MeetingQuerySet


class StubManager(models.Manager.from_queryset(MeetingQuerySet)):  # type: ignore[misc]  # django-stubs: dynamic base
    """Only the layer "stub"."""

    def get_queryset(self) -> Any:
        """Leave out recorded meetings."""
        return super().get_queryset().filter(layer=Layer.STUB)


class StubMeeting(Meeting):
    """A meeting that records only name, until somebody records it."""

    objects = StubManager()  # type: ignore[misc]  # narrower than that of Meeting

    class Meta:
        proxy = True
        verbose_name = _("meeting only named")
        verbose_name_plural = _("meetings only named")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A row made through this noun is a stub."""
        self.layer = Layer.STUB
        super().save(*args, **kwargs)
