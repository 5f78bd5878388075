"""A record goes from draft to review, to the public, and out of it: nothing else.

Covers meetings.models.revision and meetings.workflow_steps as well.
"""

import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client

from meetings import publication
from meetings.derived.refresh import derived_faults
from meetings.models import Finding, IntakeReport, Meeting, Statement, UnknownBody
from meetings.publication import Refused, StepError, open_steps
from meetings.records.revision_texts import record_files
from tests.meetings import build
from tests.meetings.admin import rich
from tests.portal.canaries import propose

pytestmark = pytest.mark.django_db

STEPS = {
    "submit": ({"draft"}, "in review"),
    "send_back": ({"in review"}, "draft"),
    "publish": ({"in review", "withdrawn"}, "published"),
    "withdraw": ({"published"}, "withdrawn"),
    "reopen": ({"withdrawn"}, "draft"),
}
STATES = ["draft", "in review", "published", "withdrawn"]


def take(step: str, meeting: Meeting, user: Any, why: str = "A reason") -> None:
    getattr(publication, step)(meeting, user, why)


@rich.in_state(*STATES)
@pytest.mark.parametrize("step", STEPS)
def test_step_begins_only_where_it_may(step: str, meeting: Meeting) -> None:
    state = meeting.status
    begins, ends = STEPS[step]

    if state in begins:
        take(step, meeting, rich.publisher())
    else:
        with pytest.raises(StepError):
            take(step, meeting, rich.publisher())

    meeting.refresh_from_db()
    assert meeting.status == (ends if state in begins else state)
    assert derived_faults(meeting) == []


@pytest.mark.parametrize(
    ("step", "kept_record"),
    [("send_back", "in review"), ("publish", "in review"), ("withdraw", "published")],
    indirect=["kept_record"],
)
def test_editor_takes_no_step_of_a_publisher(step: str, meeting: Meeting) -> None:
    state = meeting.status

    with pytest.raises(PermissionDenied):
        take(step, meeting, rich.editor())

    meeting.refresh_from_db()
    assert meeting.status == state


def test_visitor_takes_no_step(meeting: Meeting) -> None:
    with pytest.raises(PermissionDenied):
        take("submit", meeting, AnonymousUser())


@rich.in_state("in review")
def test_publishing_sets_keys_and_withdrawing_empties_them(meeting: Meeting) -> None:
    user = rich.publisher()
    keys = Statement.objects.filter(meeting=meeting, key__isnull=False)

    publication.publish(meeting, user)
    published = keys.count()
    publication.withdraw(meeting, user, "Wrong source")

    assert (published, keys.count()) == (2, 0)


@rich.in_state("in review")
def test_each_publication_and_withdrawal_stores_a_revision(meeting: Meeting) -> None:
    user = rich.publisher()

    publication.publish(meeting, user, "Checked")
    publication.withdraw(meeting, user, "Wrong source")
    publication.publish(meeting, user)

    rows = meeting.revisions.order_by("number").exclude(action="submit")
    assert list(rows.values_list("number", "action", "user", "why")) == [
        (2, "publish", user.pk, "Checked"),
        (3, "withdraw", user.pk, "Wrong source"),
        (4, "publish", user.pk, ""),
    ]
    assert [json.loads(file)["meeting"]["status"] for _row, file in record_files(meeting)] == [
        "in review",
        "published",
        "withdrawn",
        "published",
    ]


@rich.in_state("published")
def test_withdrawing_without_reason_is_refused(meeting: Meeting) -> None:
    with pytest.raises(StepError):
        publication.withdraw(meeting, rich.publisher(), "  ")

    meeting.refresh_from_db()
    assert meeting.status == "published"


@rich.in_state("withdrawn")
def test_withdrawn_record_is_a_draft_again_and_its_address_stays_gone(
    client: Client, meeting: Meeting
) -> None:
    user, other = rich.publisher(), build.meeting("other")
    stub = build.stub(meeting.slug, named_by=other)
    land = build.participant("Graustark").get_absolute_url()
    urls = [meeting.get_absolute_url(), f"{meeting.get_absolute_url()}statements/1/", land]
    before = [client.get(url).status_code for url in urls]

    with pytest.raises(StepError):
        publication.reopen(meeting, user, " ")
    publication.reopen(meeting, user, "The wrong text was withdrawn")
    drafted = [client.get(url).status_code for url in urls]
    publication.submit(meeting, rich.editor())
    reviewed = [client.get(url).status_code for url in urls]
    named = stub in Meeting.objects.public()
    publication.publish(meeting, user)
    meeting.refresh_from_db()

    assert before == drafted == reviewed == [410] * 3
    assert not named
    assert (meeting.gone, client.get(urls[0]).status_code) == (False, 200)
    revision = meeting.revisions.get(action="reopen")
    assert (revision.why, revision.user) == ("The wrong text was withdrawn", user)
    assert revision.status == "draft"
    assert meeting.steps_taken.filter(step="reopen", why=revision.why).exists()


