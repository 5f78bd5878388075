"""What may change by whom, and what did."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Model

from meetings.admin.access import SHARED, is_open, meeting_of
from meetings.models import Meeting, Revision
from meetings.models.choices import Status

#: every row of a model by its number, as it is stored
Rows = dict[Any, tuple[Any, ...]]
Stored = dict[type[Model], Rows]

#: sessions and failed sign-ins come and go by themselves, and the audit log tells what is tried
BY_ITSELF = {"sessions.session", "portal.signinfailure", "portal.auditentry"}
REGISTER = {"participants", "meetings"}
MAY_CHANGE = {
    "anonymous": set(),
    "editor": REGISTER,
    "publisher": REGISTER,
    "administrator": {"auth"},
}


class Watch:
    """The register as it was, and what of it an Editor may not change."""

    def __init__(self) -> None:
        self.before = stored()
        self._users = dict(User.objects.values_list("username", "pk"))
        closed = Meeting.objects.records().exclude(status=Status.DRAFT)
        self._closed_records = set(closed.values_list("pk", flat=True))
        self._closed = {
            model: {row.pk for row in model._base_manager.all() if _is_closed(row)}
            for model in self.before
            if model._meta.app_label in REGISTER
        }

    def amiss(self, role: str) -> list[str]:
        """What changed beyond the role."""
        after = stored()
        found = []
        for model, rows in self.before.items():
            changed = {
                pk
                for pk in rows.keys() | after[model].keys()
                if rows.get(pk) != after[model].get(pk)
            }
            if changed:
                found += self._judged(role, model, changed)
        return found

    def _judged(self, role: str, model: type[Model], changed: set[Any]) -> list[str]:
        label, app = model._meta.label_lower, model._meta.app_label
        if label in BY_ITSELF or (label == "admin.logentry" and role != "anonymous"):
            return []
        if model is User and changed == {self._users.get(role)}:
            # One's own password and last sign-in.
            return []
        if app not in MAY_CHANGE[role]:
            return [f"{label} changed"]
        if model is Revision and changed & self.before[model].keys():
            return ["a revision changed"]
        if role != "editor":
            return []
        found = [f"{label} {pk} of a closed record changed" for pk in changed & self._closed[model]]
        new = model._base_manager.filter(pk__in=changed - self.before[model].keys())
        found += [
            f"{label} {row.pk} came to a closed record"
            for row in new
            if (meeting := meeting_of(row)) and meeting.pk in self._closed_records
        ]
        if model is Meeting:
            states = model._base_manager.filter(pk__in=changed).values_list("status", flat=True)
            found += [
                f"a record became {state}"
                for state in states
                if state not in {Status.DRAFT, Status.IN_REVIEW, ""}
            ]
        return found


def stored() -> Stored:
    """Every row of every table that has a model."""
    return {
        model: {row[0]: row[1:] for row in model._base_manager.values_list("pk", *_names(model))}
        for model in apps.get_models()
        if not model._meta.proxy and model._meta.managed
    }


def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key]


def _is_closed(row: Model) -> bool:
    """Whether an Editor may not change the row."""
    return not is_open(row) if isinstance(row, SHARED) else _is_shut(row)


def _is_shut(row: Model) -> bool:
    meeting = meeting_of(row)
    return meeting is not None and meeting.status not in {Status.DRAFT, ""}
