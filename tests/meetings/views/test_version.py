"""Published versions of a record in public: read, compared, withdrawn, and nothing of drafts.

Covers meetings.models.version, meetings.history.versions, meetings.reading.versions,
meetings.reading.version_files, meetings.reading.version_links, meetings.reading.version_page,
meetings.reading.version_parts and meetings.admin.version as well.
"""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import publication
from meetings.history.versions import VersionError, give_version_back, withdraw_version
from meetings.models import Document, FormerSlug, Meeting, Revision, Version
from meetings.models.choices import Action, Rights
from meetings.records.dumper import record_bytes
from meetings.records.revisions import store_revision
from meetings.records.schema_faults import schema_faults
from participants.models import Participant
from portal.models import AuditEntry
from portal.pagecache.counter import read_version
from tests.meetings.admin import rich

pytestmark = [pytest.mark.django_db, rich.in_state("published")]


@pytest.fixture
def user(db: None) -> Any:
    return rich.publisher()


@pytest.fixture
def corrected(meeting: Meeting, user: Any) -> Meeting:
    """Three versions: as it was, with another summary, and with another city."""
    for field, value in (("summary", "They spoke of nets."), ("city", "Zenda")):
        setattr(meeting, field, value)
        meeting.save()
        publication.correct_record(meeting, user, f"zqwhy {field}")
    return meeting


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def test_versions_are_numbered_by_what_was_public(meeting: Meeting, user: Any) -> None:
    publication.correct_record(meeting, user)
    publication.withdraw(meeting, user, "Wrong source")
    publication.publish(meeting, user)
    Meeting.objects.filter(pk=meeting.pk).update(status="draft")
    meeting.refresh_from_db()
    store_revision(meeting, Action.LOAD)

    rows = Version.objects.filter(meeting=meeting).order_by("number")
    assert [(row.number, row.revision.action, row.revision.number) for row in rows] == [
        (1, "publish", 2),
        (2, "correct", 3),
        (3, "publish", 5),
    ]


def test_list_tells_each_version_with_what_changed(client: Client, corrected: Meeting) -> None:
    html = text(client, f"/meetings/{corrected.slug}/versions/")

    assert html.index("Version 3") < html.index("Version 2") < html.index("Version 1")
    assert "Zenda”</ins>" in html
    assert "They spoke of nets." in html
    assert 'content="noindex, follow"' in html
    assert f'href="http://testserver/meetings/{corrected.slug}/"' in html
    assert "zqwhy" not in html


def test_page_of_a_corrected_record_says_so(client: Client, corrected: Meeting) -> None:
    html = text(client, f"/meetings/{corrected.slug}/")

    assert "Corrected on" in html
    assert f'<a href="/meetings/{corrected.slug}/versions/">what changed</a>' in html
    assert "version 3" in html


def test_earlier_version_is_whole_and_citable(client: Client, corrected: Meeting) -> None:
    first = json.loads(record_bytes(corrected))
    html = text(client, f"/meetings/{corrected.slug}/versions/1/")

    assert "an earlier version of this record" in html
    assert "Zenda" not in html
    assert f"/meetings/{corrected.slug}/versions/1/" in html
    assert "version 1 of" in html
    for part in ("delegations", "pledges", "figures", "agenda", "documents", "references"):
        assert first[part], part
        assert f'id="{part}"' in html, part
    plain = " ".join(html.split())
    for row in first["statements"]:
        assert f'id="p{row["number"]}"' in html
        assert row["text"].split()[0] in plain
    for row in first["pledges"]:
        assert row["title"] in html


def test_file_of_a_version_is_that_of_the_record_then(client: Client, meeting: Meeting) -> None:
    now = record_bytes(meeting, public=True)
    meeting.summary = "Other words"
    meeting.save()

    answer = client.get(f"/meetings/{meeting.slug}/versions/1.json")

    assert answer["Content-Type"] == "application/json"
    assert answer["X-Robots-Tag"] == "noindex"
    assert json.loads(answer.content) == json.loads(now)
    assert answer.content == now
    assert list(schema_faults(json.loads(answer.content))) == []


