"""A case of every act of the desk, on a small draft: for its tests, and for those of all orders."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from meetings.curation.acting import reference
from meetings.curation.images import image_of, version_of
from meetings.curation.passages import ranges_of
from meetings.models import (
    Document,
    Figure,
    Finding,
    Mark,
    Meeting,
    Pledge,
    Relation,
    RetiredNumber,
    Statement,
)
from tests.meetings.curation.drafts import EGYPT, JAPAN, TEXT


def statement(meeting: Meeting, number: int) -> Statement:
    return meeting.statements.get(number=number)


def about(part: Any) -> str:
    """A part as the page names it, with the version that is shown."""
    return f"{reference(part)}:{version_of(image_of([part]))}"


def sent(meeting: Meeting, do: str, words: str = "", **more: Any) -> dict[str, Any]:
    """What a form of the desk sends about words of the source."""
    data = {"do": do, "document": Document.objects.get(key="report").pk, **more}
    if words:
        start = TEXT.index(words)
        data |= {"start": start, "end": start + len(words)}
    return data


def address(meeting: Meeting, name: str = "desk_act") -> str:
    return reverse(f"admin:meetings_meeting_{name}", args=[meeting.pk])


def acted(
    client: Client,
    meeting: Meeting,
    data: dict[str, Any],
    *,
    scripted: bool = True,
    refused: bool = False,
) -> str:
    """What the desk says to an act; a script is told by the status whether it was done."""
    headers = {"HX-Request": "true"} if scripted else {}
    answer = client.post(address(meeting), data, headers=headers, follow=not scripted)
    assert answer.status_code == (422 if scripted and refused else 200)
    if scripted:
        assert "no-store" in answer.headers["Cache-Control"]
        return answer.content.decode()
    return " ".join(str(one) for one in answer.context["messages"])


def form_of(client: Client, meeting: Meeting, part: str, **typed: str) -> dict[str, Any]:
    """What the form of a part sends when these boxes were typed in."""
    answer = client.get(
        address(meeting, "desk_form"), {"part": part}, headers={"HX-Request": "true"}
    )
    form = answer.context["entry_form"]
    data: dict[str, Any] = {"_opened": form.opened}
    boxes = [form.form, *(row for rows in form.rows for row in [rows.management_form, *rows])]
    for one in boxes:
        for bound in one:
            value = bound.value()
            value = bound.field.prepare_value(value)
            if isinstance(value, bool):
                data |= {bound.html_name: "on"} if value else {}
            elif value is not None:
                data[bound.html_name] = value
    prefix = form.prefix
    return data | {f"{prefix}-{name}": value for name, value in typed.items()}


@dataclass(frozen=True)
class Case:
    """An act: what is sent, what it says, and what is then so."""

    data: Callable[[Meeting, Client], dict[str, Any]]
    said: str
    holds: Callable[[Meeting], bool]
    #: whether the version of a part is sent along
    versioned: bool = True


def texts(meeting: Meeting) -> list[str]:
    rows = meeting.statements.order_by("order", "number")
    return [*rows.values_list("text", flat=True)]


CASES = {
    "mark": Case(
        lambda m, c: sent(m, "mark:pledge", "It asked for nets."),
        "Pledge made: Pledge 2.",
        lambda m: (
            Pledge.objects.get(number=2).title == "It asked for nets."
            and str(Pledge.objects.get(number=2).pledgers.get().participant) == "Egypt"
            and Pledge.objects.get(number=2).statement == statement(m, 1)
        ),
        versioned=False,
    ),
    "mark a statement": Case(
        lambda m, c: sent(m, "mark:statement", "Ambassador Ada Example of Egypt"),
        "Statement made: ¶3.",
        lambda m: (
            texts(m) == ["Ambassador Ada Example of Egypt", EGYPT, JAPAN]
            and str(statement(m, 3).speakers.get()) == "Ada Example"
        ),
        versioned=False,
    ),
    "mark a delegation": Case(
        lambda m, c: sent(m, "mark:delegation", "Fiji"),
        "Delegation made: Delegation: Fiji.",
        lambda m: m.delegations.get(participant__name="Fiji").passages.get().exact == "Fiji",
        versioned=False,
    ),
    "mark a delegate": Case(
        lambda m, c: sent(m, "mark:delegate", "Ada Example"),
        "Delegate made: Delegate: Ada Example.",
        lambda m: m.delegations.get().delegates.count() == 2,
        versioned=False,
    ),
    "mark a session": Case(
        lambda m, c: sent(m, "mark:session", "Summary of the meeting"),
        "Session made: Session: Summary of the meeting.",
        lambda m: m.sessions.get().key == "summary-of-the-meeting",
        versioned=False,
    ),
    "mark narrative": Case(
        lambda m, c: sent(m, "mark:narrative", "took part"),
        "Narrative: “took part”.",
        lambda m: Mark.objects.get(kind="narrative").end == TEXT.index("took part") + 9,
        versioned=False,
    ),
    "each": Case(
        lambda m, c: sent(m, "each:statement", f"{EGYPT}\n{JAPAN}"),
        "Statement: 2 made, one of each line.",
        lambda m: (
            (statement(m, 3).text, statement(m, 4).text) == (EGYPT, JAPAN)
            and str(statement(m, 3).speakers.get()) == "Egypt"
            and not statement(m, 4).speakers.exists()
        ),
        versioned=False,
    ),
    "add": Case(
        lambda m, c: sent(
            m,
            "add:figure",
            "More than 50 countries",
            **{"figure-new-text": "More than 50 countries", "figure-new-subject": "countries"},
        ),
        "Figure made: Figure: More than 50 countries.",
        lambda m: Figure.objects.get().passages.get().exact == "More than 50 countries",
        versioned=False,
    ),
    "add with a stub that is made": Case(
        lambda m, c: sent(
            m,
            "add:relation",
            "Reef Forum",
            _make="meeting Reef Forum",
            **{
                "relation-new-relation": "mentioned",
                "relation-new-other": "Reef Forum",
                "relation-new-printed": "Reef Forum",
            },
        ),
        "Related meeting made: Related meeting: Mentioned: Reef Forum.",
        lambda m: Relation.objects.get().other.slug == "reef-forum",
        versioned=False,
    ),
    "save": Case(
        lambda m, c: (
            form_of(c, m, reference(statement(m, 1)), topics_named="Fish", language="en")
            | sent(m, f"save:{reference(statement(m, 1))}")
        ),
        "¶1 was saved.",
        lambda m: (
            statement(m, 1).language == "en"
            and Finding.objects.get(statement=statement(m, 1)).accepted
        ),
        versioned=False,
    ),
    "speaker": Case(
        lambda m, c: sent(
            m,
            f"speaker:{about(statement(m, 1))}",
            **{f"who-{reference(statement(m, 1))}": "Ada Example"},
        ),
        "¶1: Ada Example.",
        lambda m: statement(m, 1).speakers.get(person__isnull=False).participant.name == "Egypt",
    ),
    "speaker a collective": Case(
        lambda m, c: sent(
            m,
            f"speaker:{about(statement(m, 1))}:collective",
            **{f"who-{reference(statement(m, 1))}": "  several  delegations "},
        ),
        "¶1: several delegations.",
        lambda m: statement(m, 1).collective == "several delegations",
    ),
    "edge": Case(
        lambda m, c: sent(m, f"edge:{about(statement(m, 1))}:end:-3"),
        "¶1 ends at “fish are many. It”.",
        lambda m: statement(m, 1).text == "Egypt said that fish are many. It",
    ),
    "words": Case(
        lambda m, c: sent(m, f"words:{about(statement(m, 2))}", "Japan will give 100 nets."),
        "¶2 has the words chosen.",
        lambda m: texts(m) == [EGYPT, "Japan will give 100 nets."],
    ),
    "words beside those there are": Case(
        lambda m, c: sent(m, f"words:{about(statement(m, 2))}:also", "Japan will give 100 nets."),
        "¶2 has the words chosen.",
        lambda m: (
            [row.exact or "" for row in statement(m, 2).passages.order_by("order")] == ["", ""]
        ),
    ),
    "words of the meeting": Case(
        lambda m, c: sent(m, f"words:meeting-{m.pk}::also", "Japan will give 100 nets."),
        "Meeting: Fish has the words chosen.",
        lambda m: [row.exact for row in ranges_of(m)] == ["Japan will give 100 nets."],
        versioned=False,
    ),
    "split": Case(
        lambda m, c: sent(m, f"split:{about(statement(m, 1))}", "It asked"),
        "¶1 was cut in two: the rest is ¶3.",
        lambda m: texts(m) == [EGYPT[:30], EGYPT[31:], JAPAN],
    ),
    "join": Case(
        lambda m, c: _unpledged(m) and sent(m, f"join:{about(statement(m, 1))}"),
        "¶1 now holds what was ¶2.",
        lambda m: texts(m) == [f"{EGYPT}\n{JAPAN}"],
    ),
    "put": Case(
        lambda m, c: sent(m, f"put:{about(statement(m, 2))}:up"),
        "¶2 was put elsewhere.",
        lambda m: texts(m) == [JAPAN, EGYPT],
    ),
    "delete": Case(
        lambda m, c: sent(m, f"delete:{about(statement(m, 1))}"),
        "¶1 was deleted.",
        lambda m: texts(m) == [JAPAN],
    ),
    "unmark": Case(
        lambda m, c: sent(m, f"unmark:{about(Mark.objects.get(document__key='report'))}"),
        "Heading was deleted.",
        lambda m: not Mark.objects.exists(),
    ),
    "accept": Case(
        lambda m, c: sent(m, f"accept:{about(statement(m, 1))}"),
        "¶1 was accepted.",
        lambda m: open_findings(m) == ["/statements/1", "/delegations/0", "/meeting/date"],
        versioned=False,
    ),
    "accept-some": Case(
        lambda m, c: sent(m, "accept-some:sure"),
        "2 proposals accepted.",
        lambda m: open_findings(m) == ["/statements/1", "/meeting/date"],
        versioned=False,
    ),
    "accept a rule": Case(
        lambda m, c: sent(m, "accept-some:rule:subject and verb"),
        "2 proposals accepted.",
        lambda m: open_findings(m) == ["/delegations/0", "/meeting/date"],
        versioned=False,
    ),
    "accept all that are likely": Case(
        lambda m, c: sent(m, "accept-some:sureness:likely"),
        "2 proposals accepted.",
        lambda m: open_findings(m) == ["/statements/0", "/delegations/0"],
        versioned=False,
    ),
    "reject-some": Case(
        lambda m, c: sent(m, "reject-some:noun:delegation"),
        "1 proposed part rejected (Delegation).",
        lambda m: not m.delegations.exists(),
        versioned=False,
    ),
    "set": Case(
        lambda m, c: sent(
            m,
            "set",
            chosen=[about(statement(m, 1)), about(statement(m, 2))],
            **{"several-form": "verbatim", "several-topics": "Fish"},
        ),
        "2 statements were set: form, topics to add.",
        lambda m: {row.form for row in m.statements.all()} == {"verbatim"},
    ),
    "set topics that are new": Case(
        lambda m, c: sent(
            m,
            "set",
            chosen=[about(statement(m, 1))],
            **{"several-topics": "Fish; Herring nets", "several-make": "on"},
        ),
        "1 statement was set: topics to add.",
        lambda m: [str(one) for one in statement(m, 1).topics.all()] == ["Fish", "Herring nets"],
    ),
    "renumber": Case(
        lambda m, c: _out_of_order(m) and sent(m, "renumber"),
        "2 parts have another number now.",
        lambda m: (
            texts(m) == [JAPAN, EGYPT]
            and (statement(m, 1).text, statement(m, 2).text) == (JAPAN, EGYPT)
            and not m.retired_numbers.exists()
        ),
        versioned=False,
    ),
    "pledge": Case(
        lambda m, c: sent(m, f"pledge:{about(statement(m, 2))}"),
        "Pledge made: Pledge 2.",
        lambda m: Pledge.objects.get(number=2).title == JAPAN,
    ),
}


def _unpledged(meeting: Meeting) -> bool:
    """What stands in the way of a join is gone."""
    meeting.pledges.all().delete()
    return True


def _out_of_order(meeting: Meeting) -> bool:
    """The second statement stands first, and a number is retired."""
    meeting.statements.filter(number=1).update(order=9)
    RetiredNumber.objects.create(meeting=meeting, noun="statement", number=5)
    return True


def open_findings(meeting: Meeting) -> list[str]:
    """Where the proposals stand that nobody judged."""
    rows = Finding.objects.filter(meeting=meeting, accepted=False).order_by("order")
    return [*rows.values_list("pointer", flat=True)]
