"""The JSON Schema of record files: made from the field lists, shipped as a file."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from participants.slugs import SLUG

from .fields.declaration import Json, fields_of
from .fields.objects import object_schema
from .fields.participant import OTHER_NAME
from .fields.passage import DEFINITIONS
from .fields.record import RecordFile
from .fields.statement import QUOTATION

#: The schema that the portal publishes; `manage.py write_schema` writes it anew.
SCHEMA_FILE = Path(__file__).with_name("schema.json")

_SLUG = rf"^{SLUG}$(?!\n)"
_LANGUAGE = r"^([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?$(?!\n)"
_NULLABLE = ["string", "null"]


def _text(title: str, description: str, pattern: str = r"\S", limit: int | None = None) -> Json:
    kept = {"title": title, "description": description, "type": "string", "pattern": pattern}
    return kept | ({"maxLength": limit} if limit else {})


#: values that several nouns have
_SHARED: Json = {
    "slug": _text(
        "Slug",
        "What a public address ends with: lower-case Latin letters and digits, joined by single "
        "hyphens.",
        _SLUG,
        120,
    ),
    "partKey": _text(
        "Key of a part",
        "What the file calls an agenda item or session: lower-case Latin letters and digits, "
        "joined by single hyphens.",
        _SLUG,
        80,
    ),
    "text": _text("Text", "Words; never empty."),
    "name": _text("Name", "A name; never empty.", limit=300),
    "participantReference": _text(
        "Participant",
        "A participant that the portal ships or that participants[] defines: ISO 3166 alpha-3 "
        "code for states and observers that have one, else the slug; a name is read too.",
        limit=300,
    ),
    "number": {
        "title": "Number",
        "description": "The permanent number of a statement (the ¶) or pledge: never reused, never "
        "renumbered, whatever the order.",
        "type": "integer",
        "minimum": 1,
        "maximum": 999999,
    },
    "edtf": {
        "title": "Date",
        "description": "A date as far as it is known, in EDTF (ISO 8601-2): 2007-11-07, 2020-11, "
        "2017, 2008-04?, 2016-06-20/2016-06-22. Never invent a day.",
        "type": _NULLABLE,
        "maxLength": 64,
    },
    "codePoint": {
        "title": "Code point",
        "description": "A position in a text, in Unicode code points from 0.",
        "type": "integer",
        "minimum": 0,
    },
    "language": {
        "title": "Language",
        "description": "Language tag (BCP 47), such as en or zh-Hans.",
        "type": _NULLABLE,
        "pattern": _LANGUAGE,
        "maxLength": 35,
    },
}


def schema_text() -> str:
    """The JSON Schema of record files, as published."""
    return SCHEMA_FILE.read_text(encoding="utf-8")


def generated_schema() -> str:
    """The JSON Schema that the field lists make; the published file holds the same."""
    schema = object_schema(RecordFile)
    values = _SHARED | DEFINITIONS | {"otherName": OTHER_NAME, "quotation": QUOTATION}
    nouns = {noun.NOUN.definition: object_schema(noun) for noun in _nouns_in(RecordFile)}
    editors = {
        "$schema": {
            "description": "The address of this schema, for editors that check while one types. "
            "Ignored.",
            "type": "string",
        }
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": schema.pop("title"),
        **schema,
        "properties": editors | schema["properties"],
        "$defs": values | nouns,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _nouns_in(record: Any) -> Iterator[Any]:
    """The nouns inside a noun that the schema defines by name, each after those inside it."""
    for field in fields_of(record):
        if inner := getattr(field.kind, "record", None):
            yield from _nouns_in(inner)
            if inner.NOUN.definition:
                yield inner
