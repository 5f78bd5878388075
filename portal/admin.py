"""The searches that found nothing, for staff to read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from meetings.admin.listing import SafeLists
from portal.models import FruitlessSearch


@admin.register(FruitlessSearch)
class FruitlessSearchAdmin(SafeLists):
    """Counted by day; the portal writes it, nobody changes it."""

    list_display = ["query", "day", "count"]
    list_display_links = None
    list_per_page = 100
    show_full_result_count = False
    date_hierarchy = "day"
    search_fields = ["query"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: searches count themselves."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: what is old goes by itself."""
        return False
