"""Topics of statements."""

from collections.abc import Iterator

from django.contrib import admin

from meetings.models import Topic

from .doubts import same_topic
from .series import PermanentSlugAdmin, PermanentSlugForm


class TopicForm(PermanentSlugForm):
    """A topic."""

    def doubts(self) -> Iterator[tuple[str, str]]:
        """A name that another topic goes by, too."""
        for field in self.changed("name", "abbreviation"):
            yield from same_topic(self.instance, field, self.cleaned_data[field])


@admin.register(Topic)
class TopicAdmin(PermanentSlugAdmin):
    """A subject with its abbreviation and its broader topic."""

    form = TopicForm
    list_display = ["name", "abbreviation", "broader"]
    list_select_related = ["broader"]
    search_fields = ["name", "abbreviation", "slug"]
    fields = ["name", "slug", "sort_name", "abbreviation", "broader"]
