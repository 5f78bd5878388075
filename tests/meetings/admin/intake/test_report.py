"""What was found is told with the way to each form, in a number of queries that is fixed."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.admin.intake.drafting import Upload, drafted
from meetings.models import Finding, IntakeReport, Meeting, UnknownBody
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.intake.proposals import written
from tests.meetings.admin.sending import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_store")]

QUERIES = 10


@pytest.fixture
def draft() -> Meeting:
    """A draft with the report of its proposal."""
    return drafted(written(), Upload("Herring.docx", b"", "ab", {}), None)


@pytest.fixture
def editor(client: Client) -> Client:
    """The browser of an Editor."""
    client.force_login(rich.editor())
    return client


def page_of(meeting: Meeting) -> str:
    """Where it is told what was proposed."""
    return f"/admin/meetings/meeting/{meeting.pk}/proposal/"


def test_what_is_unsure_comes_first_and_leads_to_its_form(editor: Client, draft: Meeting) -> None:
    context = editor.get(page_of(draft)).context

    egypt, japan = draft.delegations.order_by("order")
    page = address(Meeting, "change", draft.pk)
    assert [(line.label, line.url) for line in context["unsure"]] == [
        (
            "Delegate: Egypt",
            address(type(egypt.delegates.get()), "change", egypt.delegates.get().pk),
        ),
        ("Pledge 1", address(type(draft.pledges.get()), "change", draft.pledges.get().pk)),
        ("Meeting: date", f"{page}#id_date"),
        ("Delegation: Japan", address(type(japan), "change", japan.pk)),
    ]
    assert context["unsure"][1].words == "Japan promised ten nets … ten nets"
    assert [line.label for line in context["sure"]] == [
        *("Meeting: title", "Delegation: Egypt", "Statement ¶1", "Document referred to"),
    ]


def test_every_form_that_is_led_to_is_there(editor: Client, draft: Meeting) -> None:
    context = editor.get(page_of(draft)).context
    lines = [*context["unsure"], *context["sure"], *context["unknown"], *context["unassigned"]]

    answers = {editor.get(line.url.partition("#")[0]).status_code for line in lines}

    assert (len(lines), answers) == (13, {200})


def test_values_are_counted_by_noun_and_sureness(editor: Client, draft: Meeting) -> None:
    counted = editor.get(page_of(draft)).context["counted"]

    assert [(row.noun, [*row.counts], row.total) for row in counted] == [
        ("Meeting", [1, 1, 0], 2),
        ("Delegation", [1, 1, 0], 2),
        ("Delegate", [0, 0, 1], 1),
        ("Statement", [1, 0, 0], 1),
        ("Pledge", [0, 0, 1], 1),
        ("Document referred to", [1, 0, 0], 1),
    ]


def test_unknown_names_and_text_that_is_left_lead_into_the_source(
    editor: Client, draft: Meeting
) -> None:
    context = editor.get(page_of(draft)).context

    (unknown,) = context["unknown"]
    place = editor.get(unknown.url)
    assert unknown.words == "Herring Board"
    assert place.context["title"] == "Text that nothing accounts for"
    assert [line.words for line in context["unassigned"]][-1] == (
        "asks. The Herring Board agreed. Nobody accounts for this."
    )


def test_place_that_is_accounted_for_is_shown_without_marking_it(
    editor: Client, draft: Meeting
) -> None:
    document = IntakeReport.objects.get().document

    place = editor.get(
        f"/admin/meetings/meeting/{draft.pk}/source/",
        {"document": document.pk, "start": 0, "end": 7},
    )

    assert place.context["title"] == "In the source"
    assert place.context["mark_kinds"] == []


def test_notes_and_what_was_left_out_are_told(editor: Client, draft: Meeting) -> None:
    IntakeReport.objects.update(left_out=["references 0: it is another <b>."])

    page = editor.get(page_of(draft)).content.decode()

    assert "Two pages were empty." in page
    assert "references 0: it is another &lt;b&gt;." in page
    assert "<h1>Proposed from Herring.docx</h1>" in page


def test_finding_goes_with_its_part_and_stays_with_one_that_moved(
    editor: Client, draft: Meeting
) -> None:
    egypt, japan = draft.delegations.order_by("order")
    egypt.delete()
    draft.delegations.filter(pk=japan.pk).update(order=7)

    lines = editor.get(page_of(draft)).context["unsure"]

    assert [line.label for line in lines if "Dele" in line.label] == ["Delegation: Japan"]


def test_page_of_the_draft_says_what_was_proposed(editor: Client, draft: Meeting) -> None:
    page = editor.get(address(Meeting, "change", draft.pk)).content.decode()
    other = build.meeting("cod", status="draft")

    without = editor.get(address(Meeting, "change", other.pk)).content.decode()

    assert "Proposed from Herring.docx: 4 values sure, 2 likely, 2 doubtful." in page
    assert f'<a href="{page_of(draft)}">' in page
    assert "Proposed from" not in without


def test_meeting_that_was_not_proposed_has_no_report(editor: Client) -> None:
    assert editor.get(page_of(build.meeting("cod", status="draft"))).status_code == 404


def test_right_to_see_the_record_is_asked_for(client: Client, draft: Meeting) -> None:
    user = User.objects.create(username="narrow", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_document"))
    client.force_login(user)

    assert client.get(page_of(draft)).status_code == 403
    user.user_permissions.set(Permission.objects.filter(codename="view_meeting"))
    client.force_login(User.objects.get(pk=user.pk))
    page = client.get(page_of(draft))
    assert page.status_code == 200
    assert f"/document/{IntakeReport.objects.get().document_id}/" not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_report_takes_as_many_queries_however_much_was_found(
    editor: Client, draft: Meeting, count: int
) -> None:
    parts: list[dict[str, Any]] = [
        {"statement": draft.statements.get()},
        {"delegation": draft.delegations.first()},
        {"delegate": draft.delegations.first().delegates.get()},
        {},
    ]
    for row in [part for part in parts for _n in range(count - 1)]:
        Finding.objects.create(
            meeting=draft, pointer="/meeting/x", order=9, rule="r", sureness="likely", **row
        )
    for _n in range(count - 1):
        UnknownBody.objects.create(meeting=draft, printed="Board", start=0, end=5)

    with CaptureQueriesContext(connection) as queries:
        editor.get(page_of(draft))

    assert len(queries) == QUERIES


@pytest.mark.parametrize("count", [1, 3])
def test_line_on_the_draft_takes_as_many_queries_however_much_was_found(
    editor: Client, draft: Meeting, count: int
) -> None:
    page = address(Meeting, "change", draft.pk)
    editor.get(page)
    for _n in range(count - 1):
        Finding.objects.create(
            meeting=draft, pointer="/meeting/x", order=9, rule="r", sureness="likely"
        )

    with CaptureQueriesContext(connection) as queries:
        editor.get(page)

    told = [query["sql"] for query in queries if "intakereport" in query["sql"]]
    found = [query["sql"] for query in queries if "meetings_finding" in query["sql"]]
    assert (len(told), len(found)) == (1, 1)
