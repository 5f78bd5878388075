"""Checks of the site: its settings (`check --deploy`), its database (`check --database`)."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.http.request import validate_host

from meetings.derived import statement_keys
from meetings.search.engine import maintenance
from portal.audit import triggers as audit_triggers
from portal.pagecache import triggers

#: the apps whose tables make up a register
APPS = ("participants", "meetings", "portal")


@register(Tags.security, deploy=True)
def site_url(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Canonical addresses must lead to this site, by the protocol it answers to."""
    address = urlsplit(settings.SITE_URL)
    messages: list[CheckMessage] = []
    if settings.SECURE_SSL_REDIRECT and address.scheme != "https":
        messages.append(
            Warning(
                "SITE_URL begins with http://, but the site answers to https:// alone.",
                hint="Write SITE_URL with https://.",
                id="portal.W001",
            )
        )
    if not validate_host(address.hostname or "", settings.ALLOWED_HOSTS):
        messages.append(
            Warning(
                "SITE_URL names a host that ALLOWED_HOSTS does not.",
                hint="Add the host of SITE_URL to ALLOWED_HOSTS.",
                id="portal.W002",
            )
        )
    return messages


@register(Tags.database)
def counter_triggers(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The triggers that count changes must be there, or cached pages grow old unnoticed.

    Run by `check --database default`, and by `migrate`, which makes them again: so it is no error.
    """
    return [
        Warning(fault, hint="Run manage.py migrate.", id="portal.W003")
        for using in databases or []
        if triggers.counter_exists(using)
        for fault in triggers.faults(using)
    ]


@register(Tags.database)
def register_of_another_release(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A register must have been made by migrations that this release has.

    Run by `migrate` before it changes anything: tables of other migrations would be missing, or
    be there already, and what failed then would not say why.
    """
    return [
        Error(
            f"The register in {connections[using].settings_dict['NAME']} was made by another "
            f"release of the portal, with migrations that this one lacks: {', '.join(names)}.",
            hint="Nothing was changed. With the release that made it, run manage.py dumpdata as "
            "README.md says under Databases; move this register away; then run migrate (or make "
            "run) and loaddata with this release.",
            id="portal.E001",
        )
        for using in databases or []
        if (names := _unknown_migrations(using))
    ]


@register(Tags.database)
def folding_check(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The words of the search index must be cut and folded as those are that readers search for.

    Run by `check --database default`, and by `migrate`, so that each start of the portal says it.
    """
    return [
        Warning(
            "The search index was built by another release: words with accents, of other scripts "
            "and cut at the end of a line are not all found.",
            hint="Run manage.py rebuild_index (after migrate); readers and writers go on "
            "meanwhile.",
            id="portal.W004",
        )
        for using in databases or []
        if maintenance.texts_of_another_release(using)
    ]


@register(Tags.database)
def keys_check(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Statements must be keyed as this release reads keys, or meetings are listed from their end.

    Run by `check --database default`, and by `migrate`, so that each start of the portal says it.
    """
    return [
        Warning(
            "Statements were keyed by another release: lists show each meeting from its end.",
            hint="Run manage.py rebuild_index (after migrate); readers and writers go on "
            "meanwhile.",
            id="portal.W005",
        )
        for using in databases or []
        if statement_keys.keys_of_another_release(using)
    ]


@register(Tags.database)
def audit_triggers_check(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The triggers that keep the audit log as it was written must be there.

    Run by `check --database default`, and by `migrate`, which makes them again: so it is no error.
    """
    return [
        Warning(fault, hint="Run manage.py migrate.", id="portal.W006")
        for using in databases or []
        for fault in audit_triggers.faults(using)
    ]


def _unknown_migrations(using: str) -> list[str]:
    """Migrations of a register that this release does not have; none of an empty one."""
    loader = MigrationLoader(connections[using])
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    return sorted(f"{app}.{name}" for app, name in unknown if app in APPS)
