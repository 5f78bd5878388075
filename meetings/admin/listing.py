"""Lists, their actions and deletion, which answer whatever an address or another person does."""

import logging
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from .numbers import row_number

logger = logging.getLogger(__name__)


class SafeChangeList(ChangeList):
    """A list that says of every condition that cannot be read, as Django does of most."""

    def get_results(self, request: HttpRequest) -> None:
        """The rows; a year 99999 is refused only once they are read."""
        try:
            super().get_results(request)
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from error


class SafeLists(admin.ModelAdmin):
    """A list with actions, each of which is one transaction."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list of this page."""
        return SafeChangeList

    def response_action(
        self, request: HttpRequest, queryset: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """Do what was chosen with the rows chosen, or with none where others still need one."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if any(row_number(one) is None for one in chosen):
            messages.error(request, _("Nothing was done: choose rows of the list."))
            return None
        try:
            with transaction.atomic():
                return super().response_action(request, queryset, *args, **kwargs)
        except IntegrityError as error:
            logger.warning("Rows of %s were not deleted: %s", self.opts.label, error)
            messages.error(request, _still_used())
            return None

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete; what came to need the row since the page was opened is said."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError as error:
            logger.warning("A row of %s was not deleted: %s", self.opts.label, error)
        # Django's own words of success, where the database refused at the very end.
        getattr(messages.get_messages(request), "_queued_messages", []).clear()
        messages.error(request, _still_used())
        return HttpResponseRedirect(request.get_full_path())


def _still_used() -> str:
    return _("Nothing was deleted: something else came to need it meanwhile. Look again.")
