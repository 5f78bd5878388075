"""A record with every kind of row, and awkward white space in all of them."""

import hashlib
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection

from meetings.admin.access import meeting_of
from meetings.derived.refresh import refresh_derived
from meetings.groups import EDITOR, PUBLISHER
from meetings.models import (
    AgendaItem,
    Amount,
    Correction,
    Delegate,
    Document,
    Figure,
    Inference,
    Mark,
    Meeting,
    Passage,
    Pledger,
    Reference,
    Relation,
    Session,
    Speaker,
    Update,
)
from meetings.models.owned import PARTS
from meetings.publication import publish, submit
from tests.meetings import build

TEXT = (
    "Report of the  meeting\n\n"
    "Ruritania said that fish are  many, \n"
    "and that “nets are old”. Back to Index\n"
    "Ruritania also said so.\n"
    "Graustark will give 1,000 nets \n"
    "by 2009. More than 50 countries came.\n"
    "Ruritania was host. Ada Example, Minister, spoke. See A/RES/1.\n"
    "A next meeting is planned. 1. Fish. Opening. Nets were given.\n"
)


#: makes the groups, which tests of transactions take away
_GROUPS = import_module("meetings.migrations.0002_groups")


def in_state(*states: str) -> pytest.MarkDecorator:
    """Have a test run on the record that is kept for its module, in each of these states."""
    return pytest.mark.parametrize("kept_record", states, indirect=True)


def user(name: str, group: str) -> User:
    """A member of staff in one of the groups."""
    if not Group.objects.filter(name=group).exists():
        _GROUPS.create_groups(apps, SimpleNamespace(connection=connection))
    row = User.objects.create_user(name, password="pass-for-tests", is_staff=True)
    row.groups.add(Group.objects.get(name=group))
    return row


def editor() -> User:
    """An Editor."""
    return user("editor", EDITOR)


def publisher() -> User:
    """A Publisher."""
    return user("publisher", PUBLISHER)


