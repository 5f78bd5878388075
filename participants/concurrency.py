"""Forms that two people may have open at once: each writes only what was changed in it.

A page carries a digest of every value it was opened with. What comes back as it was shown
gives way to what is stored by now; what two people changed is refused with both values.
"""

import json
from hashlib import blake2b
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

#: the hidden input with the digests: {name of the input: digest}
OPENED = "_opened"


def shown(bound: Any, value: Any) -> Any:
    """``value`` of a bound field as a browser sends it: text, or sorted texts where several."""
    value = bound.field.prepare_value(value)
    if value is None or isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, (list, tuple)):
        return sorted(str(one) for one in value)
    text = bound.field.widget.format_value(value)
    if isinstance(text, (list, tuple)):
        return "".join(str(one) for one in text)
    text = str(text or "").replace("\r\n", "\n").replace("\r", "\n")
    return text if isinstance(bound.field.widget, forms.Textarea) else text.replace("\n", "")


def digest(value: Any) -> str:
    """A short digest of a value as ``shown`` gives it."""
    return blake2b(json.dumps(value).encode("utf-8", "replace"), digest_size=8).hexdigest()


def opened_with(every_form: Any) -> str:
    """The digests of what is stored now, for the forms of a page; JSON."""
    return json.dumps(
        {
            bound.html_name: digest(shown(bound, bound.initial))
            for form in every_form
            if form.instance.pk is not None
            for bound in (form[name] for name in form.fields)
            if not bound.field.disabled
        },
        separators=(",", ":"),
    )


def digests_sent(data: Any) -> dict[str, Any]:
    """The digests that a form sent; none where it sent nothing that can be read."""
    try:
        sent = json.loads(data.get(OPENED) or "{}")
    except (ValueError, RecursionError):
        return {}
    return sent if isinstance(sent, dict) else {}


class ConcurrentForm(forms.ModelForm):
    """A form that keeps what others stored since it was opened."""

    #: names of the fields that somebody else changed too
    disputed: tuple[str, ...] = ()

    def full_clean(self) -> None:
        """Bring what was not touched up to date, then clean."""
        if self.is_bound and self.instance.pk is not None:
            self._merge(digests_sent(self.data))
        super().full_clean()

    def _merge(self, opened: dict[str, Any]) -> None:
        disputed = []
        for name in self.fields:
            bound = self[name]
            before = opened.get(bound.html_name)
            if before is None or bound.field.disabled:
                continue
            stored, sent = shown(bound, bound.initial), shown(bound, bound.data)
            if digest(stored) == before or stored == sent:
                continue
            if digest(sent) == before:
                self._give_way(bound.html_name, stored)
            else:
                disputed.append(name)
        self.disputed = tuple(disputed)

    def _give_way(self, html_name: str, stored: Any) -> None:
        data: Any = self.data  # what a request sent may not be written to
        self.data = data = data.copy()
        if isinstance(stored, list):
            data.setlist(html_name, stored)
        else:
            data[html_name] = stored

    def _post_clean(self) -> None:
        """Refuse what two people changed, with what the other one stored."""
        for name in self.disputed:
            self.add_error(name, self._dispute(name))
        super()._post_clean()  # type: ignore[misc]  # Django's own hook

    def _dispute(self, name: str) -> str:
        bound = self[name]
        stored = bound.initial
        choices = getattr(bound.field, "queryset", None)
        if choices is not None and stored:
            rows = stored if isinstance(stored, list) else [stored]
            keys = [getattr(row, "pk", row) for row in rows]
            stored = ", ".join(str(row) for row in choices.filter(pk__in=keys))
        elif isinstance(stored, list):
            stored = "; ".join(str(one) for one in stored)
        if stored in (None, ""):
            return _(
                "Somebody else emptied this while you had it open. Yours is in the box; save "
                "again to put it in place."
            )
        return _(
            "Somebody else changed this to “%s” while you had it open. Yours is in the box; save "
            "again to put it in place."
        ) % Truncator(stored).chars(300)


class ConcurrentFormSet(forms.BaseInlineFormSet):
    """Rows of one owner; none goes that somebody else changed since the page was opened."""

    def clean(self) -> None:
        """Refuse to delete what was changed meanwhile."""
        super().clean()
        opened = digests_sent(self.data)
        for form in self.deleted_forms:
            for bound in (form[name] for name in form.fields):
                before = opened.get(bound.html_name)
                if before not in (None, digest(shown(bound, bound.initial))):
                    raise ValidationError(
                        _(
                            "Somebody else changed “%s” while you had it open. Delete it again if "
                            "it shall go all the same."
                        )
                        % form.instance
                    )


class ConcurrentAdmin(admin.ModelAdmin):
    """A page that is compared with what is stored while nobody else can store."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The row; held before it is read where something is sent."""
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "POST" or not connection.in_atomic_block:
            return row
        for one in self.held(row):
            list(type(one)._base_manager.select_for_update().filter(pk=one.pk).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def held(self, row: Any) -> list[Any]:
        """The rows to lock for a change of ``row``, in order."""
        return [row]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Tell the page what it was opened with."""
        every = [context["adminform"].form]
        for rows in context["inline_admin_formsets"]:
            every += rows.formset.initial_forms
        context["opened"] = opened_with(every)
        return super().render_change_form(request, context, *args, **kwargs)
