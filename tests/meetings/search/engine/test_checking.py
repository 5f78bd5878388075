"""What an index lacks, has too much or has stale is found.

Covers meetings.search.engine.base and meetings.management.commands.check_index as well.
"""

import io

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Meeting, Statement
from meetings.search.engine import maintenance, search_engine
from meetings.search.engine.checking import index_faults
from meetings.search.engine.definition import STATEMENT_INDEX
from tests.meetings.search.engine.conftest import KEY, ON_SQLITE, drop_trigger, run


def test_check_index_of_a_sound_index_says_so(meeting: Meeting) -> None:
    out = io.StringIO()
    call_command("check_index", stdout=out)

    assert out.getvalue().splitlines() == [
        "meetings_search_statement: triggers",
        "meetings_search_statement: rows",
        "meetings_search_statement: texts",
        "meetings_search_statement: words",
        "meetings_search_noun: triggers",
        "meetings_search_noun: rows",
        "meetings_search_noun: texts",
        "meetings_search_noun: words",
        "counts: 0 of 1 rows",
        "counts: 1 of 1 rows",
        "Index and records agree.",
    ]


def test_check_index_catches_a_dropped_trigger(meeting: Meeting) -> None:
    name = drop_trigger()
    err = io.StringIO()

    with pytest.raises(CommandError, match=r"^1 fault; run rebuild_index"):
        call_command("check_index", stderr=err, no_color=True)

    assert f"the trigger {name} is missing" in err.getvalue()


def test_check_index_catches_a_missing_row(meeting: Meeting) -> None:
    key = meeting.statements.get(number=3).key
    if ON_SQLITE:
        run(
            f"INSERT INTO {STATEMENT_INDEX.name} ({STATEMENT_INDEX.name}, rowid, words)"
            " VALUES ('delete', %s, 'Word3.')", key,
        )  # fmt: skip
    else:
        run(f"DELETE FROM {STATEMENT_INDEX.name} WHERE key = %s", key)

    faults = list(index_faults())

    assert f"{STATEMENT_INDEX.name}: rows of meetings_statement are missing: 1 ({key})" in faults


def test_check_index_catches_a_row_too_many(meeting: Meeting) -> None:
    words = "'x'" if ON_SQLITE else "to_tsvector('x')"
    run(f"INSERT INTO {STATEMENT_INDEX.name} ({KEY}, words) VALUES (7, {words})")

    assert f"{STATEMENT_INDEX.name}: entries of rows that are not there: 1 (7)" in list(
        index_faults()
    )


def test_check_index_catches_a_stale_row(meeting: Meeting) -> None:
    drop = [one.name for one in search_engine().triggers(STATEMENT_INDEX) if "update" in one.name]
    if ON_SQLITE:
        run(f"DROP TRIGGER {drop[0]}")
    else:
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("ALTER TABLE meetings_statement DISABLE TRIGGER USER")
    row = meeting.statements.get(number=3)
    Statement.objects.filter(pk=row.pk).update(text="Other3.")
    if not ON_SQLITE:
        run("ALTER TABLE meetings_statement ENABLE TRIGGER USER")
    maintenance.follow_migrations()

    (fault,) = index_faults()

    assert "stale" in fault
    assert str(row.key) in fault


def test_check_index_catches_a_stale_column(meeting: Meeting) -> None:
    row = meeting.statements.get(number=3)
    run("UPDATE meetings_statement SET search_text = 'other' WHERE id = %s", row.pk)

    assert list(index_faults()) == [f"meetings_statement: search_text is stale: 1 (id {row.pk})"]
    call_command("rebuild_index", stdout=io.StringIO())
    assert list(index_faults()) == []


def test_check_index_tells_that_another_release_cut_the_texts(meeting: Meeting) -> None:
    search_engine().note_folding(0)

    assert list(index_faults()) == ["the words of the index were cut and folded by another release"]
