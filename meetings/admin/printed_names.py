"""Whether a name that a source prints is one of whoever was chosen: participant or person."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.records.checking import names
from participants.names import fold_name

#: the fields of a row that say who it is
_WHO = ("participant", "person")


class PrintedRemarks(admin.ModelAdmin):
    """A page that says of printed names, once they are saved, that nobody is known by them."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rows, and remark on what they print."""
        super().save_related(request, form, formsets, change)
        kept = (one for rows in formsets for one in rows.forms if one not in rows.deleted_forms)
        for one in (form, *kept):
            if {"printed", *_WHO}.intersection(one.changed_data) and "printed" in one.fields:
                chosen = (getattr(one.instance, name, None) for name in _WHO)
                if words := is_unknown(one.instance.printed, *chosen):
                    messages.info(request, words)


def names_another(printed: str, *chosen: Any) -> Iterator[tuple[str, str]]:
    """A doubt beside the printed name, where it is a name of others alone; both are named."""
    name = _printed(printed, chosen)
    if words := names.names_another(name, bearers(name)):
        yield "printed", words


def is_unknown(printed: str, *chosen: Any) -> str:
    """A remark on a printed name that nobody goes by; "" where somebody does."""
    name = _printed(printed, chosen)
    if not name.chosen or not fold_name(printed) or bearers(name):
        return ""
    named = ", ".join(str(row) for row in name.chosen)
    return _("“%(printed)s” is not a known name of %(chosen)s; it was saved as printed.") % {
        "printed": printed,
        "chosen": named,
    }


def bearers(name: names.Printed) -> set[Any]:
    """Whoever goes by a printed name, among the nouns of those chosen; a query a noun."""
    return names.Bearers([name]).of(name)


def _printed(printed: str, chosen: tuple[Any, ...]) -> names.Printed:
    return names.Printed(None, printed, tuple(row for row in chosen if row is not None))
