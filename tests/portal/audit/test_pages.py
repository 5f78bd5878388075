"""The log is read, narrowed and exported by whoever may view it. Covers portal.audit.table."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.audit.table import harmless
from portal.models import AuditEntry, AuditKind

pytestmark = pytest.mark.django_db

LIST = "/admin/portal/auditentry/"


@pytest.fixture
def reader(client: Client) -> Client:
    """Whoever may view the log, and nothing else."""
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_auditentry"))
    client.force_login(user)
    return client


def entry(kind: AuditKind, who: str, what: str, day: int = 1) -> None:
    when = datetime(2020, 1, day, 12, tzinfo=UTC)
    AuditEntry.objects.create(kind=kind, who=who, what=what, when=when, path="/admin/")


def exported(client: Client, query: str) -> list[list[str]]:
    """The rows of the table without its headings."""
    answer = client.get(f"{LIST}export/{query}")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))[1:]


def test_list_and_table_are_narrowed_alike(reader: Client) -> None:
    entry(AuditKind.STEP, "ada", "Published: Fish", day=1)
    entry(AuditKind.STEP, "eve", "Published: Nets", day=2)
    entry(AuditKind.FAILED, "", "", day=3)

    for query, found in {
        "?kind__exact=step": ["Published: Nets", "Published: Fish"],
        "?by=ada": ["Published: Fish"],
        "?by=-": [""],
        "?q=nets": ["Published: Nets"],
        "?when__year=2020&when__month=1&when__day=1": ["Published: Fish"],
        "?by=ada&p=2": ["Published: Fish"],
        "?when__year=2020&when__day=x": [],
    }.items():
        page = reader.get(f"{LIST}{query}", follow=True).content.decode()
        assert [row[3] for row in exported(reader, query)] == found, query
        assert all(words in page for words in found), query
    assert "unknown name" in reader.get(f"{LIST}?by=-").content.decode()


def test_nobody_else_sees_it_and_nobody_changes_it(reader: Client, client: Client) -> None:
    entry(AuditKind.STEP, "ada", "Published: Fish")
    one = AuditEntry.objects.get(who="ada")

    assert reader.get(f"{LIST}add/").status_code == 403
    assert reader.post(f"{LIST}{one.pk}/change/", {"who": "eve"}).status_code == 403
    assert reader.get(f"{LIST}{one.pk}/delete/").status_code == 403

    publisher = User.objects.create_user("publisher", is_staff=True)
    publisher.groups.add(Group.objects.get(name="Publisher"))
    client.force_login(publisher)
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}export/").status_code == 403


def test_cells_are_not_computed_by_spreadsheets(reader: Client) -> None:
    entry(AuditKind.STEP, "ada", "=1+1")

    assert [row[3] for row in exported(reader, "?by=ada")] == ["'=1+1"]
    for text in ("+1", "-1", "@a", "\t=1", " =1", "＝1"):
        assert harmless(text) == f"'{text}"
    for text in ("", "a=1", "Fish", "2020-01-01T00:00:00Z"):
        assert harmless(text) == text


def test_page_takes_as_many_queries_with_one_entry_as_with_three(reader: Client) -> None:
    counts = []
    for n in (1, 2):
        for _more in range(n):
            entry(AuditKind.STEP, "ada", "Fish")
        with CaptureQueriesContext(connection) as asked:
            reader.get(f"{LIST}?by=ada")
        counts.append(len(asked))

    assert counts[0] == counts[1]
