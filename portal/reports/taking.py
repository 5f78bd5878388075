"""Taking a report: once a form, not too many from one place, and told to staff."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.text import Truncator

from portal.signin import attempts

from .about import ReportedPage
from .form import token_of
from .mail import tell_staff
from .report import LONGEST_TITLE, Report

#: what reports are counted under; no user can have the name, for its space
COUNTED = "report of an error"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a form: its report, and whether that was sent before in other words.

    Without a report there were too many from its place: ``wait`` says how long until the next.
    """

    report: Report | None = None
    is_other: bool = False
    wait: timedelta = timedelta()


def take(nonce: str, address: str, page: ReportedPage | None, wrong: str, right: str) -> Taken:
    """Store a report from a network address, or find what its form made before."""
    token = token_of(nonce)
    words = {
        "about": page.address if page else "",
        "title": Truncator(page.title).chars(LONGEST_TITLE) if page else "",
        "wrong": wrong,
        "right": right,
    }
    if earlier := _earlier(token, words):
        return earlier
    box = f"report {address}"[: attempts.LONGEST_ADDRESS]
    if attempts.count(COUNTED, box) is None:
        return Taken(wait=attempts.wait(COUNTED, box) or attempts.WINDOW)
    try:
        with transaction.atomic():
            report = Report.objects.create(token=token, **words)
            tell_staff(report)
    except IntegrityError:
        # The same form, taken at the same moment.
        return _earlier(token, words) or Taken()
    return Taken(report)


def _earlier(token: str, words: dict[str, str]) -> Taken | None:
    """The report that the form made before; its title may have changed since."""
    report = Report.objects.filter(token=token).first()
    if report is None:
        return None
    same = all(getattr(report, name) == words[name] for name in ("about", "wrong", "right"))
    return Taken(report, is_other=not same)