def test_text_whose_rights_became_stricter_shows_no_more(
    client: Client, corrected: Meeting
) -> None:
    url = f"/meetings/{corrected.slug}/versions/1.json"
    assert "Back to Index" in text(client, url)

    Document.objects.filter(key__endswith="report").update(rights=Rights.PASSAGES)

    assert "Back to Index" not in text(client, url)
    assert "text" not in json.loads(text(client, url))["documents"][0]
    assert "Back to Index" not in text(client, f"/meetings/{corrected.slug}/versions/1/")


def test_any_two_versions_are_compared(client: Client, corrected: Meeting) -> None:
    url = f"/meetings/{corrected.slug}/versions/1/"
    html = text(client, f"{url}?with=3")

    assert "From version 1 to version 3" in html
    assert "2 differences" in html
    assert "There is no version of that number" in text(client, f"{url}?with=9")
    assert "There is no version of that number" in text(client, f"{url}?with=x٣")
    assert "That is the same version" in text(client, f"{url}?with=1")
    assert client.get(f"/meetings/{corrected.slug}/versions/9/").status_code == 404


def test_statement_is_followed_through_versions(
    client: Client, meeting: Meeting, user: Any
) -> None:
    statement = meeting.statements.order_by("number").first()
    assert statement
    speaker = statement.speakers.first()
    assert speaker
    speaker.participant = Participant.objects.create(
        slug="freedonia", name="Freedonia", kind="state"
    )
    speaker.save()
    publication.correct_record(meeting, user)
    meeting.city = "Zenda"
    meeting.save()
    publication.correct_record(meeting, user)

    html = text(client, f"/meetings/{meeting.slug}/statements/{statement.number}/history/")

    assert "Freedonia" in html
    assert html.count("Unchanged.") == 1
    assert "Zenda" not in html
    assert client.get(f"/meetings/{meeting.slug}/statements/999/history/").status_code == 404


def test_withdrawn_record_is_gone_in_all_versions(
    client: Client, corrected: Meeting, user: Any
) -> None:
    publication.withdraw(corrected, user, "Wrong source")

    slug = corrected.slug
    for tail in ("", "1/", "1.json", "3/", "1/?with=2"):
        assert "Zenda" not in text(client, f"/meetings/{slug}/versions/{tail}", 410)
    text(client, f"/meetings/{slug}/statements/1/history/", 410)


def test_former_address_leads_to_the_versions(client: Client, corrected: Meeting) -> None:
    FormerSlug.objects.create(slug="as-it-was", meeting=corrected)

    for tail in ("versions/", "versions/1/", "versions/1.json", "statements/1/history/"):
        answer = client.get(f"/meetings/as-it-was/{tail}")
        assert (answer.status_code, answer["Location"]) == (
            301,
            f"/meetings/{corrected.slug}/{tail}",
        )


def test_one_version_withdrawn_is_gone_with_its_differences(
    client: Client, corrected: Meeting, user: Any
) -> None:
    second = Version.objects.get(meeting=corrected, number=2)
    withdraw_version(second, user, "zqwhy: names a child")
    base = f"/meetings/{corrected.slug}/versions"

    gone = text(client, f"{base}/2/", 410)
    pages = [
        gone,
        text(client, f"{base}/2.json", 410),
        text(client, f"{base}/"),
        text(client, f"{base}/1/?with=2"),
        text(client, f"/meetings/{corrected.slug}/statements/1/history/"),
    ]
    assert "withdrew this version on" in gone
    for page in pages:
        assert "They spoke of nets" not in page
        assert "Zenda”</ins>" not in page
        assert "zqwhy" not in page

    give_version_back(second, user)
    assert "They spoke of nets" in text(client, f"{base}/2/")


