"""Former addresses stay with their row."""

import pytest
from django.core.exceptions import ValidationError

from meetings.models import FormerTopicSlug, Topic
from participants.models import FormerParticipantSlug, FormerPersonKey, Participant, Person
from participants.models.former import of_former_slugs, refuse_former_slug
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_former_slug_is_refused_to_another_row_alone() -> None:
    known = build.participant("Known")
    FormerParticipantSlug.objects.create(slug="old", participant=known)

    with pytest.raises(ValidationError, match="Another participant had this address"):
        Participant(slug="old", name="Old", kind="other").full_clean()
    known.slug = "old"
    refuse_former_slug(known, "slug")


def test_former_key_is_refused_to_another_person() -> None:
    FormerPersonKey.objects.create(slug="old", person=build.person())

    with pytest.raises(ValidationError, match="Another person had this address"):
        Person(key="old", name="Old").full_clean()


def test_former_slug_is_refused_to_another_topic() -> None:
    FormerTopicSlug.objects.create(slug="old", topic=build.topic())

    with pytest.raises(ValidationError, match="Another topic had this address"):
        Topic(slug="old", name="Old").full_clean()


def test_rows_are_found_by_former_slugs() -> None:
    known = build.participant("Known")
    FormerParticipantSlug.objects.create(slug="old", participant=known)

    assert of_former_slugs(Participant, ["old", "older"]) == {"old": known}
    former = FormerParticipantSlug.objects.get_by_natural_key("old")
    assert (str(former), former.natural_key()) == ("old", ("old",))
