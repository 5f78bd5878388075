"""What is to be looked at is told, and told no more once staff say that it is right.

Covers meetings.records.checking.names, meetings.records.checking.aside,
meetings.models.set_aside and participants.honorifics as well.
"""

import pytest
from django.core.management import call_command

from meetings.models import Meeting, SetAside, Speaker, Statement
from meetings.records.checking.aside import aside_of, forget_outdated, set_aside, without_aside
from meetings.records.checking.part import part_checks
from meetings.records.checks import Fault, Level, record_checks
from participants.honorifics import bare_name
from participants.models import PersonName
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db


def looks(meeting: Meeting) -> list[Fault]:
    """What is to be looked at in a record."""
    return [fault for fault in record_checks(meeting) if fault.level == Level.LOOK_AT]


def codes(meeting: Meeting) -> list[str]:
    """The code of each."""
    return [fault.code for fault in looks(meeting)]


def test_sound_record_has_nothing_to_look_at() -> None:
    assert looks(rich.record()) == []


def test_speaker_without_delegation_is_told_once_with_all_that_it_says() -> None:
    meeting, absent = build.meeting(), build.participant("Syldavia")
    ministry = build.participant("Ministry of Nets", part_of=build.participant("Borduria"))
    build.delegation(meeting, build.participant("Borduria"))
    first = build.statement(meeting, speakers=(absent,))
    build.statement(meeting, speakers=(ministry,))
    build.statement(meeting, speakers=(absent,))

    (fault,) = looks(meeting)

    assert (fault.code, fault.where) == ("no-delegation", first)
    assert fault.message == "Syldavia speaks (¶1, ¶3) and has no delegation; add one if present."


def test_delegate_that_speaks_for_another_body_is_present() -> None:
    meeting, ada = build.meeting(), build.person()
    build.delegation(meeting, build.participant()).delegates.create(person=ada)
    build.statement(meeting, speakers=(build.participant("Graustark"), ada))
    Speaker.objects.update(person=ada)

    assert looks(meeting) == []


@pytest.mark.parametrize(
    ("text", "form", "told"),
    [
        ("She said “there are no more fish in the sea”.", "reported", True),
        ('She said "there are no more fish in the sea".', "reported", True),
        ("She said «there are no more fish in the sea».", "reported", True),
        ("She spoke of “freedom to live in dignity”, “nets” and “fish”.", "reported", False),
        ("“There are no more fish in the sea”, they say.", "verbatim", False),
    ],
)
def test_words_in_quotation_marks_are_looked_at_but_not_terms(
    text: str, form: str, told: bool
) -> None:
    meeting = build.meeting()
    build.statement(meeting, text, form=form)

    assert codes(meeting) == ["quotation-marks"] * told


def test_statement_between_two_of_another_session_is_looked_at() -> None:
    meeting = build.meeting()
    morning, evening = (meeting.sessions.create(key=key, title=key) for key in ("am", "pm"))
    rows = [build.statement(meeting) for _ in range(5)]
    for row, session in zip(rows, [morning, evening, morning, None, evening], strict=True):
        Statement.objects.filter(pk=row.pk).update(session=session, order=row.number)

    (fault,) = looks(meeting)

    assert (fault.code, fault.where) == ("session", rows[1])


def test_session_listed_after_a_later_one_is_looked_at() -> None:
    meeting = build.meeting(date="2020-05")
    meeting.sessions.create(key="one", title="One", date="2020-05-02")
    second = meeting.sessions.create(key="two", title="Two", date="2020-05-01", order=1)
    meeting.sessions.create(key="three", title="Three", date="2020-05-03", order=2)

    assert [(one.code, one.where) for one in looks(meeting)] == [("session-order", second)]


def test_person_who_may_be_there_twice_is_looked_at() -> None:
    meeting, jane = build.meeting(), build.person("Jane Anna Lee")
    build.delegation(meeting, build.participant()).delegates.create(person=jane)
    other = build.person("Lee Jane Anna")
    told = codes(meeting)
    PersonName.objects.create(person=build.person("Jo"), name="Jane Anna Lee")

    assert told == ["namesake"]
    assert looks(meeting)[0].message.endswith("goes by this name too; is it the same?")
    assert looks(meeting)[0].where == jane
    other.delete()
    assert codes(meeting) == ["namesake"]


def test_meeting_that_is_named_under_another_address_is_looked_at() -> None:
    meeting = build.meeting(title="Nets Forum", date="2020-05-02")
    build.stub("nets-forum", title="NETS FORUM", date="2020-05-02")
    build.meeting("again", title="Nets Forum", date="2020-05")
    build.meeting("before", title="Nets Forum", date="2019-05")

    assert [fault.message for fault in looks(meeting)] == [
        "“nets-forum” looks like this meeting; is it the same?",
        "“again” looks like this meeting; is it the same?",
    ]


def test_marked_text_that_a_statement_holds_is_looked_at() -> None:
    meeting = rich.record()
    document = meeting.statements.get(number=2).passages.get().document
    rich.mark(document, "narrative", "Ruritania also")

    (fault,) = looks(meeting)

    assert (fault.code, fault.where) == ("marked-and-used", document)
    assert fault.span is not None
    assert document.text[slice(*fault.span)] == "Ruritania also"


def test_what_is_set_aside_is_told_no_more_until_its_values_change() -> None:
    meeting, user = build.meeting(), rich.publisher()
    row = build.statement(meeting, "She said “there are no more fish in the sea”.")
    (fault,) = part_checks(row)[-1:]

    set_aside(meeting, fault, user, "A proverb.")
    set_aside(meeting, fault, user, "Once more.")

    assert [one.why for one in aside_of(meeting).values()] == ["A proverb."]
    assert fault not in part_checks(row)
    assert fault in record_checks(meeting)
    assert fault not in without_aside(meeting, record_checks(meeting))
    Statement.objects.update(text="She said “there are too many fish in all seas”.")
    assert "quotation-marks" in [one.code for one in part_checks(row)]
    forget_outdated(meeting, record_checks(meeting))
    assert not SetAside.objects.exists()


def test_what_must_be_fixed_is_not_set_aside() -> None:
    meeting = build.meeting()
    must = record_checks(meeting)[0]

    with pytest.raises(ValueError, match="must be fixed"):
        set_aside(meeting, must, None, "Never mind.")


def test_what_is_set_aside_is_not_dumped(capsys: pytest.CaptureFixture[str]) -> None:
    meeting = build.meeting()
    row = SetAside.objects.create(meeting=meeting, code="session", part="", about="", why="Kept.")

    call_command("dumpdata", "meetings.setaside")

    assert capsys.readouterr().out.strip() == "[]"
    assert str(row) == "session: "


def test_name_without_its_honorifics() -> None:
    assert [bare_name(name) for name in ("dr ada example", "mr example")] == ["ada example", ""]
