"""The links of mails: signed, and without the address that they were sent to.

A link to confirm holds the page, how often, and a keyed digest of the address, which is typed once
more. Nothing is stored before. A link to stop names the subscription alone, and never expires.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

#: how long a link to confirm is good
CONFIRM_WITHIN = timedelta(days=2)
_CONFIRM, _STOP = "portal.follow.confirm", "portal.follow.stop"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for before it is confirmed."""

    page: str
    rhythm: str
    digest: str

    def is_of(self, address: str) -> bool:
        """Whether an address is the one that the link was sent to."""
        return constant_time_compare(self.digest, _digest(address))


def confirm_token(address: str, page: str, rhythm: str) -> str:
    """A token of what is asked for."""
    return signing.dumps([page, rhythm, _digest(address)], salt=_CONFIRM, compress=True)


def read_confirm_token(token: str) -> Asked | None:
    """What was asked for; None where the token is not ours, or too old."""
    try:
        page, rhythm, digest = signing.loads(token, salt=_CONFIRM, max_age=CONFIRM_WITHIN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Asked(page, rhythm, digest)


def stop_token(uid: object) -> str:
    """A token of one subscription."""
    return signing.Signer(salt=_STOP).sign(str(uid))


def read_stop_token(token: str) -> str | None:
    """The identifier of the subscription; None where the token is not ours."""
    try:
        return signing.Signer(salt=_STOP).unsign(token)
    except signing.BadSignature:
        return None


def _digest(address: str) -> str:
    return salted_hmac(_CONFIRM, address, algorithm="sha256").hexdigest()[:32]
