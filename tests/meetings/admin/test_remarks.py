"""What is to be looked at stands on the page of the checks, and is set aside there with a reason.

Covers meetings.admin.fault_links as well.
"""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from meetings.derived.refresh import refresh_derived
from meetings.models import Meeting, SetAside, Statement
from meetings.publication import publish, submit
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db


def url(name: str, meeting: Meeting) -> str:
    return reverse(f"admin:meetings_meeting_{name}", args=[meeting.pk])


def told(answer: Any) -> list[str]:
    return [str(line) for line in answer.context["messages"]]


@pytest.fixture
def remarked(meeting: Meeting) -> Meeting:
    """A sound record with one remark: a speaker without a delegation."""
    absent = build.participant("Syldavia")
    meeting.statements.get(number=2).speakers.create(participant=absent)
    Statement.objects.filter(meeting=meeting, number=2).update(collective="")
    meeting.inferences.filter(field="collective").delete()
    refresh_derived(meeting)
    return meeting


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(rich.editor())
    return client


def test_remark_is_set_aside_with_a_reason_and_taken_back(
    editor: Client, remarked: Meeting
) -> None:
    page = editor.get(url("checks", remarked))
    (remark,) = page.context["remarks"].open
    sent = {"remark": remark.token}
    html = page.content.decode()

    without_reason = editor.post(url("aside", remarked), sent, follow=True)
    aside = editor.post(url("aside", remarked), sent | {"why": "It only wrote."}, follow=True)
    again = editor.post(url("aside", remarked), sent | {"why": "Twice."}, follow=True)
    gone = editor.post(url("aside", remarked), {"remark": "x", "why": "So."}, follow=True)

    assert page.context["faults"] == []
    assert "Syldavia speaks (¶2) and has no delegation; add one if present." in html
    statement = remarked.statements.get(number=2)
    assert remark.fault.url == reverse("admin:meetings_statement_change", args=[statement.pk])
    assert told(without_reason) == ["Say why it is right; the reason is kept beside it."]
    assert "Set aside: Syldavia speaks" in told(aside)[0]
    assert told(gone) == ["The checks no longer say so: it was changed by now."]
    row = SetAside.objects.get()
    assert (row.why, str(row.user)) == ("It only wrote.", "editor")
    assert not again.context["remarks"].open
    assert "“It only wrote.” – editor" in again.content.decode()
    back = editor.post(url("aside_back", remarked), {"aside": row.pk}, follow=True)
    assert [one.token for one in back.context["remarks"].open] == [remark.token]
    assert not back.context["remarks"].aside


def test_who_may_not_change_a_record_sets_nothing_aside(
    editor: Client, client: Client, remarked: Meeting
) -> None:
    boss = rich.publisher()
    submit(remarked, boss)
    (remark,) = editor.get(url("checks", remarked)).context["remarks"].open
    sent = {"remark": remark.token, "why": "It only wrote."}

    refused = editor.post(url("aside", remarked), sent)
    read = editor.get(url("aside", remarked))
    form = editor.get(url("checks", remarked)).content.decode()
    client.force_login(boss)
    page = client.get(reverse("admin:meetings_meeting_change", args=[remarked.pk]))
    client.post(url("aside", remarked), sent)

    assert (refused.status_code, read.status_code) == (403, 405)
    assert "Set aside" not in form
    assert "Set aside" in page.content.decode()
    assert SetAside.objects.get().user == boss


def test_remark_blocks_nothing_and_is_a_warning(
    remarked: Meeting, capsys: pytest.CaptureFixture[str]
) -> None:
    boss = rich.publisher()
    submit(remarked, boss)
    publish(remarked, boss)

    call_command("check_records", "fish-1")
    output = capsys.readouterr()
    with pytest.raises(CommandError, match="1 fault in 1 record"):
        call_command("check_records", "fish-1", "--strict")

    assert "1/1 fish-1: no fault, 1 to look at" in output.out
    assert output.err.count("fish-1: no-delegation: Syldavia speaks (¶2)") == 1
    assert "Syldavia speaks" not in output.out
