"""All that a record infers, in words, for the list at the end of its page."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..models import Inference, Meeting

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


@dataclass(frozen=True, slots=True)
class Inferred:
    """A value: what it belongs to, which value it is, and why it is inferred."""

    owner: str
    url: str
    value: str
    reason: str


def inferred_values(meeting: Meeting) -> list[Inferred]:
    """Every inferred value of the record; one query."""
    rows = meeting.inferences.select_related(
        "statement",
        "pledge",
        "update__pledge",
        "figure",
        "delegation__participant",
        "delegate__person",
        "agenda_item",
        "session",
        "relation",
        "reference__document",
        "document",
    )
    return [_in_words(row) for row in rows.order_by("pk")]


def value_words(path: str) -> str:
    """A path inside a record in words: "speakers/0/person" is "speaker: person"."""
    known = [_WORDS[part] for part in path.split("/") if part in _WORDS]
    return ": ".join(str(word) for word in known) or path


def _in_words(row: Inference) -> Inferred:
    owner, url = _owner(row)
    return Inferred(owner, url, value_words(row.field.removeprefix("meeting/")), row.reason)


def _owner(row: Inference) -> tuple[str, str]:
    """What the value belongs to, and where the page shows it."""
    field = row.owner_field
    if field == "meeting":
        return str(_("The meeting")), ""
    if field == "statement":
        return f"¶{row.statement.number}", f"#p{row.statement.number}"
    if field == "relation":
        return row.relation.printed or str(_("Related meeting")), "#related"
    if field == "update":
        return row.update.pledge.title, "#pledges"
    anchors = {
        "pledge": "#pledges",
        "figure": "#figures",
        "delegation": "#delegations",
        "delegate": "#delegations",
        "agenda_item": "#agenda",
        "reference": "#references",
        "document": "#sources",
    }
    return str(row.owner), anchors.get(field, "")
