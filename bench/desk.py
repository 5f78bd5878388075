"""The desk with a long record: what opening it and each act cost, beside the pages of the same run.

The record is made in a transaction that is rolled back; nothing of it is left in the register.
"""

import hashlib
import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from meetings.curation.acting import reference
from meetings.models import Document, Finding, Meeting, Passage, Speaker, Statement
from meetings.models.choices import Status, Sureness
from participants.models import Participant

from .timing import Samples, timed_database

#: statements of the record; acts of each kind, and times that the whole is asked for
STATEMENTS, ACTS, WHOLE = 200, 15, 5
_SAID = (
    "{} said that case {} remains open and that its members would go on exchanging what they "
    "learnt, with regard to food prices, peacebuilding and the protection of children in armed "
    "conflict. It thanked the chairs, welcomed the report, and asked for a meeting in spring to "
    "look at it again before anything is decided."
)
_BETWEEN = (
    "\nThe floor was given to the next speaker, after some words of the chair on the order of the "
    "debate and the time that was left.\n"
)
Ask = Callable[[], Any]


def timed_desk(statements: int = STATEMENTS, acts: int = ACTS) -> list[dict[str, Any]]:
    """The figures of opening a record of 200 statements and 90 kB, and of the acts on its parts."""
    with transaction.atomic():
        user = User.objects.create_superuser("bench-desk")
        meeting, document = _record(statements)
        client = Client()
        client.force_login(user)
        asked = _asked(client, meeting, document)
        found = [_timed(name, ask, min(acts, times)).figures() for name, ask, times in asked]
        transaction.set_rollback(True)
    return found


def _record(statements: int) -> tuple[Meeting, Document]:
    """A draft whose statements are all proposed."""
    speakers = list(Participant.objects.order_by("slug")[:54])
    text, spans = "Summary of a long meeting\n", []
    for n in range(statements):
        said = _SAID.format(speakers[n % len(speakers)].name, n)
        spans.append((len(text), len(text) + len(said)))
        text += said + _BETWEEN
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document.objects.create(
        key="bench-desk", title="Long", rights="public in full", text=text, sha256=digest
    )
    meeting = Meeting.objects.create(
        slug="bench-desk", title="Long meeting", date="2007-11-07", status=Status.DRAFT
    )
    for n, (start, end) in enumerate(spans):
        row = Statement.objects.create(meeting=meeting, number=n + 1, order=n, text=text[start:end])
        Speaker.objects.create(statement=row, participant=speakers[n % len(speakers)])
        Passage.objects.create(
            meeting=meeting, document=document, statement=row, start=start, end=end
        )
        Finding.objects.create(
            meeting=meeting,
            statement=row,
            pointer=f"/statements/{n}",
            order=n,
            rule="subject and verb",
            sureness=Sureness.SURE,
        )
    return meeting, document


def _asked(client: Client, meeting: Meeting, document: Document) -> list[tuple[str, Ask, int]]:
    """What is asked for, by name; each act is about a statement that none was about before."""
    left = iter([*meeting.statements.order_by("order", "number")])
    addresses = {
        name: reverse(f"admin:meetings_meeting_{name}", args=[meeting.pk])
        for name in ("desk", "desk_act", "desk_undo", "desk_form", "desk_checks")
    }
    scripted = {"HX-Request": "true"}

    def act(do: str, **more: Any) -> HttpResponse:
        sent = {"do": do, "document": document.pk, **more}
        answer: Any = client.post(addresses["desk_act"], sent, headers=scripted)
        return answer

    def about(verb: str, more: str = "") -> Ask:
        return lambda: act(f"{verb}:{reference(next(left))}:{more}")

    def split() -> HttpResponse:
        row = next(left)
        return act(f"split:{reference(row)}:", start=row.passages.get().start + 60)

    def form() -> Any:
        address = f"{addresses['desk_form']}?part={reference(next(left))}"
        return client.get(address, headers=scripted)

    return [
        ("desk, 200 statements", lambda: client.get(addresses["desk"]), WHOLE),
        ("desk, accept", about("accept"), ACTS),
        ("desk, move an edge", about("edge", ":end:-1"), ACTS),
        ("desk, form", form, ACTS),
        ("desk, cut in two", split, ACTS),
        ("desk, delete", about("delete"), ACTS),
        ("desk, undo", lambda: client.post(addresses["desk_undo"], headers=scripted), ACTS),
        ("desk, checks", lambda: client.get(addresses["desk_checks"], headers=scripted), WHOLE),
    ]


def _timed(name: str, ask: Ask, times: int) -> Samples:
    """The first answer is not counted, as templates are read for it."""
    samples = Samples(name)
    ask()
    with timed_database() as spent:
        for _ in range(times):
            spent.clear()
            cpu = time.process_time()
            response = ask()
            samples.cpu.append((time.process_time() - cpu) * 1000)
            samples.database.append(spent.seconds * 1000)
            samples.queries.append(spent.queries)
            samples.bytes = max(samples.bytes, len(response.content))
            samples.failed += response.status_code >= 400
    return samples
