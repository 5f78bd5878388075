"""`python -m bench.whole`: what the acts on a whole record cost, from its file to its correction.

A shipped record of 56 delegations, 47 statements and 6 pledges: proposed from its text, and loaded
as a draft that goes its way by the buttons of staff, each with the page that it
leads to. All is made in transactions that are rolled back: nothing is left in the register that
`DATABASE_URL` names. Wall time counts reading the file too, which is done in another process.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.spread import spread

ROOT = Path(__file__).parent.parent
RECORD = ROOT / "fixtures" / "records" / "fhs-3.json"
#: times that the whole way is gone; the first is not counted
ROUNDS = 4
SLUG = "bench-whole"


@dataclass(slots=True)
class Measured:
    """What an act took at each turn, in ms; ``failed`` counts answers that refuse it."""

    name: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    failed: int = 0

    def figures(self) -> dict[str, Any]:
        """How they are spread."""
        return {
            "name": self.name,
            "failed": self.failed,
            "wall_ms": spread(self.wall),
            "cpu_ms": spread(self.cpu),
            "database_ms": spread(self.database),
            "queries": spread(self.queries),
        }


def timed_whole(rounds: int = ROUNDS) -> list[dict[str, Any]]:
    """The figures of each act, in the order in which they are done."""
    _go({})
    found: dict[str, Measured] = {}
    for _turn in range(1, rounds):
        _go(found)
    return [one.figures() for one in found.values()]


def _go(found: dict[str, Measured]) -> None:
    """Go the way once, and take it back."""
    from django.core.cache import cache
    from django.db import transaction

    from bench.timing import timed_database

    for acts in (_proposed, _drafted):
        with transaction.atomic():
            with timed_database() as spent:
                for name, ask in acts():
                    cache.clear()
                    spent.clear()
                    one = found.setdefault(name, Measured(name))
                    wall, cpu = time.perf_counter(), time.process_time()
                    one.failed += ask().status_code >= 400
                    one.cpu.append((time.process_time() - cpu) * 1000)
                    one.wall.append((time.perf_counter() - wall) * 1000)
                    one.database.append(spent.seconds * 1000)
                    one.queries.append(spent.queries)
            transaction.set_rollback(True)


def _proposed() -> Iterator[tuple[str, Callable[[], Any]]]:
    """The acts on what is proposed of a file, by name; one begins where the one before ended."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.urls import reverse

    from meetings.groups import EDITOR
    from meetings.models import IntakeReport

    editor = _client(EDITOR)
    text = _record()["documents"][0]["text"]
    file = SimpleUploadedFile(f"{SLUG}.txt", f"{text}\nEnd of the file.".encode())
    address = reverse("admin:meetings_meeting_from_document")
    sent = {"file": file, "rights": "passages only"}
    yield "propose", lambda: editor.post(address, sent, follow=True)
    pk = IntakeReport.objects.latest("pk").meeting_id
    scripted = {"HX-Request": "true"}
    yield "open the desk", lambda: editor.get(_at("desk", pk))
    sure = {"do": "accept-some:sure"}
    yield "accept all", lambda: editor.post(_at("desk_act", pk), sure, headers=scripted)
    yield "check", lambda: editor.get(_at("desk_checks", pk), headers=scripted)


def _drafted() -> Iterator[tuple[str, Callable[[], Any]]]:
    """The acts on a draft that is ready, until a correction of it is published."""
    from meetings.groups import EDITOR, PUBLISHER
    from meetings.models import Meeting

    editor, publisher = _client(EDITOR), _client(PUBLISHER)
    asked, why, pk = {"ask": "faults"}, {"why": "To measure it."}, _draft()
    yield "submit", lambda: editor.post(_at("submit", pk), asked, follow=True)
    yield "open for review", lambda: publisher.get(_at("change", pk))
    yield "preview", lambda: publisher.get(_at("preview", pk), follow=True)
    yield "publish", lambda: publisher.post(_at("publish", pk), follow=True)
    begin = _at("begin_correction", pk)
    yield "begin a correction", lambda: editor.post(begin, why, follow=True)
    own = Meeting.objects.corrections().get(slug=SLUG).pk
    yield "submit the correction", lambda: editor.post(_at("submit", own), asked, follow=True)
    yield "open the correction", lambda: publisher.get(_at("change", own))
    yield "publish the correction", lambda: publisher.post(_at("publish", own), why, follow=True)


def _client(name: str) -> Any:
    from django.contrib.auth.models import Group, User
    from django.test import Client

    user = User.objects.create_user(f"{SLUG}-{name.lower()}", is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    client = Client()
    client.force_login(user)
    return client


def _at(name: str, pk: int) -> str:
    from django.urls import reverse

    return reverse(f"admin:meetings_meeting_{name}", args=[pk])


def _draft() -> int:
    """The record as a draft, ready to be submitted."""
    from meetings.models import Meeting
    from meetings.records.loader import load_record
    from meetings.records.reader import read_record

    data = json.dumps(_record(), ensure_ascii=False).encode()
    load_record(read_record(data, SLUG), SLUG)
    return Meeting.objects.get(slug=SLUG).pk


def _record() -> dict[str, Any]:
    """The shipped record as a draft under an address of its own."""
    text = RECORD.read_text(encoding="utf-8")
    (document,) = json.loads(text)["documents"]
    record: dict[str, Any] = json.loads(text.replace(document["key"], f"{SLUG}-source"))
    record["meeting"] |= {"slug": SLUG, "status": "draft"}
    return record


def main() -> None:
    """Print the figures as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django

    django.setup()
    for one in timed_whole():
        print(json.dumps(one), file=sys.stdout)  # noqa: T201  (it is what this is for)


if __name__ == "__main__":
    main()
