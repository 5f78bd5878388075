"""Delegations from a list: read, confirmed, written once, by whoever may.

Covers meetings.admin.attendance_form.
"""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client

from meetings.admin import attendance_form
from meetings.models import Delegate, Delegation, Passage
from participants.models import Person
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db

TEXT = "Ruritania: Ms. Ada Example, Minister of Fish\nGraustark\nGraustrak\nZenda (Mr. Ada Exampel)"
PAGE = "/admin/meetings/meeting/{}/delegations-from-list/"


def confirmed(answer: Any, **changes: Any) -> dict[str, Any]:
    """What the page sends, with some boxes changed."""
    context = answer.context
    whole = {name: context["whole"][name].value() for name in context["whole"].fields}
    boxes = {
        field.html_name: field.value()
        for form in context["rows"]
        for field in form
        if field.value() not in (None, False)
    }
    rows = {"rows": len(context["rows"]), "_once": context["once"], "_confirm": "x"}
    sent = whole | boxes | rows | changes
    return {name: value for name, value in sent.items() if value is not None}


@pytest.fixture
def page(client: Client) -> str:
    """A draft with a source that holds the list, and its page; an Editor is signed in."""
    client.force_login(rich.editor())
    meeting = build.meeting(status="draft")
    document = build.document(f"Who came:\n{TEXT}\nThe end.")
    build.passage(meeting, document, 0, 3)
    for name in ("Ruritania", "Graustark", "Zenda"):
        build.participant(name)
    build.person("Ada Exampl", key="ada-exampl")
    return PAGE.format(meeting.pk)


def test_list_is_asked_about_and_written_once(client: Client, page: str) -> None:
    assert client.get(page).status_code == 200
    read = client.post(page, {"text": TEXT, **ALL})
    first, _second, third, fourth = read.context["rows"]

    assert first["participant"].value() == "Ruritania (ruritania)"
    assert (first["person"].value(), first["sort_name"].value()) == ("", "Example, Ada")
    assert "Did you mean" in read.text
    assert (third["participant"].value(), fourth["person"].value()) == ("", "")
    assert [form.row.line for form in read.context["asked"]] == [1, 3, 4]

    refused = client.post(page, confirmed(read))
    assert Delegation.objects.count() == 0
    assert [*refused.context["rows"][2].errors] == ["participant"]
    assert refused.context["rows"][0]["title"].value() == "Minister of Fish", "nothing is lost"

    right = {
        "row-0-person": attendance_form.NEW,
        "row-2-take": None,
        "row-3-person": "ada-exampl",
        "row-3-level": "minister",
    }
    sent = confirmed(refused, **right)
    done = client.post(page, sent)
    assert done.status_code == 302
    for again in (sent, sent | {"_once": "another-token-of-a-page"}):
        assert "nothing was made a second time" in client.post(page, again, follow=True).text

    assert [*Delegation.objects.order_by("order").values_list("participant__slug", "level")] == [
        ("ruritania", "not stated"),
        ("graustark", "not stated"),
        ("zenda", "minister"),
    ]
    assert Delegation.objects.first().presence == "in person"
    ada, known = Delegate.objects.order_by("pk")
    assert (ada.person.name, ada.honorific, ada.title) == ("Ada Example", "Ms.", "Minister of Fish")
    assert known.person.key == "ada-exampl"
    assert Person.objects.count() == 2
    assert "Ruritania: Ms. Ada Example, Minister of Fish" in [
        *Passage.objects.values_list("exact", flat=True)
    ]
    assert "3 delegations were added" in LogEntry.objects.latest("pk").get_change_message()


def test_list_chosen_at_the_desk_leads_to_its_words(client: Client) -> None:
    client.force_login(rich.editor())
    meeting = build.meeting(status="draft")
    text = "Zenda spoke.\nZenda\n- Ruritania:\tMs. Ada Example\nZenda\n"
    document = build.document(text)
    build.passage(meeting, document, 0, 3)
    for name in ("Ruritania", "Zenda"):
        build.participant(name)
    page = PAGE.format(meeting.pk)
    chosen = {"text": "Zenda\nRuritania: Ms. Ada Example", "document": document.pk, "start": 13}

    read = client.post(page, chosen | ALL)
    assert "leads to its words there" in read.text
    taken = client.post(page, confirmed(read))
    assert taken.headers["Location"] == (
        f"/admin/meetings/meeting/{meeting.pk}/desk/?document={document.pk}"
    )

    rows = Passage.objects.exclude(meeting=None).filter(delegation__isnull=False)
    assert [(row.start, row.exact) for row in rows.order_by("start")] == [
        (13, "Zenda"),
        (21, "Ruritania:\tMs. Ada Example"),
    ]
    assert Passage.objects.get(delegate__isnull=False).exact == "Ms. Ada Example"
    elsewhere = client.post(page, chosen | ALL | {"document": 10**30})
    assert elsewhere.status_code == 200


ALL = {"role": "member", "level": "not stated", "presence": "in person"}


def test_bad_input_is_said_where_it_is(client: Client, page: str) -> None:
    build.delegation(build.meeting(), build.participant("Ruritania"))
    for wrong in ("", "\0", "x" * 100_001, "Kenya\n" * 1001):
        assert client.post(page, {"text": wrong, **ALL}).context["whole"].errors
    assert client.post(page, {"text": "Kenya", "role": "king"}).context["whole"].errors

    read = client.post(page, {"text": "Ruritania\nRuritania: Mr. 文", **ALL})
    said = {
        "row-0-participant": "Nowhere",
        "row-1-person": attendance_form.UNNAMED,
        "row-1-name": "",
        "row-1-title": "",
    }
    answer = client.post(page, confirmed(read, **said))
    assert [sorted(form.errors) for form in answer.context["rows"]] == [["participant"], ["title"]]
    other = client.post(page, confirmed(read, rows="7"))
    assert "reads otherwise by now" in other.text
    assert Delegation.objects.count() == 1

    twice = "Zenda: Ms. Ada Exampl\nZenda: Ms. Ada Exampl"
    double = client.post(page, confirmed(client.post(page, {"text": twice, **ALL})))
    assert "stands in the delegation" in double.text
    assert Delegation.objects.count() == 1


def test_who_may_not_is_refused(client: Client, page: str) -> None:
    in_review = build.meeting(status="in review")
    assert client.get(PAGE.format(in_review.pk)).status_code == 403
    user: Any = rich.user("viewer", "Editor")
    user.groups.clear()
    user.user_permissions.add(Permission.objects.get(codename="view_meeting"))
    client.force_login(user)
    assert client.get(page).status_code == 403
    client.logout()
    assert client.get(page).status_code == 302
    assert Delegation.objects.count() == 0
