"""What changes is seen by the next request, whatever was kept."""

from datetime import UTC, datetime

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from meetings.derived.refresh import refresh_derived
from meetings.models import Meeting, Statement
from participants.models import Participant
from portal.pagecache import middleware
from portal.pagecache.release import Release
from tests.meetings import build
from tests.portal import canaries, test_canary
from tests.portal.pagecache.entries import queries

pytestmark = pytest.mark.django_db


def test_correction_is_visible_to_the_next_request(client: Client, statement: Statement) -> None:
    before = client.get(statement.get_absolute_url())

    Statement.objects.filter(pk=statement.pk).update(text="They spoke of wasps.")
    after = client.get(statement.get_absolute_url(), headers={"if-none-match": before["ETag"]})

    assert b"bees" in before.content
    assert after.status_code == 200
    assert b"wasps" in after.content
    assert b"bees" not in after.content


def test_withdrawn_record_is_gone_at_once(client: Client, statement: Statement) -> None:
    addresses = ["/meetings/on-record/", statement.get_absolute_url()]
    tags = [client.get(address)["ETag"] for address in addresses]
    client.get("/statements/")

    Meeting.objects.filter(slug="on-record").update(status="withdrawn")
    refresh_derived(statement.meeting)

    for address, tag in zip(addresses, tags, strict=True):
        assert client.get(address).status_code == 410
        assert client.get(address, headers={"if-none-match": tag}).status_code == 410
    assert b"bees" not in client.get("/statements/").content


def test_draft_leaves_tags_and_pages_as_they_are(client: Client, statement: Statement) -> None:
    before = client.get("/statements/")

    draft = build.meeting("hidden", status="draft", title="Hidden matters")
    Statement.objects.create(meeting=draft, number=1, order=1, text="Nobody hears of bees.")
    Meeting.objects.filter(pk=draft.pk).update(theme="Hidden")
    after, made = queries(client, "/statements/")

    assert dict(after.items()) == dict(before.items())
    assert made == 1


@pytest.mark.plain  # test_canary asks what is shown on each database
def test_nothing_hidden_is_in_a_cached_page(client: Client) -> None:
    known = canaries.public_register()
    addresses = test_canary.public_addresses()
    for address in addresses:
        client.get(address)

    canaries.hidden_records(known)

    for _turn in ("made anew", "from the cache"):
        assert test_canary.leaks(client, addresses) == []


def test_record_that_is_published_replaces_cached_pages(client: Client) -> None:
    known = canaries.public_register()
    canaries.hidden_records(known)
    client.get("/meetings/")

    hidden = Meeting.objects.records().get(slug=f"{canaries.MARK}draft-shared")
    Meeting.objects.filter(pk=hidden.pk).update(status="published")
    refresh_derived(hidden)

    assert test_canary.leaks(client, ["/meetings/"]) == ["/meetings/"]


def test_page_made_while_a_record_changes_is_not_kept_under_the_new_version(
    statement: Statement, rf: RequestFactory
) -> None:
    made = []

    def view(request: HttpRequest) -> HttpResponse:
        # What it shows was read before the change, and it ends after it.
        text = Statement.objects.get().text
        if not made:
            Statement.objects.update(text="New.")
        made.append(text)
        return HttpResponse(text)

    handler = middleware.pages(view)

    answers = [handler(rf.get("/")) for _ in range(3)]

    assert [answer.content for answer in answers] == [  # type: ignore[attr-defined]
        b"They spoke of bees.", b"New.", b"New.",
    ]  # fmt: skip
    assert len(made) == 2


def test_next_day_is_another_page(
    client: Client, statement: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = client.get("/")
    monkeypatch.setattr(
        middleware.timezone, "localdate", lambda: datetime(2001, 2, 3, tzinfo=UTC).date()
    )

    other, made = queries(client, "/", **{"if-none-match": today["ETag"]})

    assert other.status_code == 200
    assert other["ETag"] != today["ETag"]
    assert made > 1


def test_next_release_is_another_page(
    client: Client, statement: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get("/")["ETag"]
    middleware._state.cache_clear()
    monkeypatch.setattr(middleware, "release", lambda: Release("other", 0))

    response, made = queries(client, "/", **{"if-none-match": tag})
    middleware._state.cache_clear()

    assert response.status_code == 200
    assert made > 1


def test_change_of_a_name_shows_on_every_page(client: Client, statement: Statement) -> None:
    client.get("/participants/ruritania/")

    Participant.objects.filter(slug="ruritania").update(name="Sylvania")

    assert b"Sylvania" in client.get("/participants/ruritania/").content
