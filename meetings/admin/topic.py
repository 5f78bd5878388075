"""Topics of statements."""

from django.contrib import admin

from meetings.models import Topic

from .series import PermanentSlugAdmin


@admin.register(Topic)
class TopicAdmin(PermanentSlugAdmin):
    """A subject with its abbreviation and its broader topic."""

    list_display = ["name", "abbreviation", "broader"]
    list_select_related = ["broader"]
    search_fields = ["name", "abbreviation", "slug"]
    fields = ["name", "slug", "sort_name", "abbreviation", "broader"]
