"""The published schema of record files."""

from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator

from tests.meetings.records.sample import sample


def test_record_schema_is_published_and_sound(client: Client) -> None:
    response = client.get(reverse("record_schema"))

    schema = response.json()
    assert response["Content-Type"] == "application/schema+json; charset=utf-8"
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(sample())) == []
    wrong = sample()
    wrong["meeting"]["mode"] = "by telegraph"
    assert [e.json_path for e in Draft202012Validator(schema).iter_errors(wrong)] == [
        "$.meeting.mode"
    ]
