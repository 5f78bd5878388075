"""After Save of a part: back at its meeting, or on to the next with what stays the same."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from meetings.models import Meeting
from meetings.models.parts import meeting_path

from .access import meeting_of
from .numbers import row_number
from .panels import is_divided

#: the entry that the next one takes over from, in the address of the page that adds
LIKE = "like"
#: the folded rows that a page shows unfolded, in its address
OPEN = "open"
#: what stands in a panel of the page of its meeting; the rest stands there as rows to fill in
PANELS = ("statement", "delegation", "pledge")


def page_of_meeting(meeting: Meeting) -> str:
    """The address of the admin page of a meeting."""
    model = "stubmeeting" if meeting.is_stub else "meeting"
    return reverse(f"admin:meetings_{model}_change", args=[meeting.pk])


def place_in_meeting(row: Any) -> str:
    """The address of the line where a part stands on the page of its meeting."""
    meeting = meeting_of(row)
    if meeting is None:
        return ""
    page = page_of_meeting(meeting)
    if meeting.is_stub or row is meeting:
        return page
    if "__" in (path := meeting_path(type(row))):
        row = getattr(row, path.split("__")[0])
    noun = row._meta.model_name
    if noun in PANELS:
        rows = type(row)._default_manager.filter(meeting=meeting)
        asked = f"?{urlencode({noun: row.pk})}" if is_divided(rows) else ""
        return f"{page}{asked}#{noun}-{row.pk}"
    rows = row._meta.get_field("meeting").remote_field.get_accessor_name()
    place = [*getattr(meeting, rows).values_list("pk", flat=True)].index(row.pk)
    return f"{page}?{urlencode({OPEN: rows})}#{rows}-{place}"


class BackAtMeeting(admin.ModelAdmin):
    """A page that leads back to the meeting it was opened from."""

    #: the fields that the next entry takes over from the one before
    carried: tuple[str, ...] = ()
    #: the input that one begins with on the page that adds
    first_box = ""

    def meeting_left(self, request: HttpRequest, row: Any) -> str:
        """Where on which meeting's page one is back after Save; "" where on none."""
        return place_in_meeting(row)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Back at the meeting."""
        return self._back(request, obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Back at the meeting."""
        return self._back(request, obj) or super().response_post_save_change(request, obj)

    def _back(self, request: HttpRequest, row: Any) -> HttpResponseRedirect | None:
        pages = self.admin_site.get_model_admin(Meeting)
        if not pages.has_view_permission(request):
            return None
        place = self.meeting_left(request, row)
        return HttpResponseRedirect(place) if place else None

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The next entry knows the meeting and the entry before."""
        answer = super().response_add(request, obj, post_url_continue)
        meeting = meeting_of(obj)
        if "_addanother" in request.POST and isinstance(answer, HttpResponseRedirect) and meeting:
            parent = getattr(self, "parent", "meeting")
            known = {parent: getattr(obj, f"{parent}_id"), LIKE: obj.pk}
            return HttpResponseRedirect(f"{request.path}?{urlencode(known)}")
        return answer

    def entry_before(self, request: HttpRequest) -> Any:
        """The entry that this one takes over from, of the same meeting; None without one."""
        known = request.__dict__
        if "entry_before" not in known:
            number = row_number(request.GET.get(LIKE, ""))
            parent = getattr(self, "parent", "meeting")
            owner = row_number(request.GET.get(parent, ""))
            row = None
            if self.carried and number is not None and owner is not None:
                rows = self.get_queryset(request)
                row = rows.filter(**{"pk": number, f"{parent}_id": owner}).first()
            known["entry_before"] = row
        return known["entry_before"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address says, and what is carried over."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        before = self.entry_before(request)
        if before is None:
            return initial
        return {name: getattr(before, name) for name in self.carried} | initial

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Rows that are carried over; sent, they are as new as any other."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and obj.pk is None and hasattr(inline, "carried_rows"):
            kwargs["initial"] = inline.carried_rows(request, self.entry_before(request))
        return kwargs

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Begin with the first box that has to be filled."""
        if context.get("original") is None and meeting_of(context["adminform"].form.instance):
            context["first_box"] = self.first_box
        return super().render_change_form(request, context, *args, **kwargs)
