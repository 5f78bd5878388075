"""A small draft with a source, for tests of what is done to it."""

from meetings.models import Delegate, Finding, Mark, Meeting, Passage, Pledger
from tests.meetings import build

TEXT = (
    "Summary of the meeting\n"
    "Ambassador Ada Example of Egypt and Japan took part.\n"
    "Egypt said that fish are many. It asked for nets.\n"
    "Japan said: nets are old.\n"
    "Japan will give 100 nets.\n"
    "More than 50 countries came, as the Reef Forum, Fiji and A/RES/1 say.\n"
)
EGYPT = "Egypt said that fish are many. It asked for nets."
JAPAN = "Japan said: nets are old."


def passage(part: object, source: object, words: str, **more: object) -> None:
    """Give a part the passage of these words."""
    start = TEXT.index(words)
    row = build.passage(part, source, start, start + len(words))  # type: ignore[arg-type]
    Passage.objects.filter(pk=row.pk).update(**more)


def draft(status: str = "draft") -> Meeting:
    """Two statements, a delegation with its delegate, a pledge, a heading; all but one proposed."""
    meeting = build.meeting("fish", status="draft", date="2007-11-07")
    source = build.document(TEXT, key="report", title="Report")
    build.participant("Fiji")
    egypt, japan = build.participant("Egypt"), build.participant("Japan")
    for place, (words, who) in enumerate([(EGYPT, egypt), (JAPAN, japan)]):
        row = build.statement(
            meeting, words, speakers=(who,), topics=(build.topic("Fish"),), order=place
        )
        passage(row, source, words, exact=None)
        sureness = "sure" if place == 0 else "likely"
        finding(meeting, f"/statements/{place}", "subject and verb", sureness, statement=row)
    delegation = build.delegation(meeting, egypt)
    passage(delegation, source, "Egypt and")
    finding(meeting, "/delegations/0", "sentence on who attended", "sure", delegation=delegation)
    delegate = Delegate.objects.create(delegation=delegation, person=build.person())
    Passage.objects.create(
        meeting=meeting, document=source, delegate=delegate, exact="Ada Example",
        start=TEXT.index("Ada"), end=TEXT.index("Ada") + 11,
    )  # fmt: skip
    pledge = build.pledge(meeting, "Give nets", statement=meeting.statements.get(number=2))
    Pledger.objects.create(pledge=pledge, participant=japan)
    passage(pledge, source, "Japan will give 100 nets.")
    Mark.objects.create(document=source, kind="heading", start=0, end=22)
    finding(meeting, "/meeting/date", "day of the title", "likely")
    Meeting.objects.filter(pk=meeting.pk).update(status=status)
    meeting.refresh_from_db()
    return meeting


def finding(meeting: Meeting, pointer: str, rule: str, sureness: str, **owner: object) -> None:
    """A proposal."""
    Finding.objects.create(
        meeting=meeting, pointer=pointer, order=Finding.objects.count(), rule=rule,
        sureness=sureness, **owner,
    )  # fmt: skip
