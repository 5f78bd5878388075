"""A form that is sent twice makes nothing the second time: by a double click, a reload, or Back.

Each page carries a token. The first form with it is noted in the transaction that takes it; the
second waits for that, and is led to what was made.
"""

import json
import re
import secrets
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from meetings.models import SentForm

#: the hidden input with the token
ONCE = "_once"
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,40}")
#: for how long a form that lay open is known to have been sent
KEPT = timedelta(days=30)
#: for how long the same contents are taken for the same form, by Back and Save again
BACK = timedelta(hours=1)
#: what does not make two forms different: the button, and what the site adds
BESIDE = {"csrfmiddlewaretoken", ONCE, "_save", "_addanother", "_continue"}


def digest_of(request: HttpRequest) -> str:
    """A digest of what a form sent, but for its button."""
    sent: list[Any] = [row for row in request.POST.lists() if row[0] not in BESIDE]
    files: Any = request.FILES.items()
    sent += [(name, file.name, file.size) for name, file in files]
    return blake2b(json.dumps(sorted(sent)).encode("utf-8", "replace"), digest_size=32).hexdigest()


def sent_form(request: HttpRequest, model: str) -> SentForm | None:
    """What was sent, as it is noted for a kind of row; None where it carries no token."""
    token = request.POST.get(ONCE, "")
    if not TOKEN.fullmatch(token):
        return None
    user: Any = request.user
    return SentForm(token=token, user=user, digest=digest_of(request), model=model)


def claim(sent: SentForm) -> SentForm | None:
    """Note the form, or give the one that was taken with this token before.

    Must run in a transaction; waits for one that takes the same form at this moment.
    """
    try:
        with transaction.atomic():
            sent.save(force_insert=True)
    except IntegrityError:
        return SentForm.objects.get(token=sent.token)
    return None


def is_sent_again(request: HttpRequest) -> bool:
    """Whether the form was taken before, with other contents; it is then only shown again."""
    return "sent_again" in request.__dict__


class OnceAdmin(admin.ModelAdmin):
    """A page whose form is taken once."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page; what is sent is taken once."""
        token = request.POST.get(ONCE, "") if request.method == "POST" else ""
        page: Any = super().changeform_view
        rest = (request, object_id, form_url, extra_context)
        if not TOKEN.fullmatch(token) or (
            object_id is None and not self.has_add_permission(request)
        ):
            return page(*rest)
        user: Any = request.user
        sent = SentForm(token=token, user=user, digest=digest_of(request), model=self.opts.label)
        with transaction.atomic():
            earlier = claim(sent)
            if earlier is None and object_id is None and (earlier := self._just_made(sent)):
                # The browser that asks what of its forms was taken is told of this one, too.
                sent.row = earlier.row
                sent.save(update_fields=["row"])
            if earlier is None:
                request.__dict__["sent_form"] = sent
                answer = page(*rest)
                if sent.row is None:
                    sent.delete()
                return answer
        if earlier.model == self.opts.label and earlier.row is not None:
            if earlier.digest == sent.digest:
                return self._sent_before(request, object_id, earlier)
            if object_id is None:
                request.__dict__["sent_again"] = earlier
        return page(*rest)

    def _just_made(self, sent: SentForm) -> SentForm | None:
        """The same contents, sent a while ago by the same user from a page of another token.

        Back asks for the page anew, which then has a new token.
        """
        since = timezone.now() - BACK
        rows = SentForm.objects.filter(user=sent.user, digest=sent.digest, model=sent.model)
        same = rows.filter(row__isnull=False, when__gte=since).order_by("-when", "token").first()
        there = same and self.model._default_manager.filter(pk=same.row).exists()
        return same if there else None

    def _sent_before(
        self, request: HttpRequest, object_id: str | None, earlier: SentForm
    ) -> HttpResponse:
        """Lead to what was made."""
        if object_id is not None:
            messages.info(request, _("This was saved already; nothing was changed a second time."))
            return HttpResponseRedirect(request.get_full_path())
        row = self.get_queryset(request).filter(pk=earlier.row).first()
        if row is None:
            messages.warning(
                request,
                _("This was saved already, and is no longer there; nothing was made again."),
            )
            return HttpResponseRedirect(request.get_full_path())
        if IS_POPUP_VAR in request.POST:
            return self.response_add(request, row)
        messages.warning(
            request,
            format_html(
                _("The {name} “{row}” was saved already; nothing was made a second time."),
                name=self.opts.verbose_name,
                row=row,
            ),
        )
        return HttpResponseRedirect(self._page_of(row))

    def _page_of(self, row: Any) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(name, args=[row.pk], current_app=self.admin_site.name)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Note what was made."""
        self._taken(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Note what was changed."""
        self._taken(request, obj)
        return super().response_change(request, obj)

    def _taken(self, request: HttpRequest, row: Any) -> None:
        sent = request.__dict__.get("sent_form")
        if sent is None:
            return
        sent.row = row.pk
        sent.save(update_fields=["row"])
        SentForm.objects.filter(when__lt=timezone.now() - KEPT).delete()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Give the page its token."""
        context["once"] = secrets.token_urlsafe(16)
        earlier = request.__dict__.get("sent_again")
        row = self.get_queryset(request).filter(pk=earlier.row).first() if earlier else None
        if row is not None:
            messages.warning(
                request,
                format_html(
                    _(
                        "This form was saved already, as “<a href='{url}'>{row}</a>”. Nothing was "
                        "saved now. Correct that one, or save this one as another."
                    ),
                    url=self._page_of(row),
                    row=row,
                ),
            )
        return super().render_change_form(request, context, *args, **kwargs)