def test_record_with_faults_is_not_published(meeting: Meeting) -> None:
    lost = build.statement(meeting, "Nobody said this.")
    rich.advance(meeting, "in review")

    with pytest.raises(Refused) as refused:
        publication.publish(meeting, rich.publisher())

    meeting.refresh_from_db()
    assert meeting.status == "in review"
    assert not meeting.revisions.filter(action="publish").exists()
    assert {(fault.code, fault.where) for fault in refused.value.faults} == {
        ("passage", lost),
        ("speaker", lost),
    }


@rich.in_state("in review")
def test_step_judges_the_state_in_the_database_not_the_one_in_hand(meeting: Meeting) -> None:
    user = rich.publisher()
    stale = Meeting.objects.get(pk=meeting.pk)
    publication.send_back(meeting, user, "Not yet")

    with pytest.raises(StepError):
        publication.publish(stale, user)

    assert stale.status == "draft"


@rich.in_state("in review")
def test_failing_step_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, meeting: Meeting
) -> None:
    user = rich.publisher()

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(publication, "store_revision", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        publication.publish(meeting, user)

    meeting.refresh_from_db()
    assert meeting.status == "in review"
    assert not Statement.objects.filter(key__isnull=False).exists()


@rich.in_state("published")
def test_correcting_stores_a_revision_and_returns_the_faults_left(meeting: Meeting) -> None:
    user = rich.publisher()
    meeting.statements.filter(number=2).update(collective="")

    faults = publication.correct_record(meeting, user, "Name removed")

    last = meeting.revisions.order_by("-number")[0]
    assert (last.action, last.why) == ("correct", "Name removed")
    assert [fault.code for fault in faults] == ["speaker", "inferred"]


@rich.in_state("published")
def test_correcting_is_for_published_records_and_publishers(meeting: Meeting) -> None:
    published, draft = meeting, rich.record("fish-2")

    with pytest.raises(PermissionDenied):
        publication.correct_record(published, rich.editor())
    with pytest.raises(StepError):
        publication.correct_record(draft, rich.publisher())


def test_open_steps_are_those_that_would_be_taken() -> None:
    editor, publisher = rich.editor(), rich.publisher()
    expected = {
        "draft": (["submit"], ["submit"]),
        "in review": ([], ["send_back", "publish"]),
        "published": ([], ["withdraw"]),
        "withdrawn": ([], ["publish", "reopen"]),
    }

    for place, (state, (editors, publishers)) in enumerate(expected.items()):
        meeting = rich.record(f"trout-{place}", state)
        assert [step.name for step in open_steps(meeting, editor)] == editors
        assert [step.name for step in open_steps(meeting, publisher)] == publishers


def test_stub_has_no_steps() -> None:
    stub, user = build.stub("only-named"), rich.publisher()

    with pytest.raises(StepError):
        publication.submit(stub, user)

    assert open_steps(stub, user) == []


@pytest.mark.parametrize("kept_record", ["in review"], indirect=True)
def test_publishing_forgets_what_was_proposed(meeting: Meeting) -> None:
    propose(meeting, build.document("Fish.", key="proposed"), "herring")

    publication.publish(meeting, rich.publisher())

    assert [model.objects.count() for model in (IntakeReport, Finding, UnknownBody)] == [0, 0, 0]


@pytest.mark.parametrize("kept_record", ["in review"], indirect=True)
def test_publishing_that_is_refused_forgets_nothing(meeting: Meeting) -> None:
    propose(meeting, build.document("Fish.", key="proposed"), "herring")
    Statement.objects.filter(meeting=meeting).update(key=None)
    meeting.statements.all()[0].passages.all().delete()

    with pytest.raises(Refused):
        publication.publish(meeting, rich.publisher())

    assert IntakeReport.objects.filter(meeting=meeting).exists()