def test_version_is_withdrawn_by_a_publisher_with_a_reason_and_never_the_newest(
    corrected: Meeting, user: Any
) -> None:
    first, _second, third = Version.objects.filter(meeting=corrected).order_by("number")

    with pytest.raises(PermissionDenied):
        withdraw_version(first, rich.editor(), "A reason")
    for version, why in ((third, "A reason"), (first, " "), (first, "a\0b")):
        with pytest.raises(VersionError):
            withdraw_version(version, user, why)
    with pytest.raises(VersionError):
        give_version_back(first, user)
    withdraw_version(first, user, "A reason")
    with pytest.raises(VersionError):
        withdraw_version(first, user, "Once more")

    first.refresh_from_db()
    assert (first.withdrawn_by, first.withdrawn_why) == (user, "A reason")
    assert first.withdrawn


def test_pages_take_as_many_queries_with_three_versions_as_with_one(
    client: Client, meeting: Meeting, user: Any
) -> None:
    tails = ("versions/1/", "versions/1.json", "statements/1/history/")
    counts = []
    for _more in range(2):
        counts.append([])
        for tail in tails:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                text(client, f"/meetings/{meeting.slug}/{tail}")
            counts[-1].append(len(queries))
        for city in ("Zenda", "Hentzau"):
            meeting.city = city
            meeting.save()
            publication.correct_record(meeting, user)

    assert counts[0] == counts[1] == [12, 7, 8]
    with CaptureQueriesContext(connection) as of_five:
        text(client, f"/meetings/{meeting.slug}/versions/")
    Version.objects.filter(meeting=meeting, number__gt=2).delete()
    with CaptureQueriesContext(connection) as of_two:
        text(client, f"/meetings/{meeting.slug}/versions/")
    assert len(of_five) == len(of_two) == 8


def test_publisher_withdraws_and_gives_back_on_the_page_of_the_revision(
    client: Client, corrected: Meeting, user: Any
) -> None:
    rows = Version.objects.filter(meeting=corrected).order_by("number")
    first, newest = rows[0], rows[2]
    page = f"/admin/meetings/revision/{first.revision_id}/"
    url = f"{page}version/"
    client.force_login(rich.editor())
    assert client.get(url).status_code == client.post(url, {"why": "x"}).status_code == 403
    client.force_login(user)

    assert "Withdraw this version" in text(client, f"{page}change/")
    assert 'name="why"' in text(client, url)
    assert "Give the reason" in client.post(url, {"why": " "}).content.decode()
    current = f"/admin/meetings/revision/{newest.revision_id}/version/"
    assert 'name="why"' not in text(client, current)
    assert client.post(current, {"why": "A reason"}).status_code == 409
    assert client.post(url, {"why": "A <reason>"}).status_code == 302
    assert "withdrawn: A &lt;reason&gt;" in text(client, f"{page}change/")
    assert "A &lt;reason&gt;" in text(client, url)
    assert client.post(url, {"back": "1"}).status_code == 302

    first.refresh_from_db()
    assert (first.withdrawn, first.withdrawn_why) == (None, "")
    told = AuditEntry.objects.filter(what__contains="Version 1 of").order_by("pk")
    assert [(entry.who, entry.details) for entry in told] == [
        ("publisher", "A <reason>"),
        ("publisher", ""),
    ]
    assert client.get("/admin/meetings/revision/0/version/").status_code == 404


def test_page_cache_is_told_of_a_version_and_of_its_withdrawal(
    corrected: Meeting, user: Any
) -> None:
    first = Version.objects.get(meeting=corrected, number=1)
    told = [read_version()]
    withdraw_version(first, user, "A reason")
    told.append(read_version())
    give_version_back(first, user)
    told.append(read_version())
    publication.correct_record(corrected, user)
    told.append(read_version())

    assert len(set(told)) == 4


def test_version_that_cannot_be_read_is_no_error(client: Client, corrected: Meeting) -> None:
    Revision.objects.filter(version__number=1).update(sha256="damaged")

    base = f"/meetings/{corrected.slug}"
    assert client.get(f"{base}/versions/1/").status_code == 404
    assert client.get(f"{base}/versions/1.json").status_code == 404
    assert client.get(f"{base}/versions/2/?with=1").status_code == 404
    assert "what changed is not told" in text(client, f"{base}/versions/")
    text(client, f"{base}/statements/1/history/")
