"""On the page of a revision: which version the public knows it as, and one of them withdrawn."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.history.versions import (
    PUBLISH,
    VersionError,
    give_version_back,
    is_newest,
    withdraw_version,
)
from meetings.models import Revision, Version


class VersionPages(admin.ModelAdmin):
    """Tells the published version of a revision, and lets a Publisher withdraw an earlier one."""

    def get_urls(self) -> list[URLPattern]:
        """Django's own, and that of the version."""
        view = self.admin_site.admin_view(self.version_page)
        own = path("<int:pk>/version/", view, name="meetings_revision_version")
        return [own, *super().get_urls()]

    @admin.display(description=_("published version"))
    def published_as(self, revision: Revision) -> str:
        """The version, whether it is withdrawn and why, and where that is changed."""
        version = Version.objects.filter(revision=revision).first()
        if version is None:
            return gettext("None: the public never read this state of the record.")
        words = str(version)
        if version.withdrawn:
            why = {"version": version, "why": version.withdrawn_why}
            words = gettext("%(version)s, withdrawn: %(why)s") % why
            said = gettext("Give back…")
        elif is_newest(version):
            return gettext("%(version)s, the current one") % {"version": version}
        else:
            said = gettext("Withdraw this version…")
        url = reverse("admin:meetings_revision_version", args=[revision.pk])
        return format_html('{} <a href="{}">{}</a>', words, url, said)

    def version_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks for the reason and withdraws the version, or gives it back.

        Raises ``PermissionDenied``, and ``Http404`` for a revision that never was public.
        """
        version = get_object_or_404(Version.objects.select_related("revision"), revision=pk)
        user: Any = request.user
        if not (self.has_view_permission(request) and user.has_perm(PUBLISH)):
            raise PermissionDenied
        error, why = "", request.POST.get("why", "")
        if request.method == "POST":
            try:
                return self._change(request, version, why, give_back="back" in request.POST)
            except VersionError as refused:
                error = str(refused)
        context = self.admin_site.each_context(request) | {
            "title": gettext("Withdraw one version"),
            "subtitle": str(version),
            "opts": self.opts,
            "version": version,
            "record": version.meeting,
            "is_newest": is_newest(version),
            "error": error,
            "why": why,
        }
        template = "admin/meetings/revision/version.html"
        return TemplateResponse(request, template, context, status=409 if error else 200)

    def _change(
        self, request: HttpRequest, version: Version, why: str, *, give_back: bool
    ) -> HttpResponse:
        if give_back:
            give_version_back(version, request.user)
            said = gettext("%(version)s can be read by the public again.")
        else:
            withdraw_version(version, request.user, why)
            said = gettext("%(version)s is withdrawn; its address says so to the public.")
        words = said % {"version": version}
        self.log_change(request, version.revision, " ".join([words, version.withdrawn_why]).strip())
        messages.success(request, words)
        url = reverse("admin:meetings_revision_change", args=[version.revision_id])
        return HttpResponseRedirect(url)
