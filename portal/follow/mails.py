"""The mails of who follows a page: one to confirm, and a digest of what is new."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.formats.feeds.entry import Feed, FeedEntry
from portal.models import Subscription

from .tokens import CONFIRM_WITHIN, stop_token

#: entries that a digest names; of further ones it says how many
MOST_NAMED = 30


def confirmation(address: str, page: str, token: str) -> EmailMultiAlternatives:
    """A mail that asks whether its reader wants to follow a page; text alone.

    It holds no words of whoever asked: they may be no friend of its reader.
    """
    context = {
        "site": settings.SITE_NAME,
        "page": settings.SITE_URL + page,
        "link": settings.SITE_URL + reverse("follow_confirm", args=[token]),
        "days": CONFIRM_WITHIN.days,
    }
    text = render_to_string("portal/mails/confirm.txt", context)
    subject = _("[%(site)s] Confirm that you want to follow a page") % {"site": settings.SITE_NAME}
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMultiAlternatives(subject, text, to=[address], headers=headers)


def digest(row: Subscription, feed: Feed, entries: Sequence[FeedEntry]) -> EmailMultiAlternatives:
    """What is new since the mail before, in text and HTML, each with its permanent address.

    Sent again, it has the same Message-ID: it is made of the moment of the mail before.
    """
    site = settings.SITE_URL
    stop = site + reverse("follow_stop", args=[stop_token(row.uid)])
    n = len(entries)
    context = {
        "site": settings.SITE_NAME,
        "site_url": site,
        "title": feed.title,
        "page": site + feed.page,
        "entries": entries[:MOST_NAMED],
        "more": max(n - MOST_NAMED, 0),
        "stop": stop,
    }
    words = ngettext("%(n)d new: %(title)s", "%(n)d new: %(title)s", n)
    subject = f"[{settings.SITE_NAME}] {words % {'n': n, 'title': feed.title}}"
    began = row.telling or row.told
    headers = {
        "Message-ID": f"<{row.uid}.{began:%Y%m%d%H%M%S%f}@{urlsplit(site).hostname}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    text = render_to_string("portal/mails/digest.txt", context)
    mail = EmailMultiAlternatives(
        " ".join(subject.split())[:200], text, to=[row.address], headers=headers
    )
    mail.attach_alternative(render_to_string("portal/mails/digest.html", context), "text/html")
    return mail
