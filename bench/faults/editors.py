"""Eight editors with one record open, each in a process of its own; nothing may be lost.

Each has a session of the meeting for itself, and all of them want the theme. Every value is
typed once, so that of each it can be told what became of it.
"""

import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from .filled import FilledForm
from .site import Visitor, manage, register, served

_RECORD = """
from meetings.models import Meeting, Session
meeting = Meeting.objects.create(
    slug="eight-editors", title="Eight editors", theme="{theme}", date="2007-11-07", status="draft"
)
for n in range({editors}):
    Session.objects.create(meeting=meeting, title=f"Session {{n}}", key=f"s{{n}}", order=n)
print("meeting", meeting.pk)
"""
_STORED = """
from meetings.models import Meeting
meeting = Meeting.objects.get(slug="eight-editors")
print(meeting.theme, *meeting.sessions.order_by("order").values_list("title", flat=True), sep="|")
"""
FIRST_THEME = "Theme 0"
_REFUSED = "Somebody else changed this to"


@dataclass
class Done:
    """What one editor sent: values that were taken, with those that they took the place of."""

    own: list[str] = field(default_factory=list)
    themes: list[tuple[str, str]] = field(default_factory=list)
    refused: int = 0
    #: answers that were neither, and refusals that did not tell both values
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0


@dataclass
class Together:
    """What all of them did, and what is stored after it."""

    done: list[Done]
    theme: str
    sessions: list[str]

    def lost(self) -> list[str]:
        """Changes that were taken and are not there: none is the promise."""
        found = [
            f"session {n}: {stored!r} is stored, {one.own[-1]!r} was taken last"
            for n, (one, stored) in enumerate(zip(self.done, self.sessions, strict=True))
            if one.own and stored != one.own[-1]
        ]
        # Each theme follows upon another that its editor had seen: two upon one lose the first.
        followers = Counter(before for one in self.done for before, _ in one.themes)
        found += [
            f"theme {before!r} was overwritten {n} times"
            for before, n in followers.items()
            if n > 1
        ]
        taken = {FIRST_THEME, *(after for one in self.done for _, after in one.themes)}
        last = taken - followers.keys()
        if last != {self.theme}:
            found.append(f"the theme {self.theme!r} is stored, and should be one of {sorted(last)}")
        return found

    def figures(self) -> dict[str, Any]:
        """The figures that are printed."""
        return {
            "editors": len(self.done),
            "sessions changed": sum(len(one.own) for one in self.done),
            "themes changed": sum(len(one.themes) for one in self.done),
            "themes refused with both values": sum(one.refused for one in self.done),
            "wrong answers": [word for one in self.done for word in one.wrong],
            "lost": self.lost(),
            "slowest, s": round(max(one.slowest for one in self.done), 2),
        }


def measure(server: str, editors: int, seconds: float) -> Together:
    """Have them edit for so many seconds, on a register of its own."""
    with register(server) as url:
        made = manage(
            url, "shell", "-v", "0", "-c", _RECORD.format(editors=editors, theme=FIRST_THEME)
        )
        page = f"/admin/meetings/meeting/{int(made.split()[-1])}/change/"
        with served(url, WEB_CONCURRENCY="2") as port:
            # One after another: only a few may sign in at once.
            jobs = [(_signed_in(port), page, n, seconds) for n in range(editors)]
            with get_context("spawn").Pool(editors) as pool:
                done: Sequence[Done] = pool.starmap(edit, jobs)
        theme, *sessions = manage(url, "shell", "-v", "0", "-c", _STORED).strip().split("|")
        return Together(list(done), theme, sessions)


def _signed_in(port: int) -> Visitor:
    editor = Visitor(port, timeout=60)
    editor.sign_in()
    return editor


def edit(editor: Visitor, page: str, number: int, seconds: float) -> Done:
    """One editor: open the page, type, wait a moment, save; again and again."""
    done, chance = Done(), random.Random(number)  # noqa: S311
    began, n = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        n += 1
        opened = editor.get(page)
        form = FilledForm(opened.text)
        mine = _title_box(form, number)
        typed = {mine: f"Session {number} version {n}"}
        if chance.random() < 0.5:
            typed["theme"] = f"Theme {number} version {n}"
        time.sleep(chance.random() * 0.2)
        answer = editor.post(page, form.changed(**typed))
        done.slowest = max(done.slowest, opened.seconds, answer.seconds)
        _judge(done, answer.status, answer.text, form, typed, mine)
    return done


def _title_box(form: FilledForm, number: int) -> str:
    """The box for the title of the session of an editor."""
    for name, value in form.fields:
        if name.startswith("sessions-") and name.endswith("-key") and value == f"s{number}":
            return name.removesuffix("key") + "title"
    raise LookupError(f"The form has no session s{number}.")


def _judge(
    done: Done, status: int, text: str, form: FilledForm, typed: dict[str, str], mine: str
) -> None:
    if status == 302:
        done.own.append(typed[mine])
        if "theme" in typed:
            done.themes.append((form.value("theme"), typed["theme"]))
    elif status == 200 and "theme" in typed and _REFUSED in text and typed["theme"] in text:
        done.refused += 1
    else:
        done.wrong.append(f"{status}: {text[:200]}")
