"""Mail about a report, where a mail server is set: to staff, and to the reader who asked for it.

A reader's address is stored only once somebody opened the link that was sent to it and said yes.
The link holds it, signed, for as long as it lasts.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from meetings.review import mail
from portal.signin import attempts

from .about import page_at
from .report import Report

#: for how long an address can be confirmed
CONFIRMED_WITHIN = timedelta(days=7)
_SALT = "portal.reports.email"
#: the right to answer reports
ANSWER = "portal.change_report"


def tell_staff(report: Report) -> None:
    """Tell those who answer reports, once it is stored."""
    users = get_user_model()._default_manager.with_perm(ANSWER)
    page = report.title or _("no page of the register")
    said = _("A reader reported an error. Page: %s") % page
    place = reverse("admin:portal_report_change", args=[report.pk])
    numbers = users.values_list("pk", flat=True)
    mail.tell(numbers, _("An error was reported"), said, report.wrong, place)


def ask_for_consent(report: Report, email: str) -> bool:
    """Send the link by which a reader confirms an address; whether it could be sent."""
    box = f"mail {attempts.name_key(email)}"[: attempts.LONGEST_ADDRESS]
    if attempts.count("report mail", box) is None:
        return False
    sealed = signing.dumps({"report": report.token, "email": email}, salt=_SALT)
    link = f"{_page(report)}?{urlencode({'confirm': sealed})}"
    said = _(
        "Somebody reported an error in %(site)s and gave this address for the answer (report "
        "%(n)d).\n\n"
        "If it was you, open this page and confirm it:\n%(link)s\n\n"
        "If it was not, do nothing: the address is not kept."
    ) % {"site": settings.SITE_NAME, "n": report.pk, "link": link}
    return mail.send([email], _subject(_("Confirm your address for the answer")), said + "\n")


def confirmed_email(report: Report, sealed: str) -> str:
    """The address that a link confirms for a report; "" for a link that is none, or too old."""
    try:
        found = signing.loads(sealed, salt=_SALT, max_age=CONFIRMED_WITHIN)
    except signing.BadSignature:
        return ""
    return str(found["email"]) if found["report"] == report.token else ""


def send_answer(report: Report, email: str) -> list[str]:
    """Send what was done once that is stored; the list names an address that failed."""
    page = page_at(report.about)
    about = [_("Page: %s") % (settings.SITE_URL + page.address)] if page else []
    lines = [
        _("You reported an error in %(site)s (report %(n)d). This was done: %(state)s.")
        % {"site": settings.SITE_NAME, "n": report.pk, "state": report.get_state_display()},
        report.answer,
        *about,
        _page(report),
        _("Your e-mail address is deleted from the report."),
    ]
    subject = _("What was done about report %(n)d") % {"n": report.pk}
    failed: list[str] = []

    def send() -> None:
        if not mail.send([email], _subject(subject), "\n\n".join(lines) + "\n"):
            failed.append(email)

    transaction.on_commit(send)
    return failed


def _subject(words: str) -> str:
    return f"[{settings.SITE_NAME}] {words}"


def _page(report: Report) -> str:
    return settings.SITE_URL + report.get_absolute_url()
