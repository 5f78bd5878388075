"""Every act of the desk: what it does, sent twice, undone, after somebody else, with and without
scripts.

Covers meetings.admin.desk.several, meetings.admin.desk.names, meetings.admin.desk.nouns,
meetings.admin.desk.forms, meetings.admin.desk.boxes, meetings.admin.desk.sent,
meetings.admin.desk.answer, meetings.admin.desk.checks, meetings.admin.desk.views,
meetings.admin.meeting_form, meetings.curation.marking, meetings.curation.guessing and
meetings.curation.proposals as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.admin.desk.acts import ACTS
from meetings.curation.acting import reference
from meetings.curation.images import image_of, version_of
from meetings.models import (
    Act,
    Document,
    Figure,
    Finding,
    Mark,
    Meeting,
    Pledge,
    Relation,
    Statement,
)
from meetings.records.dumper import record_bytes
from participants.models import Participant, Person
from tests.meetings.admin import rich
from tests.meetings.curation.drafts import EGYPT, JAPAN, TEXT, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(db: None) -> Meeting:
    """The draft."""
    return draft()


@pytest.fixture
def editor(client: Client) -> Client:
    """An Editor."""
    client.force_login(rich.editor())
    return client


def statement(meeting: Meeting, number: int) -> Statement:
    return meeting.statements.get(number=number)


def about(part: Any) -> str:
    """A part as the page names it, with the version that is shown."""
    return f"{reference(part)}:{version_of(image_of([part]))}"


def sent(meeting: Meeting, do: str, words: str = "", **more: Any) -> dict[str, Any]:
    """What a form of the desk sends about words of the source."""
    data = {"do": do, "document": Document.objects.get(key="report").pk, **more}
    if words:
        start = TEXT.index(words)
        data |= {"start": start, "end": start + len(words)}
    return data


def address(meeting: Meeting, name: str = "desk_act") -> str:
    return reverse(f"admin:meetings_meeting_{name}", args=[meeting.pk])


def acted(client: Client, meeting: Meeting, data: dict[str, Any], *, scripted: bool = True) -> str:
    """What the desk says to an act."""
    headers = {"HX-Request": "true"} if scripted else {}
    answer = client.post(address(meeting), data, headers=headers, follow=not scripted)
    assert answer.status_code in (200, 422)
    if scripted:
        assert "no-store" in answer.headers["Cache-Control"]
        return answer.content.decode()
    return " ".join(str(one) for one in answer.context["messages"])


def form_of(client: Client, meeting: Meeting, part: str, **typed: str) -> dict[str, Any]:
    """What the form of a part sends when these boxes were typed in."""
    answer = client.get(
        address(meeting, "desk_form"), {"part": part}, headers={"HX-Request": "true"}
    )
    form = answer.context["entry_form"]
    data: dict[str, Any] = {"_opened": form.opened}
    boxes = [form.form, *(row for rows in form.rows for row in [rows.management_form, *rows])]
    for one in boxes:
        for bound in one:
            value = bound.value()
            value = bound.field.prepare_value(value)
            if isinstance(value, bool):
                data |= {bound.html_name: "on"} if value else {}
            elif value is not None:
                data[bound.html_name] = value
    prefix = form.prefix
    return data | {f"{prefix}-{name}": value for name, value in typed.items()}


@dataclass(frozen=True)
class Case:
    """An act: what is sent, what it says, and what is then so."""

    data: Callable[[Meeting, Client], dict[str, Any]]
    said: str
    holds: Callable[[Meeting], bool]
    #: whether the version of a part is sent along
    versioned: bool = True


def texts(meeting: Meeting) -> list[str]:
    rows = meeting.statements.order_by("order", "number")
    return [*rows.values_list("text", flat=True)]


CASES = {
    "mark": Case(
        lambda m, c: sent(m, "mark:pledge", "It asked for nets."),
        "Pledge made: Pledge 2.",
        lambda m: (
            Pledge.objects.get(number=2).title == "It asked for nets."
            and str(Pledge.objects.get(number=2).pledgers.get().participant) == "Egypt"
            and Pledge.objects.get(number=2).statement == statement(m, 1)
        ),
        versioned=False,
    ),
    "mark a statement": Case(
        lambda m, c: sent(m, "mark:statement", "Ambassador Ada Example of Egypt"),
        "Statement made: ¶3.",
        lambda m: (
            texts(m) == ["Ambassador Ada Example of Egypt", EGYPT, JAPAN]
            and str(statement(m, 3).speakers.get()) == "Ada Example"
        ),
        versioned=False,
    ),
    "mark a delegation": Case(
        lambda m, c: sent(m, "mark:delegation", "Fiji"),
        "Delegation made: Delegation: Fiji.",
        lambda m: m.delegations.get(participant__name="Fiji").passages.get().exact == "Fiji",
        versioned=False,
    ),
    "mark a delegate": Case(
        lambda m, c: sent(m, "mark:delegate", "Ada Example"),
        "Delegate made: Delegate: Ada Example.",
        lambda m: m.delegations.get().delegates.count() == 2,
        versioned=False,
    ),
    "mark a session": Case(
        lambda m, c: sent(m, "mark:session", "Summary of the meeting"),
        "Session made: Session: Summary of the meeting.",
        lambda m: m.sessions.get().key == "summary-of-the-meeting",
        versioned=False,
    ),
    "mark narrative": Case(
        lambda m, c: sent(m, "mark:narrative", "took part"),
        "Narrative: “took part”.",
        lambda m: Mark.objects.get(kind="narrative").end == TEXT.index("took part") + 9,
        versioned=False,
    ),
    "add": Case(
        lambda m, c: sent(
            m,
            "add:figure",
            "More than 50 countries",
            **{"figure-new-text": "More than 50 countries", "figure-new-subject": "countries"},
        ),
        "Figure made: Figure: More than 50 countries.",
        lambda m: Figure.objects.get().passages.get().exact == "More than 50 countries",
        versioned=False,
    ),
    "add with a stub that is made": Case(
        lambda m, c: sent(
            m,
            "add:relation",
            "Reef Forum",
            _make="meeting Reef Forum",
            **{
                "relation-new-relation": "mentioned",
                "relation-new-other": "Reef Forum",
                "relation-new-printed": "Reef Forum",
            },
        ),
        "Related meeting made: Related meeting: Mentioned: Reef Forum.",
        lambda m: Relation.objects.get().other.slug == "reef-forum",
        versioned=False,
    ),
    "save": Case(
        lambda m, c: (
            form_of(c, m, reference(statement(m, 1)), topics_named="Fish", language="en")
            | sent(m, f"save:{reference(statement(m, 1))}")
        ),
        "¶1 was saved.",
        lambda m: (
            statement(m, 1).language == "en"
            and Finding.objects.get(statement=statement(m, 1)).accepted
        ),
        versioned=False,
    ),
    "speaker": Case(
        lambda m, c: sent(
            m,
            f"speaker:{about(statement(m, 1))}",
            **{f"who-{reference(statement(m, 1))}": "Ada Example"},
        ),
        "¶1: Ada Example.",
        lambda m: statement(m, 1).speakers.get(person__isnull=False).participant.name == "Egypt",
    ),
    "edge": Case(
        lambda m, c: sent(m, f"edge:{about(statement(m, 1))}:end:-3"),
        "¶1 ends at “fish are many. It”.",
        lambda m: statement(m, 1).text == "Egypt said that fish are many. It",
    ),
    "words": Case(
        lambda m, c: sent(m, f"words:{about(statement(m, 2))}", "Japan will give 100 nets."),
        "¶2 has the words chosen.",
        lambda m: texts(m) == [EGYPT, "Japan will give 100 nets."],
    ),
    "split": Case(
        lambda m, c: sent(m, f"split:{about(statement(m, 1))}", "It asked"),
        "¶1 was cut in two: the rest is ¶3.",
        lambda m: texts(m) == [EGYPT[:30], EGYPT[31:], JAPAN],
    ),
    "join": Case(
        lambda m, c: _unpledged(m) and sent(m, f"join:{about(statement(m, 1))}"),
        "¶1 now holds what was ¶2.",
        lambda m: texts(m) == [f"{EGYPT}\n{JAPAN}"],
    ),
    "put": Case(
        lambda m, c: sent(m, f"put:{about(statement(m, 2))}:up"),
        "¶2 was put elsewhere.",
        lambda m: texts(m) == [JAPAN, EGYPT],
    ),
    "delete": Case(
        lambda m, c: sent(m, f"delete:{about(statement(m, 1))}"),
        "¶1 was deleted.",
        lambda m: texts(m) == [JAPAN],
    ),
    "unmark": Case(
        lambda m, c: sent(m, f"unmark:{about(Mark.objects.get(document__key='report'))}"),
        "Heading was deleted.",
        lambda m: not Mark.objects.exists(),
    ),
    "accept": Case(
        lambda m, c: sent(m, f"accept:{about(statement(m, 1))}"),
        "¶1 was accepted.",
        lambda m: _open(m) == ["/statements/1", "/delegations/0", "/meeting/date"],
        versioned=False,
    ),
    "accept-some": Case(
        lambda m, c: sent(m, "accept-some:sure"),
        "2 proposals accepted.",
        lambda m: _open(m) == ["/statements/1", "/meeting/date"],
        versioned=False,
    ),
    "accept a rule": Case(
        lambda m, c: sent(m, "accept-some:rule:subject and verb"),
        "2 proposals accepted.",
        lambda m: _open(m) == ["/delegations/0", "/meeting/date"],
        versioned=False,
    ),
    "reject-some": Case(
        lambda m, c: sent(m, "reject-some:noun:delegation"),
        "1 proposed part rejected (Delegation).",
        lambda m: not m.delegations.exists(),
        versioned=False,
    ),
    "set": Case(
        lambda m, c: sent(
            m,
            "set",
            chosen=[about(statement(m, 1)), about(statement(m, 2))],
            **{"several-form": "verbatim", "several-topics": "Fish"},
        ),
        "2 statements were set: form, topics to add.",
        lambda m: {row.form for row in m.statements.all()} == {"verbatim"},
    ),
    "pledge": Case(
        lambda m, c: sent(m, f"pledge:{about(statement(m, 2))}"),
        "Pledge made: Pledge 2.",
        lambda m: Pledge.objects.get(number=2).title == JAPAN,
    ),
}


def _unpledged(meeting: Meeting) -> bool:
    """What stands in the way of a join is gone."""
    meeting.pledges.all().delete()
    return True


def _open(meeting: Meeting) -> list[str]:
    rows = Finding.objects.filter(meeting=meeting, accepted=False).order_by("order")
    return [*rows.values_list("pointer", flat=True)]


def test_every_act_has_a_case() -> None:
    assert {name.split()[0] for name in CASES} == set(ACTS)


@pytest.mark.parametrize("name", CASES)
def test_act_is_done_once_and_undone(name: str, meeting: Meeting, editor: Client) -> None:
    case = CASES[name]
    data = case.data(meeting, editor) | {"token": f"token-of-a-form-{list(CASES).index(name)}"}
    before, findings = record_bytes(meeting), _open(meeting)

    answer = acted(editor, meeting, data)
    assert case.said in answer
    assert case.holds(meeting)
    after = record_bytes(meeting)

    assert "nothing was done a second time" in acted(editor, meeting, data)
    assert record_bytes(meeting) == after
    assert Act.objects.count() == 1

    undone = editor.post(address(meeting, "desk_undo"), headers={"HX-Request": "true"})
    assert "Undone: " in undone.content.decode()
    assert record_bytes(meeting) == before
    assert _open(meeting) == findings


@pytest.mark.parametrize("name", CASES)
def test_act_without_scripts_does_the_same(name: str, meeting: Meeting, editor: Client) -> None:
    case = CASES[name]
    said = acted(editor, meeting, case.data(meeting, editor), scripted=False)
    assert case.said in said
    assert case.holds(meeting)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.versioned])
def test_act_on_what_somebody_else_changed_is_refused(
    name: str, meeting: Meeting, editor: Client
) -> None:
    data = CASES[name].data(meeting, editor)
    Statement.objects.update(collective="many participants")
    Mark.objects.update(kind="label")
    before = record_bytes(meeting)

    answer = acted(editor, meeting, data)

    assert "Somebody else changed" in answer
    assert "desk-failed" in answer
    assert record_bytes(meeting) == before
    assert not Act.objects.exists()


def test_form_of_two_keeps_both_values(meeting: Meeting, editor: Client) -> None:
    row = statement(meeting, 1)
    mine = form_of(editor, meeting, reference(row), language="en", collective="many")
    Statement.objects.filter(pk=row.pk).update(collective="some", procedural=True)

    answer = acted(editor, meeting, mine | sent(meeting, f"save:{reference(row)}"))

    assert "Somebody else changed this to “some”" in answer
    assert 'value="en"' in answer
    row.refresh_from_db()
    assert (row.language, row.collective, row.procedural) == ("", "some", True)


@pytest.mark.parametrize("status", ["in review", "published", "withdrawn"])
def test_closed_record_is_shown_and_not_changed(status: str, editor: Client, db: None) -> None:
    meeting = draft(status)
    before = record_bytes(meeting)
    page = editor.get(address(meeting, "desk"))
    assert "closed to you" in page.content.decode()
    data = sent(meeting, f"delete:{about(statement(meeting, 1))}")
    assert editor.post(address(meeting), data).status_code == 403
    assert record_bytes(meeting) == before


WRONG = {
    "": "Say what is to be done",
    "dance:statement-1": "Say what is to be done",
    "mark:statement": "Choose words in the source first",
    "mark:poem": "Choose words in the source first",
    "edge:statement-0:": "no longer there",
    "accept-some:all": "Say which proposals are meant",
    "accept-some:rule:no such rule": "None of these proposals is open",
    "accept-some:noun:statement:x": "Say which proposals are meant",
    "set": "Choose what the statements are to be given",
    "split:meeting-999999": "no longer there",
    "delete:mark-9": "no longer there",
}


@pytest.mark.parametrize("do", WRONG)
def test_wrong_act_is_told(do: str, meeting: Meeting, editor: Client) -> None:
    before = record_bytes(meeting)
    assert WRONG[do] in acted(editor, meeting, sent(meeting, do))
    assert record_bytes(meeting) == before


def test_words_out_of_the_text_are_told(meeting: Meeting, editor: Client) -> None:
    data = sent(meeting, "mark:statement") | {"start": 10_000, "end": 20_000}
    assert "No words are chosen" in acted(editor, meeting, data)
    data = sent(meeting, "mark:statement", "Fiji") | {"document": 999}
    assert "does not belong to the record" in acted(editor, meeting, data)


def test_unknown_name_is_asked_about_and_made(meeting: Meeting, editor: Client) -> None:
    row = statement(meeting, 1)
    name = f"{reference(row)}-speaker-0-person"
    data = form_of(editor, meeting, reference(row)) | {name: "Ida Exampel"}
    data |= sent(meeting, f"save:{reference(row)}")

    asked = acted(editor, meeting, data)
    assert "No person goes by “Ida Exampel”" in asked
    assert not Person.objects.filter(name="Ida Exampel").exists()

    acted(editor, meeting, data | {"_make": "person Ida Exampel"})
    made = Person.objects.get(name="Ida Exampel")
    assert (made.sort_name, made.key) == ("exampel, ida", "ida-exampel")
    assert row.speakers.get().person == made


def test_name_that_is_refused_with_another_error_makes_nobody(
    meeting: Meeting, editor: Client
) -> None:
    row = statement(meeting, 1)
    data = form_of(editor, meeting, reference(row), quoted="no such words")
    data |= {f"{reference(row)}-speaker-0-person": "Ida Exampel", "_make": "person Ida Exampel"}
    answer = acted(editor, meeting, data | sent(meeting, f"save:{reference(row)}"))
    assert "Quoted words" in answer
    assert not Person.objects.filter(name="Ida Exampel").exists()
    assert Participant.objects.filter(name="Ida Exampel").count() == 0
