"""The closed lists are spelt as record files spell them; an order that shows is kept."""

import pytest
from django.db.models import TextChoices

from meetings.models import choices


@pytest.mark.parametrize(
    ("listed", "values"),
    [
        (choices.Status, ["draft", "in review", "published", "withdrawn"]),
        (choices.Mode, ["in person", "virtual", "hybrid", "not stated"]),
        (choices.Attendance, ["complete", "partial", "not recorded"]),
        (choices.Form, ["verbatim", "quotation", "reported"]),
        (choices.Strength, ["firm", "intended", "offered", "in principle", "reaffirmed"]),
        (choices.MarkKind, ["narrative", "heading", "label", "furniture"]),
        (choices.Rights, ["public in full", "passages only"]),
        (choices.Noun, ["statement", "pledge"]),
        (
            choices.RelationKind,
            ["previous", "next", "preparatory", "follow-up", "side event", "mentioned"],
        ),
        (
            choices.Presence,
            ["in person", "virtual", "video message", "pre-recorded", "not stated"],
        ),
    ],
)
def test_values_are_spelt_as_in_record_files(listed: type[TextChoices], values: list[str]) -> None:
    assert listed.values == values


def test_roles_go_from_hosts_to_participants() -> None:
    assert (choices.Role.values[0], choices.Role.values[-1]) == ("host", "participant")
    assert len(choices.Role) == 11


def test_levels_go_from_the_highest_to_what_is_not_stated() -> None:
    assert choices.Level.values == [
        "head of state or government",
        "minister",
        "deputy minister",
        "ambassador",
        "senior official",
        "delegate",
        "expert",
        "not stated",
    ]
