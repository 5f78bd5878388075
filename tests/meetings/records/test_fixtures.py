"""The records that the portal ships: what each holds, and facts that a reading can lose."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from meetings.records.coverage import Coverage, coverage
from meetings.records.fields.delegation import DelegateRecord, DelegationRecord
from meetings.records.fields.record import RecordFile
from meetings.records.fields.statement import StatementRecord
from meetings.records.passages import Span
from meetings.records.reader import read_record

FIXTURES = Path(__file__).parents[3] / "fixtures"
SLUGS = (
    "apr2p-ciis-dialogue-1",
    "fhs-3",
    "peacekeeping-ministerial-2021",
    "r2p-focal-points-6",
    "r2p-ministerial-breakfast-2011",
)
NOUNS = (
    "sessions agenda delegations delegates people statements pledges figures relations references "
    "inferred corrections"
)
COUNTS = {
    "apr2p-ciis-dialogue-1": (0, 0, 9, 4, 4, 4, 0, 1, 1, 2, 4, 1),
    "fhs-3": (8, 4, 56, 5, 4, 47, 6, 2, 15, 5, 38, 6),
    "peacekeeping-ministerial-2021": (6, 4, 14, 4, 4, 30, 7, 4, 5, 1, 13, 1),
    "r2p-focal-points-6": (1, 0, 7, 7, 6, 6, 2, 5, 1, 0, 8, 0),
    "r2p-ministerial-breakfast-2011": (0, 0, 4, 1, 3, 1, 1, 0, 1, 0, 11, 0),
}
# Narrative longer than a sentence or two hides what nobody recorded; this states the aims of
# the meeting, and nobody says it, decides it or is counted in it.
AIMS = "The aims of the Ministerial were to strengthen UN peacekeeping"


@cache
def record(slug: str) -> RecordFile:
    """A shipped record, read once."""
    path = FIXTURES / "records" / f"{slug}.json"
    return read_record(path.read_bytes(), path.name)


def statement(slug: str, number: int) -> StatementRecord:
    """The statement at ¶ ``number``."""
    return next(row for row in record(slug).statements if row.number == number)


def delegation(slug: str, participant: str) -> DelegationRecord:
    """The delegation of a participant."""
    return next(row for row in record(slug).delegations if row.participant == participant)


def speakers(slug: str, number: int) -> list[tuple[str, str]]:
    """Participant and person of those who make a statement."""
    return [(row.participant, row.person) for row in statement(slug, number).speakers]


def delegates(file: RecordFile) -> Iterator[DelegateRecord]:
    """Everybody in every delegation."""
    for row in file.delegations:
        yield from row.delegates


def source_coverage(file: RecordFile) -> Coverage:
    """What the record accounts for of its one source."""
    (document,) = file.documents
    updates = [update for pledge in file.pledges for update in pledge.updates]
    owners: list[Any] = [file.meeting, *file.agenda, *file.sessions, *file.delegations]
    owners += [*delegates(file), *file.statements, *file.pledges, *updates, *file.figures]
    owners += [*file.relations, *file.references]
    spans = [Span(piece.start, piece.end) for owner in owners for piece in owner.passage]
    return coverage(document.text, spans, document.marks)


@pytest.mark.parametrize("slug", SLUGS)
def test_record_holds_what_was_counted_in_its_source(slug: str) -> None:
    file = record(slug)
    counted = {noun: len(getattr(file, noun, ())) for noun in NOUNS.split()}
    counted |= {"delegates": len(list(delegates(file)))}
    counted |= {"corrections": len(file.documents[0].corrections)}

    assert counted == dict(zip(NOUNS.split(), COUNTS[slug], strict=True))


@pytest.mark.parametrize("slug", SLUGS)
def test_source_is_accounted_for_to_the_last_character(slug: str) -> None:
    found = source_coverage(record(slug))

    assert (found.complete, found.gaps, found.overlaps) == (True, (), ())


def test_long_narrative_is_only_what_states_aims() -> None:
    long = [
        stretch.text
        for slug in SLUGS
        for stretch in source_coverage(record(slug)).narrative
        if len(stretch.text) > 200
    ]

    assert [text[: len(AIMS)] for text in long] == [AIMS]


@pytest.mark.parametrize("slug", SLUGS)
def test_record_is_public_and_carries_its_slug(slug: str) -> None:
    meeting = record(slug).meeting

    assert (meeting.slug, meeting.status, meeting.stage) == (slug, "published", "held")


@pytest.mark.parametrize("slug", SLUGS)
def test_statements_are_numbered_without_gaps(slug: str) -> None:
    numbers = [row.number for row in record(slug).statements]

    assert numbers == list(range(1, len(numbers) + 1))


def test_shared_nouns_are_described_alike_in_every_record() -> None:
    described: dict[tuple[str, str], set[object]] = {}
    for slug in SLUGS:
        file = record(slug)
        for relation in file.relations:
            described.setdefault(("stub", relation.meeting.slug), set()).add(relation.meeting)
        for topic in file.topics:
            described.setdefault(("topic", topic.name), set()).add(topic)
        for person in file.people:
            described.setdefault(("person", person.key), set()).add(person)
        for reference in file.references:
            said = (reference.symbol, reference.date)
            described.setdefault(("document", reference.title), set()).add(said)

    assert [noun for noun, forms in described.items() if len(forms) > 1] == []


def test_participants_named_are_shipped() -> None:
    shipped = json.loads((FIXTURES / "participants.json").read_text(encoding="utf-8"))
    rows = [row["fields"] for row in shipped if row["model"] == "participants.participant"]
    known = {row["slug"] for row in rows} | {row.get("code") for row in rows}
    named: set[str] = set()
    for slug in SLUGS:
        file = record(slug)
        named |= {row.participant for row in file.delegations}
        named |= {row.participant for one in file.statements for row in one.speakers}
        named |= {mention for one in file.statements for mention in one.mentions}
        named |= {row.participant for one in file.pledges for row in one.by}
        named |= {row.participant for one in file.relations for row in one.meeting.delegations}

    assert sorted(named - known) == []


def test_timor_leste_is_not_taken_for_the_congo_it_is_printed_beside() -> None:
    codes = [row.participant for row in record("r2p-focal-points-6").delegations]

    assert codes[:2] == ["KOR", "TLS"]
    assert "COD" not in codes
    printed = delegation("r2p-focal-points-6", "TLS").printed
    assert printed == "Democratic Republic of Timor-Leste"


def test_two_counts_of_focal_points_stand_side_by_side() -> None:
    texts = [row.text for row in record("r2p-focal-points-6").figures]

    assert texts == [
        "more than 50 countries",
        "More than a quarter of the UN membership",
        "53 states and the European Union",
        "65 million people",
        "53 governments and the European Union",
    ]


def test_year_that_is_not_printed_is_inferred() -> None:
    file = record("r2p-focal-points-6")

    assert file.meeting.date == "2016-06-20/2016-06-22"
    assert "2016" not in file.documents[0].text
    assert "/meeting/date" in [row.path for row in file.inferred]


def test_quoted_words_are_the_speakers_own() -> None:
    words = {
        (slug, one.number): [one.text[start:end] for start, end in one.quotations]
        for slug in SLUGS
        for one in record(slug).statements
        if one.form == "quotation"
    }

    assert list(words) == [("r2p-focal-points-6", 1), ("r2p-focal-points-6", 5)]
    assert words["r2p-focal-points-6", 1][0].startswith("our task should be to transform")
    assert words["r2p-focal-points-6", 5][0].endswith("and protect the vulnerable.")


def test_terms_quoted_in_a_report_make_it_no_quotation() -> None:
    reported = statement("apr2p-ciis-dialogue-1", 2)

    assert (reported.form, reported.quotations) == ("reported", ())
    assert "a solid ‘handbook’ to guide action" in reported.text


def test_heard_by_video_only_is_the_persons_presence() -> None:
    united_nations = delegation("r2p-focal-points-6", "united-nations")

    assert united_nations.presence == "not stated"
    assert [(row.person, row.presence) for row in united_nations.delegates] == [
        ("adama-dieng", "not stated"),
        ("ban-ki-moon", "video message"),
    ]
    assert delegation("r2p-focal-points-6", "unhcr").presence == "video message"


def test_unnamed_delegate_keeps_the_title() -> None:
    (delegate,) = delegation("r2p-focal-points-6", "QAT").delegates

    assert (delegate.person, delegate.title) == ("", "R2P Focal Point")


def test_furthermore_continues_the_ambassador_of_mexico() -> None:
    assert statement("fhs-3", 6).text.startswith("Furthermore human security")
    assert speakers("fhs-3", 6) == [("MEX", "claude-heller")]
    assert "/statements/5/speakers/0/person" in [row.path for row in record("fhs-3").inferred]


def test_closing_remark_is_joint_and_ends_where_japan_goes_on_alone() -> None:
    assert statement("fhs-3", 43).text == (
        "Mexico and Japan concluded by saying that, in the end, many if not all of the UN's "
        "activities were related to human security."
    )
    assert speakers("fhs-3", 43) == [("MEX", ""), ("JPN", "")]
    assert speakers("fhs-3", 44) == [("JPN", "")]
    assert speakers("fhs-3", 47) == [("JPN", "yukio-takasu"), ("MEX", "claude-heller")]


def test_japan_speaks_in_two_capacities() -> None:
    capacities = [row.capacity for row in statement("fhs-3", 2).speakers]

    assert capacities == ["Co-Chair"]
    (speaker,) = statement("fhs-3", 32).speakers
    assert speaker.capacity == "Chair of the Peacebuilding Commission"


def test_lost_letter_is_shown_as_printed_and_as_read() -> None:
    corrections = record("fhs-3").documents[0].corrections

    assert [(row.printed, row.read) for row in corrections] == [
        ("information\n.]", "information.]"),
        ("Peacebuilding Initiative\n,", "Peacebuilding Initiative,"),
        ("Gra_a", "Graça"),
        ("security-as", "security – as"),
        ("OCHA-and", "OCHA – and"),
        ("new-issues", "new issues"),
    ]
    assert "human security – as exemplified in the" in statement("fhs-3", 40).text
    assert "were not necessarily new issues." in statement("fhs-3", 44).text
    assert "Graça Machel Study" in statement("fhs-3", 30).text
    assert "Gra_a Machel Study" in record("fhs-3").documents[0].text


def test_special_guest_is_the_person() -> None:
    row = delegation("fhs-3", "general-assembly")

    assert row.roles == ("participant",)
    assert [(one.person, one.role) for one in row.delegates] == [("srgjan-kerim", "special guest")]


def test_ocha_attended_besides_its_guest() -> None:
    row = delegation("fhs-3", "ocha")

    assert [piece.exact for piece in row.passage] == [
        "Also in attendance were representatives from",
        "the Office for Coordination of Humanitarian Affairs,",
    ]
    assert [(one.person, one.printed, one.role) for one in row.delegates] == [
        ("john-holmes", "John Holmes", "special guest"),
        ("", "representatives", "participant"),
    ]


def test_body_behind_a_person_that_the_source_does_not_print_is_inferred() -> None:
    reasons = {
        slug: {row.path: row.reason for row in record(slug).inferred}
        for slug in ("fhs-3", "peacekeeping-ministerial-2021", "r2p-ministerial-breakfast-2011")
    }

    holmes = reasons["fhs-3"]["/delegations/49/delegates/0"]
    assert holmes.startswith("The source gives the office, not the organisation. From outside")
    assert {
        reasons["fhs-3"][f"/statements/{place}/speakers/0/participant"] for place in range(11, 15)
    } == {holmes}
    ministerial = reasons["peacekeeping-ministerial-2021"]
    assert "/delegations/0/delegates/2" in ministerial
    assert "/delegations/0/delegates/2/person" not in ministerial
    assert "/documents/0/issuers/0" in reasons["r2p-ministerial-breakfast-2011"]


def test_makers_of_a_pledge_have_their_titles() -> None:
    (pledge,) = record("r2p-ministerial-breakfast-2011").pledges

    assert [(row.person, row.title) for row in pledge.by] == [
        ("ban-ki-moon", "Secretary-General"),
        ("francis-deng", "Special Adviser"),
        ("edward-luck", "Special Adviser"),
    ]


def test_references_carry_the_date_printed_with_them() -> None:
    dated = {
        (slug, row.symbol): row.date
        for slug in SLUGS
        for row in record(slug).references
        if row.date
    }

    assert dated == {
        ("apr2p-ciis-dialogue-1", "A/RES/60/1"): "2005",
        ("apr2p-ciis-dialogue-1", "A/63/677"): "2009",
        ("fhs-3", "A/RES/60/1"): "2005",
    }


def test_meetings_to_come_have_their_names_and_dates() -> None:
    named = {row.meeting.slug: row.meeting for row in record("fhs-3").relations}
    inferred = [row.path for row in record("fhs-3").inferred]

    review = named["mdg-mid-term-review-2008"]
    assert (review.title, review.date, review.stage) == (
        "Mid-term review of the implementation of the MDGs",
        "2008",
        "announced",
    )
    debate = named["working-group-on-children-and-armed-conflict-open-debate-2008"]
    assert (debate.title, debate.date) == (
        "Open debate of the Security Council Working Group on Children and Armed Conflict",
        "2008-02",
    )
    places = list(named)
    assert f"/relations/{places.index(review.slug)}/meeting/date" in inferred
    assert f"/relations/{places.index(debate.slug)}/meeting/title" in inferred


def test_summary_gives_to_japan_what_japan_alone_said() -> None:
    summary = record("fhs-3").meeting.summary

    assert "and on past, present and future initiatives" in summary
    assert "Japan said that the Co-Chairs would work towards an informal thematic debate" in summary


def test_pledges_thanked_for_were_made_before_the_meeting() -> None:
    made = [(row.by[0].participant, row.made) for row in record("fhs-3").pledges[:2]]

    assert made == [("SVN", "before the meeting"), ("THA", "before the meeting")]


def test_fourth_meeting_is_proposed_for_a_month_that_is_uncertain() -> None:
    (following,) = [row for row in record("fhs-3").relations if row.relation == "next"]

    assert (following.meeting.slug, following.meeting.date) == ("fhs-4", "2008-04?")
    assert following.meeting.stage == "proposed"


def test_speech_is_one_statement_for_the_organisation_of_the_office() -> None:
    slug = "r2p-ministerial-breakfast-2011"
    speech = statement(slug, 1)

    assert (speech.form, speech.delivery) == ("verbatim", ("as prepared",))
    assert speech.text.startswith("Thank you, Mr. Chairman")
    assert speech.text.endswith("Thank you.")
    assert speakers(slug, 1) == [("united-nations", "ban-ki-moon")]
    assert record(slug).meeting.attendance == "not recorded"


def test_sentence_cut_by_a_page_break_is_one_statement() -> None:
    cut = statement("peacekeeping-ministerial-2021", 2)

    assert len(cut.passage) == 2
    assert "efforts toward more impactful and efficient peacekeeping." in cut.text


def test_discussion_without_speakers_is_given_to_nobody() -> None:
    rows = record("peacekeeping-ministerial-2021").statements

    assert sum(bool(row.collective) for row in rows) == 15
    assert [row.number for row in rows if row.unattributed] == [11, 14, 16, 18, 21, 23, 25, 29]
    assert speakers("peacekeeping-ministerial-2021", 30) == [("KOR", ""), ("united-nations", "")]


#: what whole meetings are on
SUBJECTS = {"Human security", "Responsibility to Protect", "Peacekeeping"}


def broader(topic: str) -> list[str]:
    """All topics above one, in whatever record."""
    above = {row.name: row.broader for slug in SLUGS for row in record(slug).topics}
    found = []
    while above[topic]:
        topic = above[topic]
        found.append(topic)
    return found


def test_topics_are_the_narrowest_and_a_broader_one_stands_by_itself() -> None:
    wrong = []
    for slug in SLUGS:
        for row in record(slug).statements:
            above = {name for topic in row.topics for name in broader(topic)}
            subject = SUBJECTS & set(row.topics) and len(row.topics) > 1
            wrong += [(slug, row.number)] * bool(above & set(row.topics) or subject)

    # ¶5 is on two concepts, of which one is not the subject of that meeting.
    assert wrong == [("fhs-3", 5)]
    assert statement("fhs-3", 5).topics == (
        "Definition of human security",
        "Responsibility to Protect",
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_topics_are_on_every_statement_that_moves_no_meeting_along(slug: str) -> None:
    assert [
        row.number for row in record(slug).statements if bool(row.topics) == row.procedural
    ] == []


@pytest.mark.parametrize(
    ("topic", "numbers"),
    [
        ("Human security", [9, 21, 24, 43, 47]),
        ("General Assembly debate on human security", [7, 11, 25, 37, 46]),
        ("United Nations Trust Fund for Human Security", [14, 15, 30]),
        ("Freedom from fear", [8, 13, 18, 23, 36]),
        ("Freedom from want", [8, 13, 18]),
        ("Freedom to live in dignity", [8, 18]),
        ("Definition of human security", [2, 4, 5, 13, 25, 38, 39, 40, 45]),
    ],
)
def test_topic_is_on_the_statements_that_are_about_it(topic: str, numbers: list[int]) -> None:
    found = [row.number for row in record("fhs-3").statements if topic in row.topics]

    assert found == numbers
