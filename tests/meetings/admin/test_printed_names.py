"""A printed name is checked: of a name of another it is asked, an unknown one is remarked on."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.html import strip_tags

from meetings.admin.doubts import SURE, token
from meetings.admin.printed_names import is_unknown, names_another
from meetings.models import Delegation
from participants.models import Participant, ParticipantName, PersonName
from tests.meetings import build
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db

ASKED = (
    "“Republic of Korea” is a name of Republic of Korea, and Democratic Korea was chosen; "
    "which is right?"
)


@pytest.fixture
def north() -> Participant:
    """One of two that go by "Korea"; the other is printed in full."""
    south = build.participant("Republic of Korea", slug="rok", code="KOR")
    north = build.participant("Democratic Korea", slug="dprk")
    for row in (south, north):
        ParticipantName.objects.create(participant=row, name="Korea")
    return north


def asked(printed: str, *chosen: Any) -> list[str]:
    """What is asked of a printed name."""
    return [words for _field, words in names_another(printed, *chosen)]


def test_name_of_another_is_asked_of_and_names_both(north: Participant) -> None:
    assert asked("Republic of Korea", north) == [ASKED]
    assert asked("THE REPUBLIC OF KOREA ", north) != []
    assert asked("KOR", north) != []


@pytest.mark.parametrize("printed", ["Democratic Korea", "Korea", "Nowhere", "", "  "])
def test_name_of_the_one_chosen_of_several_and_of_nobody_is_not_asked_of(
    north: Participant, printed: str
) -> None:
    assert asked(printed, north) == []


def test_person_is_asked_of_by_every_spelling() -> None:
    ada, jane = build.person("Ada Example"), build.person("Jane Lee")
    PersonName.objects.create(person=jane, name="J. Lee")

    assert asked("J. LEE", ada) == [
        "“J. LEE” is a name of Jane Lee, and Ada Example was chosen; which is right?"
    ]
    assert asked("J. Lee", jane) == asked("J. Lee", None) == asked("J. Lee") == []


def test_speaker_printed_by_the_country_or_the_person_is_right(north: Participant) -> None:
    jane = build.person("Jane Lee")

    assert asked("Jane Lee", north, jane) == asked("Korea", north, jane) == []


def test_name_that_nobody_has_is_remarked_on_and_no_other(north: Participant) -> None:
    assert is_unknown("The Hermit Land", north) == (
        "“The Hermit Land” is not a known name of Democratic Korea; it was saved as printed."
    )
    assert [is_unknown(printed, north) for printed in ("Korea", "", "Republic of Korea")] == [
        ""
    ] * 3
    assert is_unknown("The Hermit Land", None) == ""


def test_form_asks_before_it_saves_and_takes_the_box_for_an_answer(
    client: Client, north: Participant
) -> None:
    client.force_login(User.objects.create_superuser("boss"))
    page = address(Delegation, "add")
    meeting = build.meeting(status="draft")
    given: dict[str, Any] = {
        "meeting": meeting.pk,
        "participant": north.pk,
        "printed": "Republic of Korea",
    }
    data = sent(client.get(page), **given)

    refused = client.post(page, data)
    told = strip_tags(str(refused.context["adminform"].form.errors["printed"]))
    stored_before = meeting.delegations.count()
    client.post(page, data | {SURE: token(ASKED)})

    assert ASKED in told
    assert (stored_before, meeting.delegations.count()) == (0, 1)


def test_unknown_name_is_saved_and_said(client: Client, north: Participant) -> None:
    client.force_login(User.objects.create_superuser("boss"))
    row = build.delegation(build.meeting(status="draft"), north)
    page = address(Delegation, "change", row.pk)

    answer = client.post(page, sent(client.get(page), printed="The Hermit Land"), follow=True)

    said = [str(line) for line in answer.context["messages"]]
    assert (
        "“The Hermit Land” is not a known name of Democratic Korea; it was saved as printed."
        in said
    )
    row.refresh_from_db()
    assert row.printed == "The Hermit Land"
