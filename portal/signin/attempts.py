"""How often one may fail to sign in; counted in the database, which all processes share.

An attempt counts as a failure before its password is looked at, under a lock for its address: of
many at once no more get through than may. One that succeeds is taken back.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import connections, router, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.timezone import now

from portal.models import SignInFailure

WINDOW = timedelta(minutes=15)
#: failures in the window: of a name from an address, and of an address with whatever names
OF_PAIR, OF_ADDRESS = 5, 20
#: characters of what stands for an address
LONGEST_ADDRESS = 64
#: rows that are thrown away with one attempt
_SWEPT = 1000


def name_key(name: str) -> str:
    """The name as it is kept: some type their password into its box."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return salted_hmac("portal.signin", plain, algorithm="sha256").hexdigest()


def wait(name: str, address: str, at: datetime | None = None) -> timedelta | None:
    """How long until this name may be tried from this address; None where it may be now."""
    at = at or now()
    rows = SignInFailure.objects.filter(address=address, at__gt=at - WINDOW).order_by("-at", "-pk")
    found = list(rows.values_list("name_key", "at")[:OF_ADDRESS])
    key = name_key(name)
    # The newest ones of an address hold all of a name, or the address is locked by itself.
    of_pair = [failed for kept, failed in found if kept == key]
    ends = [
        failed[limit - 1] + WINDOW
        for failed, limit in ((of_pair, OF_PAIR), ([failed for _, failed in found], OF_ADDRESS))
        if len(failed) >= limit
    ]
    return max(ends) - at if ends else None


def count(name: str, address: str) -> SignInFailure | None:
    """Count an attempt as failed, until `forget` says otherwise; None where it may not be made."""
    with transaction.atomic(), _held(address):
        at = now()
        _sweep(at)
        if wait(name, address, at) is not None:
            return None
        users = get_user_model()._default_manager.filter(username=name)
        return SignInFailure.objects.create(
            at=at,
            address=address,
            name_key=name_key(name),
            user_id=users.values_list("pk", flat=True).first(),
        )


def forget(name: str, address: str) -> None:
    """Take back the failures of a name from an address: whoever it was has signed in."""
    SignInFailure.objects.filter(address=address, name_key=name_key(name)).delete()


def take_back(attempt: SignInFailure) -> None:
    """Take back one attempt whose password was never looked at."""
    attempt.delete()


def unlock(name: str = "", address: str = "") -> int:
    """Forget the failures of a name, of an address or of both together; how many there were."""
    wanted = Q()
    if name:
        wanted &= Q(name_key=name_key(name))
    if address:
        wanted &= Q(address=address)
    return SignInFailure.objects.filter(wanted).delete()[0]


def _sweep(at: datetime) -> None:
    """Throw away what no longer counts; what another attempt throws away is left to it."""
    old = SignInFailure.objects.filter(at__lte=at - WINDOW).select_for_update(skip_locked=True)
    SignInFailure.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:_SWEPT])).delete()


@contextmanager
def _held(address: str) -> Iterator[None]:
    """Nobody else counts for the address until the transaction ends (SQLite has one writer)."""
    connection = connections[router.db_for_write(SignInFailure)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [address])
    yield
