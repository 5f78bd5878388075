"""What a filtered list holds, in words."""

from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override

from meetings.lists.headings import heading, in_sentence
from meetings.lists.meeting import MeetingFilterSet
from meetings.lists.statement import StatementFilterSet
from meetings.models import Meeting, Series, Topic
from participants.models import Participant
from tests.meetings import build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def japan() -> None:
    """A statement by Japan and Mexico on peacebuilding, at one meeting of a series."""
    meeting = build.meeting("fhs-1", title="First meeting", series=build.series("Friends"))
    speakers = (build.participant("Japan"), build.participant("Mexico"))
    build.statement(meeting, speakers=speakers, topics=(build.topic("Peacebuilding"),))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Statements"),
        ("sort=oldest", "Statements"),
        (
            "participant=japan&topic=peacebuilding&year_from=2007&year_to=2007",
            "Statements by Japan on peacebuilding, 2007",
        ),
        ("participant=japan&participant=mexico", "Statements by Japan or Mexico"),
        ("year_from=2007&year_to=2011", "Statements, 2007–2011"),
        ("year_from=2007", "Statements, since 2007"),
        ("year_to=2007", "Statements, until 2007"),
        ("meeting=fhs-1&series=friends", "Statements at the First meeting in the series Friends"),
        ("words=bees", "Statements with the word “bees”"),
        ("words=two+bees", "Statements with the words “two bees”"),
        (
            "form=verbatim&form=reported&without_procedural=on",
            "Statements (form: verbatim or reported; without procedural statements)",
        ),
        ("participant=nobody", "Statements"),
    ],
)
def test_heading_says_what_the_list_is(query: str, words: str) -> None:
    assert heading(StatementFilterSet(QueryDict(query)), "Statements") == words


def test_heading_of_meetings_says_who_was_there() -> None:
    filters = MeetingFilterSet(QueryDict("participant=japan&stage=held"))

    assert heading(filters, "Meetings") == "Meetings with Japan (stage: held)"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Participant(name="Republic of Korea"), "the Republic of Korea"),
        (Participant(name="Russian Federation"), "the Russian Federation"),
        (Participant(name="Netherlands (Kingdom of the)"), "the Netherlands (Kingdom of the)"),
        (Participant(name="Solomon Islands"), "the Solomon Islands"),
        (Participant(name="European Union"), "the European Union"),
        (Participant(name="Iran (Islamic Republic of)"), "Iran (Islamic Republic of)"),
        (Participant(name="China Foreign Affairs University"), "China Foreign Affairs University"),
        (Participant(name="Dominica"), "Dominica"),
        (Participant(name="Georgia"), "Georgia"),
        (Meeting(title="Third Meeting of Friends"), "the Third Meeting of Friends"),
        (Meeting(title="2021 Seoul Ministerial"), "the 2021 Seoul Ministerial"),
        (Meeting(title="UN high-level meetings on ice"), "the UN high-level meetings on ice"),
        (Meeting(title="The Meeting of Friends"), "The Meeting of Friends"),
        (Meeting(title="TICAD IV"), "TICAD IV"),
        (
            Meeting(series=Series(name="Talks of the Forum"), ordinal=2),
            "Talks of the Forum, meeting 2",
        ),
        (Topic(name="Human rights"), "human rights"),
        (Topic(name="Darfur"), "Darfur"),
        (Topic(name="COVID-19 pandemic"), "COVID-19 pandemic"),
        (Topic(name="Women, Peace and Security"), "Women, Peace and Security"),
    ],
)
def test_name_within_a_sentence(row: Any, words: str) -> None:
    assert in_sentence(row) == words


def test_name_within_a_sentence_of_another_language_stands_as_it_is() -> None:
    with override("fr"):
        assert in_sentence(Topic(name="Human rights")) == "Human rights"
        assert in_sentence(Meeting(title="Third Meeting")) == "Third Meeting"
