"""Which tables count, and by which row the public's sight of theirs is judged."""

from meetings.models import (
    Amount,
    Delegate,
    ListedPerson,
    Meeting,
    Speaker,
    Statement,
    Tally,
    Topic,
)
from participants.models import Participant
from portal.pagecache.tables import FollowedTable, followed_tables


def followed() -> dict[str, FollowedTable]:
    return {table.table: table for table in followed_tables()}


def test_derived_tables_are_not_followed() -> None:
    tables = followed()

    assert Tally._meta.db_table not in tables
    assert ListedPerson._meta.db_table not in tables
    assert "auth_user" not in tables


def test_path_of_a_table_leads_to_the_meeting() -> None:
    tables = followed()

    assert tables[Statement._meta.db_table].path == (("meeting_id", "meetings_meeting"),)
    assert tables[Delegate._meta.db_table].path == (
        ("delegation_id", "meetings_delegation"),
        ("meeting_id", "meetings_meeting"),
    )
    assert tables[Amount._meta.db_table].path == (
        ("pledge_id", "meetings_pledge"),
        ("meeting_id", "meetings_meeting"),
    )
    assert tables[Speaker.on_behalf_of.through._meta.db_table].path == (
        ("speaker_id", "meetings_speaker"),
        ("statement_id", "meetings_statement"),
        ("meeting_id", "meetings_meeting"),
    )


def test_shared_nouns_count_whoever_uses_them() -> None:
    tables = followed()
    shared = [tables[model._meta.db_table] for model in (Participant, Topic)]

    assert [table.path for table in shared] == [(), ()]
    assert [table.columns for table in shared] == [("id",), ("id",)]
    assert [table.seen("new") for table in shared] == ["", ""]


def test_meeting_is_seen_by_its_own_state() -> None:
    table = followed()[Meeting._meta.db_table]

    assert table.columns == ("layer", "status")
    assert table.seen("new") == ("new.layer = 'stub' OR new.status IN ('published', 'withdrawn')")


def test_row_of_a_part_is_seen_by_the_state_of_its_meeting() -> None:
    table = FollowedTable("fish", (("catch_id", "catches"), ("meeting_id", "meetings_meeting")))

    assert table.columns == ("catch_id",)
    assert table.seen("old") == (
        "EXISTS (SELECT 1 FROM catches t0 JOIN meetings_meeting t1 ON t1.id = t0.meeting_id"
        " WHERE t0.id = old.catch_id"
        " AND (t1.layer = 'stub' OR t1.status IN ('published', 'withdrawn')))"
    )
