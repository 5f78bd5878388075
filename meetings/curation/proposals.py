"""What intake proposed is accepted or rejected: a part, all of a rule or a kind, all sure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.queries.prepared_rows import PreparedRows

from ..models import Finding, Meeting
from ..models.choices import Sureness
from ..models.owned import PARTS
from .acting import Doing
from .errors import ActError
from .parts import NOUNS, noun_label, owner_field, part_label


@dataclass(frozen=True, slots=True)
class Choice:
    """Which proposals are meant: a rule, a noun, or all that are sure."""

    by: str
    value: str = ""


def open_findings(meeting: Meeting) -> Any:
    """The proposals that nobody judged yet."""
    return Finding.objects.filter(meeting=meeting, accepted=False)


def chosen_findings(meeting: Meeting, choice: Choice) -> list[Finding]:
    """The open proposals that a choice means. Raises :class:`ActError` where there is none."""
    rows = open_findings(meeting)
    if choice.by == "rule":
        rows = rows.filter(rule=choice.value)
    elif choice.by == "noun" and choice.value in NOUNS:
        owner = {"agendaitem": "agenda_item"}.get(choice.value, choice.value)
        rows = rows.filter(**{f"{owner}__isnull": False})
    elif choice.by == "sure":
        rows = rows.filter(sureness=Sureness.SURE)
    elif choice.by == "sureness" and choice.value in Sureness:
        rows = rows.filter(sureness=choice.value)
    else:
        raise ActError(_("Say which proposals are meant: those of a rule, of a kind, or the sure."))
    found = list(rows.order_by("order", "pk"))
    if not found:
        raise ActError(_("None of these proposals is open any more."))
    return found


# Asked of every act that accepts a part: put into SQL once.
_OF_PART = {
    owner: PreparedRows(
        Finding,
        lambda number, owner=owner: Finding.objects.filter(
            **{owner: number}, accepted=False
        ).order_by("order", "pk"),
    )
    for owner in PARTS
}


def of_part(part: Any) -> list[Finding]:
    """The open proposals of a part."""
    return _OF_PART[owner_field(part)].rows(part.pk)


def of_meeting(meeting: Meeting) -> list[Finding]:
    """The open proposals of values of the meeting itself."""
    none = Q(**{f"{name}__isnull": True for name in PARTS})
    return list(open_findings(meeting).filter(none).order_by("order", "pk"))


def accept(doing: Doing, findings: Sequence[Finding], label: str = "") -> None:
    """Say of proposals that they are right. They are among the parts of the act."""
    Finding.objects.filter(pk__in=[row.pk for row in findings]).update(accepted=True)
    count = len(findings)
    doing.words = (
        _("%s was accepted") % label
        if label
        else ngettext("%(n)d proposal accepted", "%(n)d proposals accepted", count) % {"n": count}
    )


def settled(part: Any) -> None:
    """A part that a curator corrected is no proposal any more."""
    Finding.objects.filter(**{owner_field(part): part.pk}, accepted=False).update(accepted=True)


def remove(doing: Doing, part: Any) -> None:
    """Delete a part. Raises ``ProtectedError`` where another part refers to it."""
    doing.words = _("%s was deleted") % part_label(part)
    part.delete()


def parts_of(findings: Sequence[Finding]) -> list[Any]:
    """The parts that proposals belong to, each once, without those of the meeting itself."""
    found: dict[tuple[str, int], Any] = {}
    for row in findings:
        name = row.owner_field
        if name != "meeting":
            found[name, getattr(row, f"{name}_id")] = row.owner
    # What depends on others goes first: a pledge before the statement that it was made in.
    order = [*reversed(NOUNS)]
    return sorted(
        found.values(),
        key=lambda part: (
            order.index(str(part._meta.model_name)) if part._meta.model_name in NOUNS else -1
        ),
    )


def remove_all(doing: Doing, parts: Sequence[Any]) -> None:
    """Delete the parts that were proposed and are wrong. Raises as :func:`remove`."""
    for part in parts:
        if type(part)._base_manager.filter(pk=part.pk).exists():
            part.delete()
    count = len(parts)
    noun = noun_label(type(parts[0])) if len({type(part) for part in parts}) == 1 else ""
    doing.words = ngettext(
        "%(n)d proposed part rejected", "%(n)d proposed parts rejected", count
    ) % {"n": count} + (f" ({noun})" if noun else "")
