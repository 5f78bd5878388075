"""Who took part: a roll call of delegations and their people."""

from typing import Any

from ...records.fields.delegation import DelegateRecord, DelegationRecord
from .gathered import PublicRecord
from .markup import add_text, child, element, own_attribute

_NOT_STATED = "not stated"


def roll_call(of: PublicRecord, roles: dict[str, str]) -> Any | None:
    """The element with all delegations; None where none is recorded."""
    if not of.record.delegations:
        return None
    made = element("rollCall", eId="rollcall")
    own_attribute(made, "attendance", of.record.meeting.attendance)
    listed = child(made, "blockList", eId="rollcall__list")
    for delegation in of.record.delegations:
        _delegation(listed, delegation, of, roles)
    return made


def _delegation(
    parent: Any, delegation: DelegationRecord, of: PublicRecord, roles: dict[str, str]
) -> None:
    who = of.participants[delegation.participant]
    identifier = f"delegation_{who.eid.removeprefix('participant_')}"
    item = child(parent, "item", eId=identifier)
    line = child(item, "p")
    child(line, "organization", delegation.printed or who.name, refersTo=f"#{who.eid}")
    for role in delegation.roles:
        _part(line, "role", role, refersTo=f"#{roles[role]}", class_="role")
    _facts(line, delegation)
    if delegation.delegates:
        people = child(item, "blockList", eId=f"{identifier}__people")
        for place, delegate in enumerate(delegation.delegates, start=1):
            entry = child(people, "item", eId=f"{identifier}__person_{place}")
            _delegate(child(entry, "p"), delegate, of, roles)


def _delegate(line: Any, delegate: DelegateRecord, of: PublicRecord, roles: dict[str, str]) -> None:
    who = of.people.get(delegate.person)
    if delegate.honorific:
        child(line, "inline", delegate.honorific, name="honorific")
        add_text(line, " ")
    if who:
        child(line, "person", delegate.printed or who.name, refersTo=f"#{who.eid}")
    elif delegate.printed:
        child(line, "inline", delegate.printed, name="printed")
    if delegate.title:
        _part(line, "role", delegate.title, refersTo=f"#{roles[delegate.title]}", class_="title")
    if delegate.role:
        _part(line, "role", delegate.role, refersTo=f"#{roles[delegate.role]}", class_="role")
    _facts(line, delegate)


def _facts(line: Any, of: DelegationRecord | DelegateRecord) -> None:
    for name, value in (("level", of.level), ("presence", of.presence)):
        if value and value != _NOT_STATED:
            _part(line, "inline", value, name=name)


def _part(line: Any, name: str, text: str, /, **attributes: str) -> None:
    if len(line):
        add_text(line, ", ")
    child(line, name, text, **attributes)
