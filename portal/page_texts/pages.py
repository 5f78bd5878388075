"""Where Publishers write the pages of the register's own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.admin.listing import SafeLists
from participants.concurrency import ConcurrentAdmin, ConcurrentForm
from portal.page_texts.page_text import PageKey, PageText

from .beginnings import BEGINNINGS
from .markdown import open_places


class PageTextForm(ConcurrentForm):
    """The words of a page; nothing is left to be filled in."""

    class Meta:
        model = PageText
        fields = ["key", "body"]
        widgets = {"body": forms.Textarea({"rows": 20, "class": "vLargeTextField"})}
        help_texts = {
            "body": _(
                "Markdown: an empty line between paragraphs, ## before a heading, - before an"
                " entry of a list, **strong**, [words](https://address) for a link. HTML is shown"
                " as it is typed."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            missing = PageText.objects.missing()
            self.fields["key"] = forms.ChoiceField(
                label=self.fields["key"].label,
                choices=[("", "–"), *((key.value, key.label) for key in missing)],
            )
            asked = self.initial.get("key")
            if asked in BEGINNINGS and not self.is_bound:
                self.initial["body"] = BEGINNINGS[PageKey(asked)]

    def clean_body(self) -> str:
        """The words; refused while places of a form stand open."""
        body: str = self.cleaned_data["body"]
        places = open_places(body)
        if places:
            told = gettext("Fill in or take out what stands in square brackets: %s")
            raise ValidationError(told % " ".join(places))
        return body


@admin.register(PageText)
class PageTextAdmin(ConcurrentAdmin, SafeLists):
    """A page that was written, and the writing of one that was not; the log keeps each state."""

    form = PageTextForm
    list_display = ["key", "updated_at"]
    ordering = ["key"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A page is not made another."""
        return ["key"] if obj else []

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Django's permission, while a page is missing."""
        return super().has_add_permission(request) and bool(PageText.objects.missing())
