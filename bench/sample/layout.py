"""The rows that a batch is written as: a kind of row, and the fields that its tuples hold.

Fields that are not listed hold the default of the model. Numbers, text and None alone, so
that both databases and another process take them as they are.
"""

#: kind of row -> attribute names of the model's fields, in the order of the tuples
COLUMNS: dict[str, tuple[str, ...]] = {
    "meeting": (
        "id", "slug", "title", "theme", "series_id", "ordinal", "date", "first_day", "last_day",
        "city", "country_id", "mode", "status", "attendance", "updated_at",
    ),
    "document": (
        "id", "key", "title", "kind", "date", "first_day", "last_day", "language", "origin",
        "rights", "text", "sha256",
    ),
    "mark": ("uid", "document_id", "order", "kind", "start", "end"),
    "agenda_item": ("id", "meeting_id", "key", "title", "order"),
    "session": ("id", "meeting_id", "key", "title", "kind", "order"),
    "session_agenda": ("session_id", "agendaitem_id"),
    "delegation": (
        "id", "meeting_id", "participant_id", "printed", "roles", "level", "presence", "order",
    ),
    "delegate": ("id", "uid", "delegation_id", "person_id", "printed", "title", "order"),
    "figure": ("id", "uid", "meeting_id", "order", "text", "subject"),
    "statement": (
        "id", "meeting_id", "number", "order", "session_id", "agenda_item_id", "form", "delivery",
        "language", "text", "quotations", "procedural", "collective", "key", "series_id",
    ),
    "speaker": ("uid", "statement_id", "order", "participant_id", "person_id", "title"),
    "statement_participant": ("statement_id", "participant_id", "key"),
    "statement_person": ("statement_id", "person_id", "key"),
    "statement_topic": ("statement_id", "topic_id", "order", "key"),
    "mention": ("statement_id", "participant_id"),
    "reply": ("from_statement_id", "to_statement_id"),
    "pledge": (
        "id", "meeting_id", "number", "order", "title", "kind", "strength", "due", "due_first",
        "due_last", "made", "made_first", "made_last", "statement_id", "position", "series_id",
        "latest_status", "latest_status_since",
    ),
    "pledger": ("uid", "pledge_id", "order", "participant_id", "person_id"),
    "amount": ("uid", "pledge_id", "order", "text", "value", "currency"),
    "update": (
        "id", "uid", "pledge_id", "order", "date", "first_day", "last_day", "status",
        "asserted_by", "text",
    ),
}  # fmt: skip

#: passages have a kind of row for each owner, so that nine empty columns are not written
OWNERS = (
    "statement", "delegation", "delegate", "pledge", "update", "figure", "session", "agenda_item",
)  # fmt: skip
_PASSAGE = ("uid", "meeting_id", "document_id", "order", "start", "end", "exact")
COLUMNS["passage_meeting"] = _PASSAGE
COLUMNS |= {f"passage_{owner}": (*_PASSAGE, f"{owner}_id") for owner in OWNERS}

#: the sums over all meetings, written at the end
SUMS = "tally"
# Derived; at the end, so that the numbers of the other kinds stay as they are.
COLUMNS |= {
    "meeting_tally": ("meeting_id", "statements"),
    SUMS: ("chosen", "counted", "facet", "n"),
}

#: what each kind of row is in identifiers made up for it
TAGS = {kind: number for number, kind in enumerate(COLUMNS, start=1)}

#: rows of one batch, by kind
Rows = dict[str, list[tuple[object, ...]]]


def uid_prefix(kind: str, seed: int, meeting: int) -> str:
    """The first 24 digits of identifiers of one kind in one meeting; eight more number them.

    They ascend with the meetings, so that their index is filled from left to right. The form
    is that of version 8 of RFC 9562: bits of our own choice.
    """
    return f"{seed & 0xFFFFFFFF:08x}{TAGS[kind]:04x}80008{meeting:07x}"
