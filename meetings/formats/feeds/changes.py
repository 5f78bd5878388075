"""The feed of changes to the register."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from ...reading.changes import ChangeRow, latest_changes
from .entry import Feed, FeedEntry


def changes_feed() -> Feed:
    """Records published, corrected and withdrawn; of these the address and the day alone."""
    return Feed(
        title=_("Changes to the register"),
        page=reverse("changes"),
        address=reverse("changes_atom"),
        about=_("Records that are new, corrected or withdrawn."),
        entries=[_entry(row) for row in latest_changes()],
    )


def _entry(row: ChangeRow) -> FeedEntry:
    if row.is_withdrawal:
        moment = f"{row.when:%Y%m%dT%H%M%SZ}"
        return FeedEntry(
            title=_("%(address)s was withdrawn") % {"address": row.record_address},
            address=row.record_address,
            identity=f"{row.record_address}#withdrawn-{moment}",
            updated=row.when,
            categories=[row.said],
        )
    names = {"said": row.said, "meeting": row.meeting.shown_title}
    return FeedEntry(
        title=_("%(said)s: %(meeting)s") % names,
        address=row.comparison or row.record_address,
        identity=row.version_address,
        updated=row.when,
        html=_html(row),
        categories=[row.said],
    )


def _html(row: ChangeRow) -> str:
    if row.version_withdrawn:
        return format_html("<p>{}</p>", _("This version was withdrawn."))
    if row.changes is None:
        return ""
    if not row.lines:
        return format_html("<p>{}</p>", _("Nothing that the public can read changed."))
    return format_html(
        "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((w,) for w in row.lines))
    )
