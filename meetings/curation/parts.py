"""The parts of a record that are curated beside its source, by what the page calls them."""

import re
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from participants.queries.prepared_rows import PreparedRows

from ..models import (
    AgendaItem,
    Delegate,
    Delegation,
    Figure,
    Mark,
    Meeting,
    Pledge,
    Reference,
    Relation,
    Session,
    Statement,
)
from ..models.choices import MarkKind
from ..models.parts import meeting_path
from .errors import ActError

#: nouns with a passage, in the order in which a list of kinds has them
NOUNS: dict[str, type[Any]] = {
    str(model._meta.model_name): model
    for model in (
        Statement,
        Delegation,
        Delegate,
        Pledge,
        Figure,
        AgendaItem,
        Session,
        Relation,
        Reference,
    )
}
#: what text is marked as that no part uses
MARKS = tuple(MarkKind.values)

_REFERENCE = re.compile(r"([a-z]{4,12})-([0-9]{1,18})")


def owner_field(part: Any) -> str:
    """The field of a passage, or of whatever hangs on a part, that leads to the part."""
    return {"agendaitem": "agenda_item"}.get(part._meta.model_name, part._meta.model_name)


# Asked of most acts: put into SQL once.
_PARTS = {
    model: PreparedRows(
        model,
        lambda number, meeting, model=model: model._base_manager.filter(
            **{"pk": number, meeting_path(model): meeting}
        ).order_by("pk"),
    )
    for model in NOUNS.values()
}


def find_part(meeting: Meeting, reference: str) -> Any:
    """The part of a record that the page calls so, its text marked among them.

    Raises :class:`ActError` where it is no longer there.
    """
    found = _REFERENCE.fullmatch(reference)
    if found is not None and found[1] == "mark":
        rows: Any = Mark.objects.filter(document__passages__meeting=meeting).select_related(
            "document"
        )
        part = rows.filter(pk=int(found[2])).first()
    elif found is not None and found[1] == "meeting":
        part = meeting if int(found[2]) == meeting.pk else None
    elif found is not None and (model := NOUNS.get(found[1])):
        part = next(iter(_PARTS[model].rows(int(found[2]), meeting.pk)), None)
    else:
        part = None
    if part is None:
        raise ActError(_("This is no longer there: somebody deleted it. Load the page again."))
    if getattr(part, "meeting_id", None) == meeting.pk:
        part.meeting = meeting
    return part


def noun_label(model: type[Model]) -> str:
    """What a noun is called, as a heading has it."""
    return str(capfirst(str(model._meta.verbose_name)))


def part_label(part: Any) -> str:
    """A part in a few words: “¶12”, “Pledge 3”, “Delegation: Japan”."""
    if isinstance(part, Statement):
        return f"¶{part.number}"
    if isinstance(part, Pledge):
        return _("Pledge %d") % part.number
    if isinstance(part, Mark):
        return str(part.get_kind_display())
    words = " ".join(str(part).split())
    return f"{noun_label(type(part))}: {words[:60]}"
