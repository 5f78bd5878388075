"""What the portal keeps, for staff to read: searches that found nothing, failures to sign in."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, F, QuerySet, Window
from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from meetings.admin.listing import SafeLists
from portal import users  # noqa: F401  (it registers its page)
from portal.audit import pages, rights  # noqa: F401  (pages registers that of the log)
from portal.models import FruitlessSearch, SignInFailure, Subscription
from portal.page_texts import pages as own_pages  # noqa: F401  (it registers theirs)
from portal.reports import pages as report_pages  # noqa: F401  (it registers theirs)
from portal.signin import attempts


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


@admin.register(SignInFailure)
class SignInFailureAdmin(SafeLists):
    """Failures of the last minutes; whoever may delete them lets people in sooner."""

    list_display = ["at", "whose_name", "address", "of_name", "of_address"]
    list_display_links = None
    list_select_related = ["user"]
    list_per_page = 100
    show_full_result_count = False
    actions = ["let_in"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SignInFailure]:
        """What still counts, each row with how many there are of its name and of its address."""
        rows = super().get_queryset(request).filter(at__gt=now() - attempts.WINDOW)
        return rows.annotate(
            names=Window(Count("pk"), partition_by=[F("name_key"), F("address")]),
            addresses=Window(Count("pk"), partition_by=[F("address")]),
        )

    @admin.display(description=_("whose name"))
    def whose_name(self, row: SignInFailure) -> str:
        """The user of the name that was typed."""
        return str(row.user) if row.user else gettext("nobody’s")

    @admin.display(description=_("of this name and address"))
    def of_name(self, row: Any) -> str:
        """How many failures of how many that lock."""
        return gettext("%(n)d of %(most)d") % {"n": row.names, "most": attempts.OF_PAIR}

    @admin.display(description=_("of this address in all"))
    def of_address(self, row: Any) -> str:
        """How many failures of how many that lock."""
        return gettext("%(n)d of %(most)d") % {"n": row.addresses, "most": attempts.OF_ADDRESS}

    @admin.action(
        description=_("Let in: forget all failures of these addresses"), permissions=["delete"]
    )
    def let_in(self, request: HttpRequest, rows: QuerySet[SignInFailure]) -> None:
        """Unlock the addresses of the chosen rows, with whatever names."""
        addresses = {row.address for row in rows}
        count = sum(attempts.unlock(address=address) for address in sorted(addresses))
        rights.let_in(", ".join(sorted(addresses)), count)
        told = ngettext(
            "%(count)d failure was forgotten; signing in is open again.",
            "%(count)d failures were forgotten; signing in is open again.",
            count,
        )
        messages.success(request, told % {"count": count})

    def get_actions(self, request: HttpRequest) -> Any:
        """Letting in, and not Django’s deletion beside it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: failures count themselves."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


@admin.register(Subscription)
class SubscriptionAdmin(SafeLists):
    """How many follow what by e-mail; no address is shown, and nobody changes any."""

    list_display = ["page", "rhythm", "of_page"]
    list_display_links = None
    list_filter = ["rhythm"]
    ordering = ["page", "pk"]
    list_per_page = 100
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subscription]:
        """All, each with how many follow its page."""
        return Subscription.objects.annotate(n=Window(Count("pk"), partition_by=[F("page")]))

    @admin.display(description=_("followed by"))
    def of_page(self, row: Any) -> int:
        """How many follow the same page."""
        return int(row.n)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: who follows confirms it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False
