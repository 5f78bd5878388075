"""Signing in by name and password, within limits, wherever in the site it is asked for."""

import logging
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from portal.audit import rights

from . import attempts, refusals
from .address import client_address
from .slots import slot

_log = logging.getLogger("portal.signin")


class LimitedBackend(ModelBackend):
    """Django's backend; who failed too often is refused before a hash is computed.

    Without a request nobody asks from outside, and nothing is counted.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The user of name and password; PermissionDenied where they may not be tried now."""
        if request is None or username is None or password is None:
            return super().authenticate(request, username, password, **kwargs)
        address = client_address(request)
        # Asked without writing first: a flood of attempts that are refused costs one query each.
        _refuse_if_locked(request, username, address)
        with slot() as free:
            if not free:
                _refuse(request, refusals.busy())
            if attempts.count(username, address) is None:
                _refuse_if_locked(request, username, address)
            user = super().authenticate(request, username, password, **kwargs)
        if user is not None:
            attempts.forget(username, address)
        else:
            locked = attempts.wait(username, address) is not None
            rights.failed(username, address, locked)
            if locked:
                _log.warning("Signing in from %s is locked after too many failures.", address)
        return user


def _refuse_if_locked(request: HttpRequest, name: str, address: str) -> None:
    rest = attempts.wait(name, address)
    if rest is not None:
        _refuse(request, refusals.locked(rest))


def _refuse(request: HttpRequest, refusal: refusals.Refusal) -> None:
    refusals.note(request, refusal)
    raise PermissionDenied
