"""What the page of a pledge prints."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from ..models import Pledge, PledgeStatus
from ..reading.inferred import Reason, Reasons
from .pledge_reading import PledgePage
from .searched import Searched


def pledge_context(found: PledgePage, today: date, searched: Searched) -> dict[str, Any]:
    """All that the page of a pledge prints, with what is known on the day."""
    status = found.pledge.status_on(today, [row.update for row in found.updates])
    reasons = Reasons(Reason("pledge", found.pk, path, reason) for path, reason in found.inferences)
    return {
        "pledge": found,
        "title": searched.html(found.title),
        "passages": [(row, searched.html(row.exact)) for row in found.passages],
        "meeting": found.meeting,
        "today": today,
        "status": status,
        "explained": status_explained(status),
        "updates": found.updates,
        "facts": facts(found, reasons),
        "inferences": [(inferred_label(path), reason) for path, reason in found.inferences],
        "citation": citation(found, today),
    }


def facts(found: PledgePage, reasons: Reasons) -> list[dict[str, Any]]:
    """What is known of it in a line each; ``inferred`` is the reason of what no source prints."""
    rows: list[tuple[str, Any, str, str]] = [
        (gettext("Kind"), found.pledge.get_kind_display(), "kind", ""),
        (gettext("How firmly"), found.pledge.get_strength_display(), "strength", ""),
        (gettext("Made"), found.made_wording, "made", gettext("Date not stated")),
        (gettext("Due"), found.due_wording, "due", gettext("No due date stated")),
        (gettext("Condition"), found.pledge.condition, "condition", gettext("None stated")),
    ]
    return [
        {
            "term": term,
            "value": capfirst(value or silence),
            "silent": not value,
            "inferred": reasons.of(path, field="pledge", owner=found.pk),
        }
        for term, value, path, silence in rows
    ]


def status_explained(status: PledgeStatus) -> str:
    """What a status says and what it does not."""
    if status == PledgeStatus.NO_FOLLOW_UP:
        return gettext(
            "Its due date has passed and no document in the register speaks of it again. "
            "That says something about the documents; it does not mean that the promise was broken."
        )
    if status == PledgeStatus.ANNOUNCED:
        return gettext(
            "It was made, and no document in the register speaks of it again so far. "
            "A status never goes beyond the sources."
        )
    return gettext(
        "This is what the latest report on record says. A status never goes beyond the sources."
    )


def inferred_label(path: str) -> str:
    """What was inferred, in words: the name of the field; as it stands for any other path."""
    name = path.split("/")[0]
    if name in ("by", "amounts"):
        return {"by": gettext("Made by"), "amounts": gettext("Sums")}[name]
    labels = {field.name: field.verbose_name for field in Pledge._meta.fields}
    return capfirst(str(labels.get(name, name)))


def citation(found: PledgePage, day: date) -> str:
    """How to cite the page, with the day on which its status was told."""
    words = gettext("%(title)s. %(meeting)s, pledge %(number)d. %(site)s, as of %(day)s. %(url)s")
    return words % {
        "title": found.title.rstrip("."),
        "meeting": found.meeting.shown_title,
        "number": found.number,
        "site": settings.SITE_NAME,
        "day": date_format(day, pgettext("format of a day", "j F Y")),
        "url": f"{settings.SITE_URL}{found.get_absolute_url()}",
    }
