"""A public register, and hidden records that use all it has and carry canary words everywhere."""

import hashlib
import json
from typing import Any, NamedTuple

from django.utils.timezone import now

from meetings.derived.refresh import refresh_derived
from meetings.history.storage import whole
from meetings.models import (
    AgendaItem,
    Amount,
    Correction,
    Delegate,
    Document,
    Figure,
    Finding,
    FormerDocumentKey,
    FormerSeriesSlug,
    FormerSlug,
    FormerTopicSlug,
    Inference,
    IntakeReport,
    Mark,
    Meeting,
    OpenCorrection,
    Original,
    Passage,
    Pledge,
    Reference,
    Relation,
    RetiredNumber,
    Revision,
    Session,
    Speaker,
    Statement,
    StepTaken,
    UnknownBody,
    Update,
    Version,
)
from meetings.models.choices import Action
from meetings.records.revisions import store_revision
from participants.models import (
    FormerParticipantSlug,
    FormerPersonKey,
    Participant,
    ParticipantName,
    Person,
    PersonName,
)
from portal.page_texts.page_text import PageKey, PageText
from portal.reports.report import Report
from tests.meetings import build

#: the mark of every canary word: no public text holds it, and no random token will by chance
MARK = "zqcanary"
STATES = {f"{MARK}draft": "draft", f"{MARK}review": "in review", f"{MARK}withdrawn": "withdrawn"}
#: the word of the correction that somebody drafts of a public record
CORRECTION = f"{MARK}correction"


class Nouns(NamedTuple):
    """What a record refers to."""

    land: Participant
    person: Person
    topic: Any
    series: Any
    document: Document


def nouns(word: str, above: "Nouns | None" = None) -> Nouns:
    """One of each noun that records share, named after ``word``; below those of ``above``."""
    land = build.participant(
        f"{word} Land",
        slug=f"{word}-land",
        kind="state",
        formal_name=f"Formal {word}",
        part_of=above.land if above else None,
    )
    for kind in ("other", "former", "abbreviation"):
        ParticipantName.objects.create(participant=land, name=f"{word} {kind}", kind=kind)
    person = build.person(f"Person {word}", key=f"{word}-person")
    PersonName.objects.create(person=person, name=f"Spelt {word}")
    document = build.document(
        f"Source of {word}: it was said that {word} matters.",
        key=f"{word}-document",
        title=f"Document {word}",
        symbol=f"A/{word.upper()}/1",
        origin=f"Origin {word}",
    )
    document.issuers.set([land, *([above.land] if above else [])])
    Mark.objects.create(document=document, kind="heading", start=0, end=6)
    Correction.objects.create(
        document=document, start=0, end=6, printed="Source", read=word, reason=f"Reason {word}"
    )
    Original.objects.create(
        document=document, name=f"{word}.docx", sha256=word, file=f"originals/{word}"
    )
    return Nouns(
        land,
        person,
        build.topic(
            f"Topic {word}",
            slug=f"{word}-topic",
            abbreviation=word.upper(),
            broader=above.topic if above else None,
        ),
        build.series(f"Series {word}", slug=f"{word}-series", note=f"Note {word}"),
        document,
    )


def record(word: str, slug: str, status: str, *used: Nouns, **fields: Any) -> Meeting:
    """A record with every kind of part, in words of ``word``, that uses each of ``used``."""
    first = used[0]
    meeting = build.meeting(
        slug,
        status=status,
        title=f"Meeting {word}",
        title_printed=f"Printed {word}",
        theme=f"Theme {word}",
        summary=f"Summary {word}",
        city=f"City {word}",
        venue=f"Venue {word}",
        country=first.land,
        series=first.series,
        **fields,
    )
    item = AgendaItem.objects.create(
        meeting=meeting, key=f"{word}-item", title=f"Item {word}", items=[f"Sub {word}"]
    )
    session = Session.objects.create(
        meeting=meeting, key=f"{word}-session", title=f"Session {word}", place=f"Place {word}"
    )
    session.agenda.add(item)
    _infer(meeting, word, "date")
    for row in (item, session):
        _source(row, first.document, word)
    for number, noun in enumerate(used, start=1):
        _present(meeting, noun, word)
        said = _said(meeting, noun, word, session=session, agenda_item=item)
        _promised(meeting, noun, said, word)
        figure = Figure.objects.create(
            meeting=meeting, text=f"{number} of {word}", subject=f"Subject {word}", statement=said
        )
        reference = Reference.objects.create(meeting=meeting, document=noun.document)
        for row in (figure, reference):
            _source(row, noun.document, word)
    RetiredNumber.objects.create(meeting=meeting, noun="statement", number=900)
    RetiredNumber.objects.create(meeting=meeting, noun="pledge", number=900)
    Revision.objects.create(
        meeting=meeting,
        number=1,
        action="load",
        base=1,
        payload=whole(json.dumps(word)),
        sha256=hashlib.sha256(word.encode()).hexdigest(),
        why=f"Why {word}",
    )
    StepTaken.objects.create(meeting=meeting, step="send_back", why=f"Why back {word}")
    if status != "published":
        propose(meeting, first.document, word, statement=meeting.statements.first())
    refresh_derived(meeting)
    return meeting


