"""Dates as people write them: what one may be read as is offered beside its field.

The offer is a button, so that one press takes the reading over and saves, with scripts or without.
"""

from typing import Any

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from meetings.dates import wording

#: the button of a reading: "name of the box|date|button that was pressed before"
READ = "_read"
#: the buttons of a form; the first is what Save is
BUTTONS = ("_save", "_continue", "_addanother", "_find")


def with_reading(sent: QueryDict) -> QueryDict:
    """What a form sent, with the reading that was pressed in the place of what was typed."""
    box, date, button = [*sent.get(READ, "").split("|"), "", ""][:3]
    if not date or box not in sent:
        return sent
    data = sent.copy()
    data[box] = date
    data[button if button in BUTTONS else BUTTONS[0]] = "1"
    return data


def offer_readings(form: Any) -> None:
    """Put beside each date that is refused the buttons of what it may be read as."""
    pressed = next((button for button in BUTTONS if button in form.data), BUTTONS[0])
    for name, errors in form.errors.items():
        for error in errors.as_data() if name in form.fields else ():
            if dates := getattr(error.__cause__, "readings", ()):
                box = form.add_prefix(name)
                error.message = format_html(
                    '{} <span class="readings">{}</span>',
                    error.message,
                    _buttons((date, f"{box}|{date}|{pressed}") for date in dates),
                )


def _buttons(readings: Any) -> str:
    return format_html_join(
        " ",
        '<button type="submit" class="button" name="{}" value="{}">{}</button>',
        (
            (
                READ,
                value,
                gettext("Use %(date)s (%(words)s)") % {"date": date, "words": wording(date)},
            )
            for date, value in readings
        ),
    )
