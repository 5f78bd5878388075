"""Any record as Akoma Ntoso: valid by the schema of OASIS, every value in it.

Covers meetings.formats.akoma_ntoso.attendance, meetings.formats.akoma_ntoso.conclusions,
meetings.formats.akoma_ntoso.languages, meetings.formats.akoma_ntoso.markup,
meetings.formats.akoma_ntoso.preface, meetings.formats.akoma_ntoso.references,
meetings.formats.akoma_ntoso.roles, meetings.formats.akoma_ntoso.sections,
meetings.formats.akoma_ntoso.speech and meetings.formats.xml_text.
"""

import datetime
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from meetings.formats.akoma_ntoso.gathered import Named, PublicRecord, public_record
from meetings.formats.akoma_ntoso.languages import three_letters
from meetings.formats.akoma_ntoso.markup import add_text, element
from meetings.formats.akoma_ntoso.writer import encoded
from meetings.formats.xml_text import clean
from meetings.models.choices import Delivery, Form
from meetings.records.dumper import Dump
from meetings.records.fields.declaration import values_of_kind
from meetings.records.fields.keys import ParticipantKey, ParticipantKeys
from meetings.records.reader import read_record
from tests.drawing import examples
from tests.meetings import build
from tests.meetings.records.sample import at, sample
from tests.meetings.records.strategies import records

from .reading import found, json_leaves, leaves, valid_root, words

DAY = datetime.date(2026, 3, 1)


def public(data: dict[str, Any]) -> PublicRecord:
    """A record file as it is gathered once published, without a database."""
    record = read_record(json.dumps(data).encode(), "made.json")
    keys: set[str] = set()
    for _path, _field, value in values_of_kind(record, (ParticipantKey, ParticipantKeys)):
        keys |= {value} - {""} if isinstance(value, str) else set(value)
    people = {one.key: Named(f"person_{one.key}", one.name, "/") for one in record.people}
    topics = enumerate(record.topics)
    return PublicRecord(
        record=record,
        file=Dump(record).data,
        title=record.meeting.title or "Without a title",
        participants={key: Named(f"participant_{key}", key, "/", "state") for key in keys},
        people=people,
        topics={one.name: Named(f"topic_{n}", one.name, "/") for n, one in topics},
        version=2,
        published=DAY,
        first_published=DAY,
    )


def saying(text: str, **facts: Any) -> Any:
    """The root of a record in which only that is said."""
    source = {"key": "source", "title": "Source", "text": text, "rights": "public in full"}
    passage = {"document": "source", "position": {"start": 0, "end": len(text)}}
    statement = {"number": 12, "form": "verbatim", "passage": passage} | facts
    record = {
        "meeting": {"slug": "made", "title": "Made", "date": "2017"},
        "people": [{"key": "ada-example", "name": "Ada Example"}],
        "documents": [source],
        "statements": [statement],
    }
    return valid_root(encoded(public(record)))


SPEAKER = {"participant": "JPN", "person": "ada-example", "title": "Envoy", "capacity": "Chair"}


