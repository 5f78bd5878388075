"""Profiles as PDF hold what their pages show, with the reason beside what is inferred.

Covers meetings.formats.paper.rows as well.
"""

from pathlib import Path

import pytest
from django.test import Client
from pdfua import validate

from meetings.formats.paper.blocks import Speech
from meetings.formats.paper.profile import participant_paper, person_paper
from meetings.models import Pledger, StatementParticipant, StatementPerson
from tests.meetings import build
from tests.meetings.formats.paper.read_pdf import squeezed, text_of

pytestmark = pytest.mark.django_db


def test_profile_of_a_participant_holds_all_it_said_and_pledged(
    shipped_register: None, client: Client, tmp_path: Path
) -> None:
    response = client.get("/participants/japan.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    text = text_of(response.content, "Register of Diplomatic Meetings")
    made = participant_paper("japan")
    assert made
    said = StatementParticipant.objects.filter(participant__slug="japan")
    section = next(one for one in made.sections if one.anchor == "statements")
    speeches = [block for block in section.blocks if isinstance(block, Speech)]
    assert (len(speeches), said.count()) == (10, 15)
    for speech in speeches:
        assert squeezed(speech.speakers[0].text) in text
    assert "5morearenothere." in text
    for pledger in Pledger.objects.filter(participant__slug="japan"):
        assert squeezed(pledger.pledge.title) in text
    assert "inferred(Thesourcenamesthecityandthevenue,notthecountry.)" in text
    assert f"Asof{made.edition.removeprefix('As of ').replace(' ', '')}" in text
    path = tmp_path / "japan.pdf"
    path.write_bytes(response.content)
    assert validate(str(path)).findings == ()


def test_profile_of_a_person_holds_seats_titles_and_words(
    shipped_register: None, client: Client
) -> None:
    text = text_of(client.get("/people/yukio-takasu.pdf").content)
    said = StatementPerson.objects.filter(person__key="yukio-takasu")
    assert said.count() == 9
    for words in ("Permanent Representative of Japan", "Meetings attended", "Titles when speaking"):
        assert squeezed(words) in text
    assert text.count("ThirdMeetingofFriendsofHumanSecurity,7November2007") >= 9 + 2


def test_long_statement_is_shown_by_its_opening() -> None:
    row = build.meeting("long")
    build.statement(row, "word " * 2_000, speakers=(build.participant(),))
    made = participant_paper("ruritania")
    assert made
    (speech,) = made.speeches
    assert speech.parts[-1].words[-1].url.endswith("/meetings/long/statements/1/")
    assert sum(len(run.text) for part in speech.parts for run in part.words) < 2_000


def test_participant_without_records_says_so_and_hidden_ones_have_no_profile() -> None:
    build.participant("Nowhere Land", shipped=True)
    row = build.meeting("hidden", status="draft")
    build.statement(row, speakers=(build.participant("Hidden Land"), build.person()))
    made = participant_paper("nowhere-land")
    assert made
    assert [one.anchor for one in made.sections] == ["meetings", "statements", "pledges"]
    assert participant_paper("hidden-land") is None
    assert person_paper("ada-example") is None