def source(text: str = TEXT, key: str = "report") -> Document:
    """A source document whose digest is right."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return build.document(text, key=key, title="Report \n of the meeting ", sha256=sha256)


def words(owner: Any, document: Document, *stretches: str) -> None:
    """Passages of ``owner``: one a stretch of words, each once in the text."""
    noun = next((name for name, model in PARTS.items() if model == type(owner).__name__), None)
    for order, stretch in enumerate(stretches):
        assert document.text.count(stretch) == 1, stretch
        start = document.text.index(stretch)
        Passage.objects.create(
            meeting=meeting_of(owner),
            document=document,
            order=order,
            start=start,
            end=start + len(stretch),
            exact=stretch,
            **({noun: owner} if noun else {}),
        )


def mark(document: Document, kind: str, stretch: str) -> Mark:
    """Marked text."""
    start = document.text.index(stretch)
    return Mark.objects.create(document=document, kind=kind, start=start, end=start + len(stretch))


def record(slug: str = "fish-1", status: str = "draft") -> Meeting:
    """A record without faults that uses every noun, in the given state.

    One of another slug is of another meeting.
    """
    first = slug == "fish-1"
    ruritania, graustark = build.participant(), build.participant("Graustark")
    document = source(key=f"{slug}-report")
    document.issuers.add(graustark, ruritania)
    meeting = build.meeting(
        slug,
        status="draft",
        title="First Meeting " if first else f"Meeting {slug} ",
        title_printed=" First\nMeeting",
        series=build.series(),
        ordinal=1 if first else None,
        theme="Fish \n and nets",
        country=ruritania,
        city="Strelsau",
        summary="Two lines\r\nof summary. ",
    )
    words(meeting, document, "Report of the  meeting")
    _frame(meeting, document)
    _people(meeting, document)
    _said(meeting, document)
    mark(document, "furniture", "Back to Index")
    refresh_derived(meeting)
    return advance(meeting, status)


def _frame(meeting: Meeting, document: Document) -> None:
    item = AgendaItem.objects.create(
        meeting=meeting, key="fish", title="Fish\n ", items=["one", "two\nlines"]
    )
    words(item, document, "1. Fish.")
    session = Session.objects.create(
        meeting=meeting, key="opening", title="Opening", kind="opening ", date="2007-11-07"
    )
    part = Session.objects.create(meeting=meeting, key="part", title="Part", part_of=session)
    part.agenda.add(item)
    words(session, document, "Opening.")
    figure = Figure.objects.create(meeting=meeting, text="More than 50 countries", subject="all")
    words(figure, document, "More than 50 countries came.")
    stub = build.stub(f"{meeting.slug}-next")
    relation = Relation.objects.create(
        meeting=meeting, other=stub, relation="next", printed="A next\nmeeting"
    )
    words(relation, document, "A next meeting is planned.")
    build.delegation(stub, build.participant(), roles=["host"])
    cited = Document.objects.get_or_create(
        key="a-res-1", defaults={"title": "Resolution 1", "symbol": "A/RES/1"}
    )[0]
    reference = Reference.objects.create(meeting=meeting, document=cited)
    words(reference, document, "See A/RES/1.")
    Inference.objects.create(meeting=meeting, field="date", reason="From the\nheader ")
    Inference.objects.create(meeting=meeting, document=document, field="title", reason="Seen")


def _people(meeting: Meeting, document: Document) -> None:
    host = build.delegation(
        meeting, build.participant(), roles=["speaker", "host"], printed="Rur\nitania "
    )
    words(host, document, "Ruritania was host.")
    ada = Delegate.objects.create(
        delegation=host, person=build.person(), honorific="H.E. ", title="Minister\nof fish "
    )
    words(ada, document, "Ada Example, Minister, spoke.")
    Inference.objects.create(meeting=meeting, delegate=ada, field="person", reason="By office")


def _said(meeting: Meeting, document: Document) -> None:
    ruritania, graustark = build.participant(), build.participant("Graustark")
    fix = document.text.index("nets are old")
    Correction.objects.create(
        document=document,
        start=fix,
        end=fix + 4,
        printed="nets",
        read="Nets",
        reason="Damaged\nline ",
    )
    text = "Ruritania said that fish are  many, \nand that “Nets are old”."
    quoted = text.index("Nets")
    first = build.statement(
        meeting,
        text,
        speakers=(ruritania, build.person()),
        topics=(build.topic(), build.topic("Nets")),
        form="quotation",
        quotations=[[quoted, quoted + len("Nets are old")]],
        delivery=["virtual", "in person"],
        session=meeting.sessions.get(key="opening"),
        agenda_item=meeting.agenda.get(),
        language="en",
    )
    words(first, document, "Ruritania said that fish are  many, \nand that “nets are old”.")
    first.mentions.add(graustark)
    Speaker.objects.filter(statement=first).first().on_behalf_of.add(graustark)
    second = build.statement(meeting, "Ruritania also said so.", collective="many\nothers ")
    words(second, document, "Ruritania also said so.")
    second.in_reply_to.add(first)
    Inference.objects.create(meeting=meeting, statement=second, field="collective", reason="So")
    _promised(meeting, document)


def _promised(meeting: Meeting, document: Document) -> None:
    pledge = build.pledge(meeting, "Give nets\n", build.participant("Graustark"), due="2009")
    words(pledge, document, "Graustark will give 1,000 nets", "by 2009.")
    Pledger.objects.create(pledge=pledge, order=1, person=build.person())
    Amount.objects.create(pledge=pledge, text="1,000 nets ", value="1000", unit="nets")
    update = Update.objects.create(
        pledge=pledge, date="2008", status="fulfilled", text="Nets\nwere given "
    )
    words(update, document, "Nets were given.")


def advance(meeting: Meeting, status: str) -> Meeting:
    """The record taken to a state by its proper steps."""
    from meetings.publication import withdraw

    boss = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("boss")
    if status != "draft":
        submit(meeting, boss)
    if status in {"published", "withdrawn"}:
        publish(meeting, boss)
    if status == "withdrawn":
        withdraw(meeting, boss, "For a test.")
    meeting.refresh_from_db()
    return meeting
