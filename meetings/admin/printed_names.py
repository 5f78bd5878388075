"""Whether a name that a source prints is one of whoever was chosen: participant or person."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from participants.finder import find_participant
from participants.models import Participant, Person, PersonName
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
    chosen = tuple(row for row in chosen if row is not None)
    others = bearers(printed, chosen)
    if others and not others.intersection(chosen):
        words = _(
            "“%(printed)s” is a name of %(other)s, and %(chosen)s was chosen; which is right?"
        )
        other = min(others, key=lambda row: (row.sort_name, row.pk))
        named = ", ".join(str(row) for row in chosen)
        yield "printed", words % {"printed": printed, "other": other, "chosen": named}


def is_unknown(printed: str, *chosen: Any) -> str:
    """A remark on a printed name that nobody goes by; "" where somebody does."""
    chosen = tuple(row for row in chosen if row is not None)
    if not chosen or not fold_name(printed) or bearers(printed, chosen):
        return ""
    named = ", ".join(str(row) for row in chosen)
    return _("“%(printed)s” is not a known name of %(chosen)s; it was saved as printed.") % {
        "printed": printed,
        "chosen": named,
    }


def bearers(printed: str, chosen: tuple[Any, ...]) -> set[Any]:
    """Whoever goes by a printed name, among the nouns of those chosen; a query a noun."""
    found: set[Any] = set()
    if any(isinstance(row, Participant) for row in chosen):
        found.update(find_participant(printed).candidates)
    folded = fold_name(printed)
    if folded and any(isinstance(row, Person) for row in chosen):
        further = PersonName.objects.filter(folded=folded).values("person")
        found.update(Person.objects.filter(Q(folded=folded) | Q(pk__in=further)))
    return found