@settings(max_examples=examples(5), suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(records())
def test_any_record_is_valid_and_keeps_every_value(data: dict[str, Any]) -> None:
    of = public(data)
    root = valid_root(encoded(of))
    texts = {"statements": "text", "documents": "text"}
    expected = {
        name: [{k: v for k, v in one.items() if k != texts[name]} for one in value]
        if name in texts
        else value
        for name, value in of.file.items()
    }
    (proprietary,) = found(root, "//a:proprietary")
    assert list(leaves(proprietary)) == [
        (path, clean(text)) for path, text in json_leaves(expected)
    ]


def test_sections_follow_sessions_inside_each_other_and_agenda_items() -> None:
    root = valid_root(encoded(public(sample())))
    (speech,) = found(root, "//*[@eId='speech_1']")
    around = [one.get("eId") for one in speech.iterancestors() if one.get("eId")]
    assert around == ["dbsect_agenda_future", "dbsect_session_debate", "dbsect_session_whole"]
    (collective,) = found(root, "//*[@eId='speech_4']")
    assert collective.get("by") == "#speakers_4"
    assert words(found(collective, "a:from")[0]) == "participants"
    assert found(root, "//a:TLCOrganization[@eId='speakers_4']/@showAs") == ["participants"]


def test_session_taken_up_again_is_a_section_of_its_own() -> None:
    data = sample()
    data["statements"][2] |= {"session": "debate", "passage": at("Japan will host", "2008.")}
    data["statements"][0].pop("agenda")
    root = valid_root(encoded(public(data)))
    eids = found(root, "//a:debateSection[.//a:speech]/@eId")
    assert eids == [
        "dbsect_session_whole",
        "dbsect_session_debate",
        "dbsect_statements",
        "dbsect_session_whole__2",
        "dbsect_session_debate__2",
    ]


@pytest.mark.parametrize("form", Form.values)
@pytest.mark.parametrize("delivery", [*Delivery.values])
def test_every_form_and_delivery_is_valid(form: str, delivery: str) -> None:
    quotation = {"quotation": {"start": 0, "end": 2}} if form == "quotation" else {}
    root = saying("We must act.", form=form, delivery=[delivery], speakers=[SPEAKER], **quotation)
    kinds = {"verbatim": "debate"}
    assert found(root, f"a:{kinds.get(form, 'debateReport')}//a:speech/@as") == ["#role_chair"]
    assert found(root, "//r:delivery/text()") == [delivery]
    assert [words(one) for one in found(root, "//a:embeddedText")] == ["We"] * bool(quotation)


def test_who_said_it_is_not_stated_makes_no_speech() -> None:
    root = saying("It was said.\nAgain.", unattributed="Nobody is named.")
    assert [one.get("eId") for one in found(root, "//a:summary")] == ["speech_12"]
    root = saying("The chair took the chair.", unattributed="Nobody.", procedural=True)
    assert [words(one) for one in found(root, "//a:narrative")] == ["The chair took the chair."]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("يجب أن نعمل معا.", "ar"),
        ("人間の安全保障 😀", "ja"),
        ("Tab\tand\u00a0space <&> ]]> \"'", "en"),
    ],
)
def test_scripts_and_marks_of_markup_survive(text: str, language: str) -> None:
    root = saying(text, language=language, speakers=[SPEAKER])
    (speech,) = found(root, "//a:speech")
    assert [words(one) for one in found(speech, "a:p")] == [text]
    assert speech.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert found(root, "//a:FRBRlanguage/@language") == [three_letters(language)]


def test_character_that_xml_forbids_is_replaced_where_it_stands() -> None:
    made = element("p", "A\x0cB\x01C\ufffeD\r\n", title="\x0b")
    add_text(made, "\x00")
    read = etree.fromstring(etree.tostring(made))
    assert (read.text, read.get("title")) == ("A\ufffdB\ufffdC\ufffdD\r\n\ufffd", "\ufffd")


def test_year_alone_invents_no_day() -> None:
    root = saying("Words.", speakers=[SPEAKER])
    assert found(root, "//a:FRBRWork/a:FRBRdate/@name") == ["record first published"]
    assert found(root, "//a:FRBRWork/a:FRBRuri/@value") == ["/akn/zz/debate/2017/made"]
    assert words(found(root, "//a:preface/a:p/a:inline[@name='date']")[0]) == "2017"


@pytest.mark.parametrize(
    ("tag", "expected"), [("en-GB", "eng"), ("zh", "zho"), ("arn", "arn"), ("xx", "und")]
)
def test_language_in_three_letters(tag: str, expected: str) -> None:
    assert three_letters(tag) == expected


@pytest.mark.django_db
def test_queries_are_the_same_whatever_the_record_holds(
    django_assert_num_queries: Any,
) -> None:
    build.meeting("hidden", status="draft")
    assert public_record("hidden") is None
    for count in (1, 3):
        meeting = build.meeting(f"open-{count}")
        for _one in range(count):
            who = (build.participant(), build.person())
            build.statement(meeting, speakers=who, topics=(build.topic(),))
        with django_assert_num_queries(33):
            assert public_record(f"open-{count}") is not None
