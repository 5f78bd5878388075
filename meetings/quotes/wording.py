"""What a reader has to know of words that were found: in which form, and whose they are."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models.choices import Delivery, Form
from .check import Match, QuoteCheck, Verdict
from .context import is_within, stands_in_marks, touches
from .passages import StatementPassage, StretchPassage
from .units import weight


class Note(NamedTuple):
    """A sentence on words that were found; ``is_warning`` where they are not simply what was said
    by whoever is named."""

    title: str
    text: str
    is_warning: bool = True


def headline(check: QuoteCheck) -> str:
    """What the register knows of a sentence, in one."""
    if check.verdict is Verdict.EXACT:
        best = check.matches[0]
        if not all(match.stretch for match in check.matches):
            return _with_print(best)
        return _("These words stand in a source, and nobody on record said them.")
    if any(match.stood_there for match in check.matches):
        return _("These words stood in an earlier version of a record, which has others now.")
    if check.verdict is Verdict.NEAR:
        return _("These words do not stand in the register, but nearly these do.")
    if check.verdict is Verdict.PART:
        return _("Only a part of these words stands in the register.")
    return _("These words are not in the register.")


def _with_print(match: Match) -> str:
    if match.found.left_out:
        return _("These words stand in the register, with others between them that are left out.")
    if not match.print:
        return _("These words stand in the register, letter for letter.")
    return _("These words stand in the register; they are printed a little differently.")


def notes(match: Match) -> list[Note]:
    """All that is to be known of a match: form first, then how it differs."""
    found = [*_of_form(match), *_of_print(match)]
    if match.found.reading.aside:
        aside = _("“%(words)s” was not compared: it does not stand there beside the other words.")
        words = match.found.reading.aside.strip(" ,;:–—-")
        found.append(Note(_("Left aside"), aside % {"words": words}))
    return found


def _of_form(match: Match) -> Iterator[Note]:
    if match.stretch:
        yield _of_nobody(match.stretch)
        return
    if match.statement is None:
        return
    yield _of_statement(match, match.statement)
    if match.statement.form != Form.QUOTATION and _in_marks(match):
        yield Note(
            _("A quotation inside a statement"),
            _("These words stand in quotation marks there: somebody else's, or a title or a term."),
        )
    if not match.statement.speakers and not match.statement.collective:
        yield Note(
            _("No speaker is named"),
            match.statement.unattributed or _("The source does not say who said it."),
        )


def _of_nobody(stretch: StretchPassage) -> Note:
    title = _("Words of nobody on record")
    kinds = ", ".join(kind.lower() for kind in stretch.marks)
    if kinds:
        sentence = _("They are the source's own (%(kind)s): no statement of a record holds them.")
        return Note(title, sentence % {"kind": kinds})
    return Note(title, _("They are the source's own: no statement of a record holds them."))


def _of_statement(match: Match, statement: StatementPassage) -> Note:
    if statement.form == Form.VERBATIM:
        return _verbatim(statement)
    if statement.form == Form.QUOTATION and all(
        is_within(span, statement.quotations) for span in match.spans
    ):
        text = _("The source gives them in quotation marks, as the speaker's own.")
        return Note(_("Quoted words"), text, is_warning=False)
    if statement.form == Form.QUOTATION and any(
        touches(span, statement.quotations) for span in match.spans
    ):
        return Note(
            _("Quoted in part"),
            _("The source sets some of these words in quotation marks; the others are its own."),
        )
    return Note(
        _("Reported speech, not verbatim"),
        _(
            "These are the words of whoever wrote the source, who tells what was said; the speaker "
            "may have said it in other words."
        ),
    )


def _verbatim(statement: StatementPassage) -> Note:
    if Delivery.AS_PREPARED in statement.delivery:
        text = _("The text as it was prepared; what was spoken may differ.")
        return Note(_("Verbatim, as prepared for delivery"), text)
    if Delivery.READ_BY_ANOTHER in statement.delivery:
        return Note(_("Verbatim"), _("It was read out by another than the speaker."))
    return Note(_("Verbatim"), _("The source gives the speaker's own words."), is_warning=False)


def _in_marks(match: Match) -> bool:
    return all(stands_in_marks(match.passage.text, span) for span in match.spans)


def _of_print(match: Match) -> Iterator[Note]:
    found = match.found
    if found.left_out and len(found.there) > 1:
        title = _("Something is left out")
        yield Note(title, _("The source has other words where you have an ellipsis."))
    if not found.in_order:
        title = _("In another order")
        yield Note(title, _("The parts stand there, but not in the order that you give."))
    missing = len(found.parts) - len(found.there)
    if missing:
        told = ngettext(
            "%(n)d part between ellipses does not stand there.",
            "%(n)d parts between ellipses do not stand there.",
            missing,
        )
        yield Note(_("Not all of it"), told % {"n": missing})
    ways = {
        "case": _("capital letters"),
        "marks": _("the shape of quotation marks and dashes"),
        "signs": _("punctuation"),
        "letters": _("accents, hyphens or spaces inside words"),
    }
    if match.print:
        differing = ", ".join(str(ways[name]) for name in match.print)
        serious = any(name in ("signs", "letters") for name in match.print)
        yield Note(_("Printed differently"), f"{differing}.".capitalize(), is_warning=serious)


def share_wording(match: Match) -> str:
    """How much of the sentence stands there: "About 80 % of your words stand there."."""
    whole = weight(match.found.reading.units)
    there = sum(part.found for part in match.found.there)
    percent = min(round(100 * there / whole), 99)
    return _("About %(n)d %% of your words stand there.") % {"n": percent}
