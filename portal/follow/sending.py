"""Sending digests: each once, though the command is stopped, fails or runs twice at a time.

Before a digest is sent, its moment is stored; so who finds it stored does not send it. A mail
server that refuses has it taken back. Where the process ends in between, nobody knows whether the
mail went: it is not sent again, and the command says so.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import get_connection
from django.db.models import Q
from django.utils.timezone import now

from meetings.search.engine.limits import within
from portal.models import Rhythm, Subscription

from .feeds import feed_of
from .mails import digest

#: how long after a mail the next one may come; an hour less, so that a nightly run is never early
PERIODS = {Rhythm.DAILY: timedelta(hours=23), Rhythm.WEEKLY: timedelta(days=7, hours=-1)}
#: what is younger waits for the next digest: a transaction may end after a later one
SETTLED = timedelta(minutes=10)
#: after this a mail that was being sent is given up
ABANDONED = timedelta(hours=1)
#: seconds that one feed may take
LIMIT = 30.0
#: mails refused one after another at which the server is taken to be away
MOST_REFUSED = 5

_log = logging.getLogger("portal.follow")


@dataclass(slots=True)
class Sent:
    """What came of a run: mails sent, subscriptions without news, mails refused or unknown."""

    mails: int = 0
    without_news: int = 0
    refused: int = 0
    unknown: int = 0
    stopped: bool = False


def send_due(at: datetime | None = None, tell: Callable[[Sent], None] = lambda _: None) -> Sent:
    """Send every digest that is due; ``tell`` is called after each subscription."""
    at = at or now()
    sent = Sent(unknown=_give_up(at))
    in_a_row = 0
    connection = get_connection()
    for row in due(at):
        refused = sent.refused
        _serve(row, at - SETTLED, connection, sent)
        in_a_row = in_a_row + 1 if sent.refused > refused else 0
        tell(sent)
        if in_a_row >= MOST_REFUSED:
            sent.stopped = True
            break
    connection.close()
    return sent


def due(at: datetime) -> Iterator[Subscription]:
    """Subscriptions whose next mail may be sent, by their numbers, read a few at a time."""
    of_any = Q()
    for rhythm, period in PERIODS.items():
        of_any |= Q(rhythm=rhythm, told__lte=at - period)
    last = 0
    while True:
        rows = list(Subscription.objects.filter(of_any, pk__gt=last).order_by("pk")[:100])
        yield from rows
        if len(rows) < 100:
            return
        last = rows[-1].pk


def _give_up(at: datetime) -> int:
    """Forget the mails that a process was sending when it ended."""
    rows = Subscription.objects.filter(telling__isnull=False, told__lt=at - SETTLED - ABANDONED)
    return int(rows.update(telling=None))


def _serve(row: Subscription, until: datetime, connection: Any, sent: Sent) -> None:
    began = row.told
    feed = within(LIMIT, lambda: feed_of(row.page))
    entries = [one for one in feed.entries if began < one.updated <= until] if feed else []
    if not (feed and entries):
        # What took too long is asked for again by the next run.
        sent.without_news += 1
        if until > began and feed:
            _claim(row, until, telling=None)
        return
    if not _claim(row, until, telling=began):
        return
    try:
        row.telling = began
        mail = digest(row, feed, entries)
        mail.connection = connection
        mail.send()
    except Exception as error:  # noqa: BLE001  (whatever a mail server does, the next one is served)
        _log.warning("A digest was not sent: %s (subscription %d)", type(error).__name__, row.pk)
        Subscription.objects.filter(pk=row.pk, told=until).update(told=began, telling=None)
        sent.refused += 1
        return
    Subscription.objects.filter(pk=row.pk, told=until).update(telling=None)
    sent.mails += 1


def _claim(row: Subscription, until: datetime, *, telling: datetime | None) -> bool:
    """Store that it is told up to a moment; False where another process did, or it is gone."""
    rows = Subscription.objects.filter(pk=row.pk, told=row.told)
    return bool(rows.update(told=until, telling=telling))
