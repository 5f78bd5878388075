"""Where the paragraph of a number stands in a record, and what is said where there is none."""

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ..models import RetiredNumber
from ..models.choices import Noun
from ..reading.meeting_page import MeetingPage

#: the parameter that asks for the paragraph of a number
PARAGRAPH = "paragraph"
#: a number as people write it: with or without the sign, with a paragraph of its own ("12-3")
_NUMBER = re.compile(r"[¶§pP]?\s*0*([1-9][0-9]{0,8})(?:-0*([1-9][0-9]{0,8}))?")
#: characters of what was typed that are said back
SHOWN = 40


@dataclass(frozen=True, slots=True)
class SoughtParagraph:
    """What was typed for a number that the record does not have, and what is said of it."""

    typed: str
    answer: str


def paragraph_page(request: HttpRequest, page: MeetingPage) -> HttpResponse:
    """Leads to the paragraph asked for, on the page of the record that has it.

    ``page`` is page one, which says so where there is no such paragraph. Neither is for an index
    of the web, nor kept.
    """
    typed = request.GET[PARAGRAPH].strip()
    number = _NUMBER.fullmatch(typed)
    pages = page.record.places.pages if page.record else {}
    if number and int(number[1]) in pages:
        place = pages[int(number[1])]
        anchor = "-".join(filter(None, ("p" + number[1], number[2])))
        query = f"?page={place}" if place > 1 else ""
        answer: HttpResponse = redirect(f"{page.url}{query}#{anchor}")
    else:
        said = _no_paragraph(
            page.slug, max(pages, default=0), typed, int(number[1]) if number else 0
        )
        context = {
            "meeting": page,
            "query": request.GET,
            "canonical": page.url,
            "sought": SoughtParagraph(typed[:SHOWN], said),
        }
        answer = render(request, "meetings/meeting_detail.html", context)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _no_paragraph(slug: str, last: int, typed: str, number: int) -> str:
    """Why a record has no such paragraph, and up to which number it has some."""
    if not last:
        return _("This record has no statements yet.")
    values = {"typed": typed[:SHOWN], "n": number, "last": last}
    if not number:
        return _("“%(typed)s” is not the number of a paragraph. They go up to ¶%(last)d.") % values
    retired = RetiredNumber.objects.published().filter(meeting__slug=slug, number=number)
    if retired.filter(noun=Noun.STATEMENT).exists():
        return _("¶%(n)d was taken out of this record. Its number is not used again.") % values
    return _("This record has no ¶%(n)d. Its paragraphs go up to ¶%(last)d.") % values
