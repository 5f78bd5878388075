"""What is attacked: every form of staff as a browser would send it, and the addresses beside."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from tests.baseline.forms import Page

STEPS = ("submit", "send_back", "publish", "withdraw", "reopen", "begin_correction")
#: rows of a model whose forms are sent
ROWS = 4


@dataclass(frozen=True)
class Target:
    """An address, and what its form sends."""

    address: str
    form: dict[str, Any] = field(default_factory=dict)


@dataclass
class Shown:
    """An address whose page shows its form: read by a client once the form is to be sent."""

    address: str
    client: Client

    @cached_property
    def form(self) -> dict[str, Any]:
        """What the form sends; that somebody opened it is forgotten."""
        with transaction.atomic():
            response = self.client.get(self.address)
            transaction.set_rollback(True)
        html = response.content.decode() if response.status_code == 200 else ""
        return Page(html).form | {"_save": "1"}


def find(boss: User) -> list[Target | Shown]:
    """Every target, in an order that is always the same."""
    client = Client()
    client.force_login(boss)
    shown = [Shown(address, client) for address in _addresses()]
    return [*shown, *_actions(), *_steps(), *_others()]


def pks() -> list[str]:
    """Numbers of rows of all kinds: those of other records among them."""
    found = {
        str(pk)
        for model in _models()
        for pk in model._default_manager.order_by("pk").values_list("pk", flat=True)[:9]
    }
    return sorted(found)


def _models() -> list[type[Model]]:
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def _name(model: type[Model], page: str) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"


def _addresses() -> Iterator[str]:
    for model in _models():
        yield reverse(_name(model, "add"))
        rows = model._default_manager.order_by("pk").values_list("pk", flat=True)
        for pk in rows[:ROWS]:
            yield reverse(_name(model, "change"), args=[pk])
            yield reverse(_name(model, "delete"), args=[pk])
    yield reverse("admin:password_change")


def _actions() -> Iterator[Target]:
    for model in _models():
        rows = model._default_manager.order_by("pk").values_list("pk", flat=True)[:ROWS]
        form = {
            "action": "delete_selected",
            "_selected_action": [str(pk) for pk in rows],
            "post": "yes",
            "select_across": "0",
            "index": "0",
        }
        yield Target(reverse(_name(model, "changelist")), form)


def _steps() -> Iterator[Target]:
    for pk in Meeting.objects.records().order_by("pk").values_list("pk", flat=True):
        for step in STEPS:
            yield Target(reverse(f"admin:meetings_meeting_{step}", args=[pk]), {"why": "So."})


def _others() -> Iterator[Target]:
    yield Target(reverse("admin:login"), {"username": "editor", "password": "guessed"})
    yield Target(reverse("admin:logout"))
    document = {"text": "Fish.", "url": "", "retrieved": "", "rights": "passages only"}
    yield Target(reverse("admin:meetings_meeting_from_document"), document)
    yield Target(reverse("admin:meetings_meeting_from_tables"), {"record": "guessed"})
    query = "app_label=meetings&model_name=statement&field_name=meeting&term=a"
    yield Target(f"{reverse('admin:autocomplete')}?{query}")
    for address in ("/admin/", "/admin/jsi18n/", "/admin/meetings/", "/admin/nowhere/", "/"):
        yield Target(address)
