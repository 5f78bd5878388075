"""What was promised, and the numbers that the sources report, behind what was said."""

from typing import Any

from ...records.fields.figure import FigureRecord
from ...records.fields.pledge import PledgeRecord
from .gathered import PublicRecord
from .markup import add_text, child, element


def conclusions(of: PublicRecord) -> Any | None:
    """The element with pledges and figures; None where there are none."""
    if not of.record.pledges and not of.record.figures:
        return None
    made = element("conclusions")
    if of.record.pledges:
        pledges = child(made, "container", name="pledges", eId="pledges")
        for pledge in of.record.pledges:
            _pledge(pledges, pledge, of)
    if of.record.figures:
        figures = child(made, "container", name="figures", eId="figures")
        for place, figure in enumerate(of.record.figures, start=1):
            _figure(figures, figure, place)
    return made


def _pledge(parent: Any, pledge: PledgeRecord, of: PublicRecord) -> None:
    reference = f"#object_pledge_{pledge.number}"
    made = child(
        parent, "container", name="pledge", eId=f"pledge_{pledge.number}", refersTo=reference
    )
    line = child(made, "p")
    for maker in pledge.by:
        for tag, named in (
            ("person", of.people.get(maker.person)),
            ("organization", of.participants.get(maker.participant)),
        ):
            if named:
                _next(line, tag, named.name, refersTo=f"#{named.eid}")
    if pledge.collective:
        _next(line, "inline", pledge.collective, name="collective")
    _next(line, "object", pledge.title, refersTo=reference)
    facts = ("kind", "strength", "condition", "made", "due")
    for name, text in ((name, getattr(pledge, name)) for name in facts):
        if text:
            _next(line, "inline", text, name=name)
    for amount in pledge.amounts:
        value = "" if amount.value is None else f"{amount.value.normalize():f}"
        _next(line, "quantity", amount.text, refersTo=reference, normalized=value)
    _said_in(line, pledge.statement)


def _figure(parent: Any, figure: FigureRecord, place: int) -> None:
    line = child(child(parent, "container", name="figure", eId=f"figure_{place}"), "p")
    child(line, "quantity", figure.text, refersTo="#meeting")
    _next(line, "inline", figure.subject, name="subject")
    _said_in(line, figure.statement)


def _said_in(line: Any, number: int | None) -> None:
    if number is not None:
        _next(line, "ref", f"¶{number}", href=f"#speech_{number}")


def _next(line: Any, name: str, text: str, /, **attributes: str) -> None:
    if len(line):
        add_text(line, ", ")
    child(line, name, text, **attributes)
