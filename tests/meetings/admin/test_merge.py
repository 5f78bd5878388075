"""The page that merges, and the one that takes a merge back.

Covers meetings.admin.merges as well.
"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, Merge, Relation, StubMeeting
from participants.models import Participant, Person
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    """An Editor, signed in."""
    client.force_login(rich.editor())
    return client


@pytest.fixture
def publisher() -> Client:
    """A Publisher, signed in."""
    client = Client()
    client.force_login(rich.publisher())
    return client


def page(*rows: Any, **more: Any) -> str:
    """The address of the page that compares rows."""
    meta = rows[0]._meta
    base = reverse(f"admin:{meta.app_label}_{meta.model_name}_merge")
    return f"{base}?{'&'.join([f'ids={row.pk}' for row in rows])}"


def sent(kept: Any, *gone: Any, **values: Any) -> dict[str, Any]:
    """What the page sends."""
    rows = {"ids": [kept.pk, *(row.pk for row in gone)], "keep": kept.pk, "why": "entered twice"}
    return rows | {f"value-{name}": row.pk for name, row in values.items()}


def test_action_of_a_list_leads_to_the_page(editor: Client) -> None:
    one, other = build.person("One"), build.person("Other")
    url = reverse("admin:participants_person_changelist")

    answer = editor.post(url, {"action": "merge_rows", "_selected_action": [one.pk, other.pk]})

    assert (answer.status_code, answer["Location"]) == (302, page(one, other))


def test_page_shows_what_each_says_and_what_moves(publisher: Client) -> None:
    meeting = rich.record(status="published")
    ada, other = build.person(), build.person("A Example")

    told = publisher.get(page(ada, other) + f"&keep={other.pk}").content.decode()

    assert "Ada Example</label>" in told
    assert "A Example</label>" in told
    for moved in ("1 × speakers", "1 × delegates", "1 × made by"):
        assert moved in told
    assert "One record is changed" in told
    assert str(meeting.pk)


def test_merge_is_made_and_taken_back(publisher: Client) -> None:
    meeting = rich.record(status="published")
    ada, other = build.person(), build.person("A Example")

    answer = publisher.post(page(ada, other), sent(other, ada, name=ada), follow=True)

    done = Merge.objects.get()
    told = answer.content.decode()
    assert f"/admin/meetings/merge/{done.pk}/change/" in told
    assert Person.objects.get().name == "Ada Example"
    assert meeting.revisions.first().why.startswith("merged “Ada Example” into “Ada Example”")

    shown = publisher.get(reverse("admin:meetings_merge_change", args=[done.pk]))
    assert "Take the merge back" in shown.content.decode()
    publisher.post(reverse("admin:meetings_merge_undo", args=[done.pk]))

    assert set(Person.objects.values_list("name", flat=True)) == {"Ada Example", "A Example"}
    listed = publisher.get(reverse("admin:meetings_merge_changelist"))
    assert listed.status_code == 200


def test_value_that_is_not_chosen_is_asked_for(editor: Client) -> None:
    one, other = build.person("One"), build.person("Other")

    answer = editor.post(page(one, other), sent(one, other))

    assert answer.status_code == 400
    assert "Choose a value for “name”" in answer.content.decode()
    assert Person.objects.count() == 2


def test_reason_that_is_missing_is_asked_for_and_choices_kept(editor: Client) -> None:
    one, other = build.person("One"), build.person("Other")

    answer = editor.post(page(one, other), sent(one, other, name=other) | {"why": " "})

    told = answer.content.decode()
    assert answer.status_code == 409
    assert "Give the reason" in told
    assert f'value="{other.pk}" required checked' in told


def test_what_clashes_is_told_with_links_to_both(publisher: Client) -> None:
    meeting = rich.record()
    ruritania, other = build.participant(), build.participant("Kingdom of Ruritania")
    second = build.delegation(meeting, other)

    told = publisher.get(page(ruritania, other)).content.decode()

    for row in (meeting.delegations.get(participant=ruritania), second):
        assert reverse("admin:meetings_delegation_change", args=[row.pk]) in told
    assert "These cannot be merged yet" in told
    assert 'value="Merge"' not in told


def test_editor_merges_only_what_no_closed_record_uses(editor: Client) -> None:
    rich.record(status="published")
    ada, other = build.person(), build.person("A Example")

    told = editor.get(page(ada, other)).content.decode()
    answer = editor.post(page(ada, other), sent(other, ada, name=ada))

    assert "You may not change “Ada Example”" in told
    assert answer.status_code == 403
    assert Person.objects.count() == 2


def test_editor_does_not_change_a_record_in_review(editor: Client) -> None:
    rich.record(status="in review")
    ada, other = build.person(), build.person("A Example")

    answer = editor.post(page(ada, other), sent(other, ada, name=ada))

    assert answer.status_code == 403
    assert "is closed to you" in editor.get(f"{page(ada, other)}&keep={other.pk}").content.decode()


def test_editor_does_not_take_back_what_a_published_record_uses(
    editor: Client, publisher: Client
) -> None:
    rich.record(status="published")
    ada, other = build.person(), build.person("A Example")
    publisher.post(page(ada, other), sent(other, ada, name=ada))
    done = Merge.objects.get()

    answer = editor.post(reverse("admin:meetings_merge_undo", args=[done.pk]))

    assert answer.status_code == 403
    assert editor.get(reverse("admin:meetings_merge_undo", args=[done.pk])).status_code == 405


def test_shipped_participant_stays_unless_another_is_chosen(publisher: Client) -> None:
    one = build.participant("One")
    shipped = build.participant("Two", shipped=True)

    told = publisher.get(page(one, shipped)).content.decode()
    turned = publisher.get(page(one, shipped) + f"&keep={one.pk}").content.decode()

    assert "Merge into “Two”" in told
    assert "“Two” comes with the portal" in turned
    assert Participant.objects.count() == 2


def test_sent_twice_is_told(editor: Client) -> None:
    one, other = build.person("One"), build.person("Other")
    data = sent(one, other, name=one)
    editor.post(page(one, other), data)

    answer = editor.post(page(one, other), data)

    assert answer.status_code == 200
    assert Merge.objects.count() == 1


@pytest.mark.parametrize("ids", ["", "ids=x", "ids=1&ids=1", "ids=99999999999999999999", "ids=-1"])
def test_odd_addresses_ask_for_rows(editor: Client, ids: str) -> None:
    build.person("One")
    url = reverse("admin:participants_person_merge")

    assert editor.get(f"{url}?{ids}").status_code == 200


def test_one_row_asks_for_the_other_by_name(editor: Client) -> None:
    one = build.person("One")

    told = editor.get(page(one)).content.decode()

    assert "Which one is the same as “One”?" in told
    assert 'id="id_other"' in told


def test_records_that_were_public_are_not_merged_and_the_page_says_why(publisher: Client) -> None:
    one, other = (build.meeting(slug, title="Talks") for slug in ("one", "other"))
    sent = {"ids": [one.pk, other.pk], "why": "x"}

    told = publisher.get(page(one, other)).content.decode()
    refused = publisher.post(page(one, other), sent)

    assert "cited by their numbers" in told
    assert "You may not" not in told
    assert refused.status_code == 409
    assert Meeting.objects.count() == 2


def test_meeting_only_named_is_merged_into_a_recorded_one(publisher: Client) -> None:
    naming, recorded = build.meeting("naming"), build.meeting("talks")
    build.stub("talks", naming)
    gone = StubMeeting.objects.get(pk=build.stub("the-talks", naming).pk)
    url = reverse("admin:meetings_stubmeeting_merge")
    rows = {"ids": [recorded.pk, gone.pk], "why": "one meeting", "keep": ""}

    kept = StubMeeting.objects.get(slug="talks")
    answer = publisher.post(url, rows | {"keep": kept.pk, "value-title": kept.pk})

    assert answer.status_code == 302
    assert set(Relation.objects.values_list("other__slug", flat=True)) == {"talks"}
    assert Client().get("/meetings/the-talks/")["Location"] == "/meetings/talks/"


def test_visitor_sees_nothing_of_it(client: Client) -> None:
    one, other = build.person("One"), build.person("Other")

    for url in (page(one, other), reverse("admin:meetings_merge_changelist")):
        assert client.get(url)["Location"].startswith(reverse("admin:login"))