def _present(meeting: Meeting, noun: Nouns, word: str) -> None:
    delegation = build.delegation(
        meeting, noun.land, printed=f"Printed {word}", roles=["chair"], level="minister"
    )
    for person in (noun.person, None):
        delegate = Delegate.objects.create(
            delegation=delegation, person=person, printed=f"Seen {word}", title=f"Title {word}"
        )
        _infer(meeting, word, "title", delegate=delegate)
    _infer(meeting, word, "level", delegation=delegation)
    _source(delegation, noun.document, word)


def _said(meeting: Meeting, noun: Nouns, word: str, **fields: Any) -> Statement:
    said = build.statement(
        meeting,
        f"It was said that {word} matters.",
        topics=(noun.topic,),
        collective=f"Group {word}",
        language="en",
        **fields,
    )
    speaker = Speaker.objects.create(
        statement=said,
        participant=noun.land,
        person=noun.person,
        printed=f"Voice {word}",
        title=f"Title {word}",
        capacity=f"Capacity {word}",
    )
    speaker.on_behalf_of.add(noun.land)
    said.mentions.add(noun.land)
    _infer(meeting, word, "speakers/0/person", statement=said)
    _source(said, noun.document, word)
    return said


def _promised(meeting: Meeting, noun: Nouns, said: Statement, word: str) -> Pledge:
    pledge = build.pledge(
        meeting,
        f"Promise {word}",
        noun.land,
        collective=f"Group {word}",
        condition=f"If {word}",
        due="2008",
        statement=said,
    )
    pledge.pledgers.create(person=noun.person)
    Amount.objects.create(pledge=pledge, text=f"One {word}", value=1, unit=word)
    update = Update.objects.create(
        pledge=pledge,
        date="2009",
        status="fulfilled",
        asserted_by=f"Witness {word}",
        text=f"Done {word}",
        meeting=meeting,
    )
    _infer(meeting, word, "due", pledge=pledge)
    _infer(meeting, word, "status", update=update)
    _source(pledge, noun.document, word)
    return pledge


def _infer(meeting: Meeting, word: str, field: str, **owner: Any) -> None:
    Inference.objects.create(meeting=meeting, field=field, reason=f"Because {word}", **owner)


def _source(row: Any, document: Document, word: str) -> None:
    """A passage of the last five letters of the document."""
    end = len(document.text)
    noun = {"agendaitem": "agenda_item"}.get(row._meta.model_name, row._meta.model_name)
    Passage.objects.create(
        meeting=row.meeting,
        document=document,
        start=end - 5,
        end=end,
        exact=document.text[end - 5 :],
        **{noun: row},
    )


def propose(meeting: Meeting, document: Document, word: str, **owner: Any) -> None:
    """What intake said of a record: of its title, of the part that is named, and of a body."""
    IntakeReport.objects.create(
        meeting=meeting,
        document=document,
        name=f"{word}.docx",
        notes=[f"Note {word}"],
        left_out=[f"Left out {word}"],
    )
    parts = ("/meeting/title", {}), (f"/{next(iter(owner), 'meeting')}s/0", owner)
    for order, (pointer, part) in enumerate(parts if owner else parts[:1]):
        Finding.objects.create(
            meeting=meeting,
            pointer=pointer,
            order=order,
            rule=f"Rule {word}",
            sureness="likely",
            passage=[[0, 4]],
            **part,
        )
    UnknownBody.objects.create(meeting=meeting, printed=f"Body {word}", start=0, end=4)


