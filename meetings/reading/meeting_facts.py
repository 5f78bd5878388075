"""What stands at the head of a meeting's page."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models.choices import Attendance, Mode, Role, Stage
from .delegation import DelegationRow
from .inferred import Reasons
from .links import Link, SeriesLink
from .meeting import MeetingHead
from .meeting_parts import FigureRow

#: roles that a reader looks for first, in this order
_LEADING = (
    Role.HOST,
    Role.CO_HOST,
    Role.CHAIR,
    Role.CO_CHAIR,
    Role.ORGANISER,
    Role.CO_ORGANISER,
)

#: how many of one role stand at the head of the page
_SHOWN = 3


class MeetingFact(NamedTuple):
    """A term and what is known of it; without items it is not stated.

    ``reason`` says why all of it is inferred, ``note_reason`` why what the note says is.
    """

    term: str
    items: Sequence[Link] = ()
    note: str = ""
    reason: str = ""
    silence: str = ""
    note_reason: str = ""


def facts(
    meeting: MeetingHead,
    delegations: Sequence[DelegationRow],
    figures: Sequence[FigureRow],
    reasons: Reasons,
) -> list[MeetingFact]:
    """Date, place, mode, who led, series and attendance, each with why it is inferred."""
    rows = [
        MeetingFact(
            _("Date"),
            [Link(meeting.date_wording)] if meeting.date else [],
            reason=reasons.of("date"),
            silence=_("Not stated"),
        ),
        MeetingFact(_("Place"), _place(meeting, reasons), silence=_("Not stated")),
        MeetingFact(
            _("Mode"),
            [Link(meeting.get_mode_display())] if meeting.mode != Mode.NOT_STATED else [],
            reason=reasons.of("mode"),
            silence=_("Not stated"),
        ),
    ]
    if meeting.stage != Stage.HELD or meeting.is_stub:
        stated = meeting.stage != Stage.MENTIONED
        words = meeting.get_stage_display() if stated else _("Not stated whether held")
        rows.append(MeetingFact(_("Stage"), [Link(words)], "", reasons.of("stage")))
    rows += leading(delegations, reasons)
    if meeting.series:
        rows.append(_series(meeting.series, meeting.ordinal, reasons))
    if not meeting.is_stub:
        rows.append(attendance(meeting, len(delegations), figures, reasons))
    return rows


def _place(meeting: MeetingHead, reasons: Reasons) -> list[Link]:
    """The place; in its parts, where one of them is inferred."""
    if not reasons.of("place"):
        return [Link(meeting.place)] if meeting.place else []
    parts = {
        "place/venue": meeting.venue,
        "place/city": meeting.city,
        "place/country": meeting.country_name,
    }
    return [Link(words, reason=reasons.of(path)) for path, words in parts.items() if words]


def leading(delegations: Sequence[DelegationRow], reasons: Reasons) -> list[MeetingFact]:
    """Hosts, chairs and organisers, with the people who acted for them."""
    led: dict[Role, list[Link]] = {role: [] for role in _LEADING}
    for row in delegations:
        for role in row.all_roles.intersection(_LEADING):
            reason = "" if role not in row.roles else _role_reason(row, role, reasons)
            led[Role(role)].append(Link(_led_by(row, role), row.participant.url, reason))
    return [MeetingFact(str(role.label), _first(items)) for role, items in led.items() if items]


def _role_reason(row: DelegationRow, role: str, reasons: Reasons) -> str:
    """Why a role of a delegation is inferred, or the delegation itself."""
    at = f"roles/{list(row.roles).index(role)}"
    return reasons.of(at, "participant", field="delegation", owner=row.pk)


def _first(items: list[Link]) -> list[Link]:
    """A few, and how many more the list of delegations has."""
    more = len(items) - _SHOWN
    if more < 2:
        return items
    words = ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}
    return [*items[:_SHOWN], Link(words, "#delegations")]


def _led_by(delegation: DelegationRow, role: str) -> str:
    people = [
        f"{person.honorific} {person}".strip()
        for person in delegation.people
        if person.role == role
    ]
    return ", ".join([delegation.participant.name, *people])


def _series(series: SeriesLink, ordinal: int | None, reasons: Reasons) -> MeetingFact:
    note = _("Number %(n)d") % {"n": ordinal} if ordinal else ""
    link = Link(series.name, series.get_absolute_url(), reasons.of("series"))
    return MeetingFact(_("Series"), [link], note, note_reason=reasons.of("ordinal"))


def attendance(
    meeting: MeetingHead, named: int, figures: Sequence[FigureRow], reasons: Reasons
) -> MeetingFact:
    """Who is named, what number the source reports, and whether the list is complete."""
    items = [Link(_("“%(figure)s”") % {"figure": figure.text}) for figure in figures]
    counted = ngettext("%(n)s named delegation", "%(n)s named delegations", named)
    if named:
        n = number_format(named, force_grouping=True)
        items.append(Link(counted % {"n": n}, "#delegations"))
    if not meeting.is_held:
        return MeetingFact(
            _("Named for it"), items, _("To be named is not to have attended"), silence=_("Nobody")
        )
    notes = {
        Attendance.COMPLETE: _("The list is complete"),
        Attendance.PARTIAL: _("The list is not complete"),
        Attendance.NOT_RECORDED: _("Attendance is not recorded") if named or figures else "",
    }
    return MeetingFact(
        _("Attendance"),
        items,
        notes[Attendance(meeting.attendance)],
        note_reason=reasons.of("attendance"),
        silence=_("Not recorded"),
    )
