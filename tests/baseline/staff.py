"""Addresses of the admin, and the forms that are sent there (what they write is taken back)."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.urls import reverse

from meetings.models import Meeting

from .answers import Answer, Request
from .forms import Page
from .public import spread
from .visiting import Visitor

STEPS = ("submit", "send_back", "publish", "withdraw")
_SENT = re.compile(r"/\d+(?=/)")
#: pressed on a page with a form, where it has them
BUTTONS = ("_find", "_save")
LISTED = ("", "?q=a", "?q=zzzz", "?o=-1", "?p=2")
#: rows of a model whose history is read, and that are deleted; meetings that take every step
BRIEFLY, MEETINGS = 2, 12


def first_addresses(rows: int) -> Iterator[str]:
    """Every page of every model, with so many rows each, and more of the meetings."""
    yield from ("/admin/", "/admin/jsi18n/", "/admin/password_change/", "/admin/nowhere/")
    models = sorted(admin.site._registry, key=lambda model: model._meta.label)
    yield from (f"/admin/{app}/" for app in sorted({model._meta.app_label for model in models}))
    for model in models:
        yield from _addresses(model, MEETINGS if model is Meeting else rows)
    for pk in _meetings():
        yield reverse("admin:meetings_meeting_checks", args=[pk])
        yield reverse("admin:meetings_meeting_submit", args=[pk])


def _addresses(model: Any, most: int) -> Iterator[str]:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    changelist = reverse(f"{name}_changelist")
    few = 1 if most <= BRIEFLY else BRIEFLY
    queries = LISTED[:2] if most <= BRIEFLY else LISTED
    yield from (f"{changelist}{query}" for query in queries)
    yield reverse(f"{name}_add")
    pks = model._default_manager.order_by("pk").values_list("pk", flat=True)
    yield from (reverse(f"{name}_change", args=[pk]) for pk in spread(pks, most))
    for page in ("history", "delete"):
        yield from (reverse(f"{name}_{page}", args=[pk]) for pk in spread(pks, few))
    yield reverse(f"{name}_change", args=[999_999_999])


def completions(pages: list[tuple[Request, Answer]]) -> Iterator[str]:
    """What the choosers of the forms ask for."""
    found = dict.fromkeys(entry for _, answer in pages for entry in Page(answer.body).completed)
    for app, model, field in found:
        for words in ("a", "zzzz"):
            query = f"app_label={app}&model_name={model}&field_name={field}&term={words}"
            yield f"/admin/autocomplete/?{query}"


def sent(
    visitor: Visitor, user: str, pages: list[tuple[Request, Answer]], most: int
) -> Iterator[tuple[Request, Answer]]:
    """Forms sent as they are by each of their buttons, so many of each kind, and each step of
    each record's life."""
    counted: Counter[str] = Counter()
    for request, answer in pages:
        kind = _SENT.sub("", request.address.partition("?")[0])
        page = Page(answer.body if answer.is_page else "")
        if not kind.endswith(("/add/", "/change/", "/delete/")) or len(page.form) < 1:
            continue
        counted[kind] += 1
        if counted[kind] <= most:
            for data in _data(page):
                again = Request(request.address, user, data)
                yield again, visitor.ask(again)
    for pk in _meetings():
        for step in STEPS:
            address = reverse(f"admin:meetings_meeting_{step}", args=[pk])
            request = Request(address, user, {"why": "For a reason."})
            yield request, visitor.ask(request)


def _data(page: Page) -> Iterator[dict[str, str]]:
    """What the form of a page sends, by each button; a deletion has none with a name."""
    if "post" in page.form:
        yield page.form
    for name in BUTTONS:
        if name in page.buttons:
            yield page.form | {name: "1"}


def _meetings() -> list[int]:
    return spread(Meeting.objects.records().order_by("pk").values_list("pk", flat=True), MEETINGS)