def _correction_of(slug: str, known: Nouns, stub: Meeting) -> None:
    """Let somebody draft a correction of a public record, with nouns that it alone uses."""
    word = CORRECTION
    own = nouns(word, above=known)
    meeting = record(word, slug, "draft", own, known, layer="correction", date="1998")
    named = build.stub(f"{word}-stub", title=f"Stub {word}", stage="announced")
    relate(meeting, named, word)
    relate(meeting, stub, word)
    formerly(word, own)
    OpenCorrection.objects.create(
        meeting=meeting,
        record=Meeting.objects.records().get(slug=slug),
        base=f'"{word}"',
        why=f"What for {word}",
    )


def relate(meeting: Meeting, other: Meeting, word: str) -> None:
    """Let a record name another meeting."""
    relation = Relation.objects.create(
        meeting=meeting, other=other, relation="next", printed=f"Named {word}"
    )
    _infer(meeting, word, "meeting/date", relation=relation)


def formerly(word: str, noun: Nouns) -> None:
    """Let another address lead to each noun that records share."""
    FormerParticipantSlug.objects.create(slug=f"{word}-former", participant=noun.land)
    FormerPersonKey.objects.create(slug=f"{word}-former", person=noun.person)
    FormerTopicSlug.objects.create(slug=f"{word}-former", topic=noun.topic)
    FormerSeriesSlug.objects.create(slug=f"{word}-former", series=noun.series)
    FormerDocumentKey.objects.create(slug=f"{word}-former", document=noun.document)


def public_register() -> Nouns:
    """Two published records, a stub that they name, and a former slug."""
    known = nouns("open")
    meeting = record("open", "open-meeting", "published", known)
    second = record("open", "open-second", "published", known, date="2009")
    stub = build.stub("open-stub", title="Stub open", stage="announced", series=known.series)
    build.delegation(stub, known.land, roles=["co-chair"])
    relate(meeting, stub, "open")
    relate(second, build.stub("open-meeting", title="Told of open"), "open")
    FormerSlug.objects.create(slug="open-former", meeting=meeting)
    FormerSlug.objects.create(slug="open-former-stub", meeting=stub)
    formerly("open", known)
    Update.objects.create(pledge=meeting.pledges.get(), date="2010", status="changed")
    versions(meeting)
    for key in PageKey:
        PageText.objects.create(key=key, body="Open words.")
    Report.objects.create(token="open-report", about="/meetings/open-meeting/", wrong="Open.")
    return known


def versions(meeting: Meeting) -> None:
    """Three published versions, of which the second holds canary words and is withdrawn.

    What was stored of the record in between, and why, the public never sees either.
    """

    def stored(action: str, summary: str) -> None:
        Meeting.objects.filter(pk=meeting.pk).update(summary=summary)
        row = Meeting.objects.get(pk=meeting.pk)
        store_revision(row, Action(action), why=f"Why {MARK}version")

    for action, summary in (
        ("publish", "Summary open once"),
        ("correct", f"Summary {MARK}version"),
        ("withdraw", f"Summary {MARK}sitting"),
        ("correct", meeting.summary),
    ):
        stored(action, summary)
    Version.objects.filter(meeting=meeting, number=2).update(
        withdrawn=now(), withdrawn_why=f"Because {MARK}version"
    )


def hidden_records(known: Nouns) -> None:
    """For each hidden state a record with nouns of its own and one that uses public ones."""
    public_stub = Meeting.objects.stubs().get(slug="open-stub")
    for word, status in STATES.items():
        own = nouns(word, above=known)
        meeting = record(word, f"{word}-meeting", status, own, known, date="1999")
        shared = record(word, f"{word}-shared", status, known, own, date="2007")
        stub = build.stub(
            f"{word}-stub", title=f"Stub {word}", stage="announced", series=known.series
        )
        build.delegation(stub, known.land, roles=["chair"])
        relate(meeting, stub, word)
        relate(shared, public_stub, word)
        FormerSlug.objects.create(slug=f"{word}-former", meeting=meeting)
        FormerSlug.objects.create(slug=f"{word}-former-stub", meeting=stub)
        formerly(word, own)
    # A public pledge may be reported on at a meeting whose record is a draft.
    reported = Meeting.objects.get(slug=f"{MARK}draft-meeting")
    Update.objects.filter(pledge__meeting__slug="open-meeting", meeting=None).update(
        meeting=reported
    )
    _correction_of("open-meeting", known, public_stub)
    # The full record of a public stub, as long as it is a draft, changes nothing.
    record(f"{MARK}draft", "open-stub", "draft", known)
