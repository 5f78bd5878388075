"""All that a record infers, in words, for the list at the end of its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from participants.queries.prepared import PreparedQuery

from ..models import Inference
from ..models.inference import OWNERS
from .reasons import Reason

_WORDS = {
    "title": _("title"),
    "series": _("series"),
    "ordinal": _("ordinal"),
    "theme": _("theme"),
    "date": _("date"),
    "mode": _("mode"),
    "stage": _("stage"),
    "place": _("place"),
    "city": _("city"),
    "country": _("country"),
    "venue": _("venue"),
    "attendance": _("whether the list is complete"),
    "participant": _("participant"),
    "person": _("person"),
    "capacity": _("capacity"),
    "on_behalf_of": _("on whose behalf"),
    "speakers": _("speaker"),
    "session": _("session"),
    "agenda": _("agenda item"),
    "topics": _("topic"),
    "in_reply_to": _("what it replies to"),
    "mentions": _("mention"),
    "collective": _("collective"),
    "roles": _("role"),
    "role": _("role"),
    "level": _("level"),
    "presence": _("presence"),
    "by": _("maker"),
    "kind": _("kind"),
    "strength": _("strength"),
    "due": _("due date"),
    "made": _("when it was made"),
    "condition": _("condition"),
    "symbol": _("symbol"),
    "issuers": _("issuer"),
    "language": _("language"),
}


#: where the page of a meeting shows a part
_ANCHORS = {
    "pledge": "#pledges",
    "update": "#pledges",
    "figure": "#figures",
    "delegation": "#delegations",
    "delegate": "#delegations",
    "agenda_item": "#agenda",
    "relation": "#related",
    "reference": "#references",
    "document": "#sources",
}
#: the columns that name a part, the first that is not empty first
OWNER_NAMES = {
    "statement": ("statement__number",),
    "pledge": ("pledge__title",),
    "update": ("update__pledge__title",),
    "figure": ("figure__text",),
    "delegation": ("delegation__participant__name",),
    "delegate": ("delegate__person__name", "delegate__printed", "delegate__title"),
    "agenda_item": ("agenda_item__title",),
    "session": ("session__title",),
    "relation": ("relation__printed",),
    "reference": ("reference__document__title",),
    "document": ("document__title",),
}
OWNER_SYMBOLS = {"reference": "reference__document__symbol", "document": "document__symbol"}
_COLUMNS = [
    *("field", "reason"),
    *(f"{owner}_id" for owner in OWNERS),
    *(column for columns in OWNER_NAMES.values() for column in columns),
    *OWNER_SYMBOLS.values(),
]
INFERRED = PreparedQuery(
    lambda meeting: Inference.objects.filter(meeting=meeting).order_by("pk").values_list(*_COLUMNS)
)


@dataclass(frozen=True, slots=True)
class Inferred:
    """A value: what it belongs to, which value it is, and why it is inferred."""

    owner: str
    url: str
    value: str
    reason: str


def inferred_values(rows: Iterable[Sequence[Any]]) -> tuple[list[Reason], list[Inferred]]:
    """Every inferred value of a record, to look up by its part, and in words."""
    reasons, values = [], []
    for row in rows:
        columns = dict(zip(_COLUMNS, row, strict=True))
        path, reason = columns["field"], columns["reason"]
        field = next((name for name in OWNERS if columns[f"{name}_id"] is not None), "meeting")
        owner = None if field == "meeting" else columns[f"{field}_id"]
        reasons.append(Reason(field, owner, path, reason))
        words, url = _owner(field, columns)
        values.append(Inferred(words, url, value_words(path.removeprefix("meeting/")), reason))
    return reasons, values


def value_words(path: str) -> str:
    """A path inside a record in words: "speakers/0/person" is "speaker: person"."""
    known = [_WORDS[part] for part in path.split("/") if part in _WORDS]
    return ": ".join(str(word) for word in known) or path


def _owner(field: str, columns: dict[str, Any]) -> tuple[str, str]:
    """What the value belongs to, and where the page shows it."""
    if field == "meeting":
        return str(_("The meeting")), ""
    name = owner_name(field, columns)
    if field == "statement":
        return f"¶{name}", f"#p{name}"
    if field == "relation":
        return name or str(_("Related meeting")), _ANCHORS[field]
    return name, _ANCHORS.get(field, "")


def owner_name(field: str, columns: dict[str, Any]) -> str:
    """What a part is called, of the columns that ``OWNER_NAMES`` and ``OWNER_SYMBOLS`` name."""
    name = next((columns[column] for column in OWNER_NAMES[field] if columns[column]), "")
    symbol = columns[OWNER_SYMBOLS[field]] if field in OWNER_SYMBOLS else ""
    return f"{name} ({symbol})" if symbol else str(name)
