"""The published JSON Schema: itself sound, and one with the models behind it.

Covers meetings.records.fields.kinds and meetings.records.fields.keys as well; its faults are in
test_reader.
"""

import json
from typing import Any

import pytest
from django.db import models
from jsonschema import Draft202012Validator

from meetings import models as nouns
from meetings.models import choices
from meetings.records.schema import generated_schema, schema_text
from participants.models import Participant, Person
from participants.models.choices import NameKind, ParticipantKind, Region

from .sample import sample

SCHEMA = json.loads(schema_text())


def values(definition: str, key: str) -> list[str]:
    """The closed list of a key, less "nothing"."""
    found = SCHEMA["$defs"][definition]["properties"][key]
    found = found.get("items", found)
    return [value for value in found["enum"] if value not in ("", None)]


def limit(definition: str, key: str) -> int:
    """The longest text that a key takes."""
    found = SCHEMA["$defs"][definition]["properties"][key]
    if "$ref" in found and "maxLength" not in found:
        found = SCHEMA["$defs"][found["$ref"].rpartition("/")[2]]
    return int(found["maxLength"])


def test_shipped_schema_is_the_one_that_the_field_lists_make() -> None:
    # `make schema` writes it anew.
    assert schema_text() == generated_schema()


def test_schema_is_sound() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_sample_fits_the_schema() -> None:
    assert Draft202012Validator(SCHEMA).is_valid(sample())


def test_every_definition_is_used_and_described() -> None:
    text = schema_text()

    for name, definition in SCHEMA["$defs"].items():
        assert f'"#/$defs/{name}"' in text
        assert definition["title"]
        assert definition["description"]


def test_every_object_refuses_unknown_keys_and_describes_its_own() -> None:
    def check(schema: Any) -> None:
        if isinstance(schema, list):
            for entry in schema:
                check(entry)
        if not isinstance(schema, dict):
            return
        if "properties" in schema and "type" in schema:
            assert schema["additionalProperties"] is False
            for name, value in schema["properties"].items():
                assert "description" in value or "$ref" in value, name
        for value in schema.values():
            check(value)

    check({"top": SCHEMA})


@pytest.mark.parametrize(
    ("definition", "key", "listed"),
    [
        ("meeting", "mode", choices.Mode),
        ("meeting", "stage", choices.Stage),
        ("meeting", "status", choices.Status),
        ("meeting", "attendance", choices.Attendance),
        ("delegation", "roles", choices.Role),
        ("delegation", "level", choices.Level),
        ("delegation", "presence", choices.Presence),
        ("delegate", "role", choices.Role),
        ("delegate", "level", choices.Level),
        ("delegate", "presence", choices.Presence),
        ("statement", "form", choices.Form),
        ("statement", "delivery", choices.Delivery),
        ("pledge", "kind", choices.PledgeKind),
        ("pledge", "strength", choices.Strength),
        ("update", "status", choices.UpdateStatus),
        ("relation", "relation", choices.RelationKind),
        ("stub", "mode", choices.Mode),
        ("stub", "stage", choices.Stage),
        ("mark", "kind", choices.MarkKind),
        ("document", "rights", choices.Rights),
        ("participant", "kind", ParticipantKind),
        ("participant", "region", Region),
    ],
)
def test_closed_lists_are_those_of_the_models(
    definition: str, key: str, listed: type[models.TextChoices]
) -> None:
    assert values(definition, key) == listed.values


def test_kinds_of_other_names_are_those_of_the_model() -> None:
    kinds = SCHEMA["$defs"]["otherName"]["then"]["properties"]["kind"]["enum"]

    assert kinds == NameKind.values


@pytest.mark.parametrize(
    ("definition", "key", "model", "field"),
    [
        ("meeting", "slug", nouns.Meeting, "slug"),
        ("meeting", "date", nouns.Meeting, "date"),
        ("place", "city", nouns.Meeting, "city"),
        ("place", "venue", nouns.Meeting, "venue"),
        ("series", "name", nouns.Series, "name"),
        ("topic", "name", nouns.Topic, "name"),
        ("topic", "abbreviation", nouns.Topic, "abbreviation"),
        ("participant", "name", Participant, "name"),
        ("participant", "formal_name", Participant, "formal_name"),
        ("participant", "sort_name", Participant, "sort_name"),
        ("person", "key", Person, "key"),
        ("person", "name", Person, "name"),
        ("document", "key", nouns.Document, "key"),
        ("document", "kind", nouns.Document, "kind"),
        ("document", "symbol", nouns.Document, "symbol"),
        ("document", "language", nouns.Document, "language"),
        ("agendaItem", "key", nouns.AgendaItem, "key"),
        ("session", "key", nouns.Session, "key"),
        ("session", "kind", nouns.Session, "kind"),
        ("session", "place", nouns.Session, "place"),
        ("delegation", "printed", nouns.Delegation, "printed"),
        ("delegate", "printed", nouns.Delegate, "printed"),
        ("delegate", "honorific", nouns.Delegate, "honorific"),
        ("speaker", "printed", nouns.Speaker, "printed"),
        ("speaker", "capacity", nouns.Speaker, "capacity"),
        ("amount", "text", nouns.Amount, "text"),
        ("amount", "unit", nouns.Amount, "unit"),
        ("update", "asserted_by", nouns.Update, "asserted_by"),
        ("figure", "subject", nouns.Figure, "subject"),
    ],
)
def test_texts_are_as_long_as_the_database_takes(
    definition: str, key: str, model: type[models.Model], field: str
) -> None:
    assert limit(definition, key) == model._meta.get_field(field).max_length
