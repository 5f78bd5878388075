"""Variables of the environment, read strictly: what is wrong is named, with a hint."""

import json
import os
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

_YES = {"1", "on", "true", "yes"}
_NO = {"0", "off", "false", "no"}


def text(name: str, default: str | None = None, hint: str = "") -> str:
    """The variable as text; without a default it must be set and not empty.

    Raises ImproperlyConfigured, with the name and the hint.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. {hint}")
    return default


_MAIL_PORTS = {"smtp+tls": 587, "smtp+ssl": 465}

#: a key of token_urlsafe(50) has 67 characters; Django asks for 50 of 5 kinds
_KEY_LENGTH, _KEY_KINDS, _INSECURE = 50, 5, "django-insecure-"


def secret_key(name: str = "SECRET_KEY") -> str:
    """The key that signs sessions and links; one that could be guessed is refused.

    Raises ImproperlyConfigured, with the remedy and without the key.
    """
    remedy = (
        "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'."
        " `make run` does so by itself."
    )
    key = text(name, hint=remedy)
    if len(key) < _KEY_LENGTH:
        fault = f"{name} has {len(key)} characters, and needs {_KEY_LENGTH} or more."
    elif len(set(key)) < _KEY_KINDS:
        fault = f"{name} repeats a few characters, and could be guessed."
    elif key.startswith(_INSECURE):
        fault = f"{name} begins with {_INSECURE!r}, as Django's examples do."
    else:
        return key
    raise ImproperlyConfigured(f"{fault} {remedy}")


def flag(name: str, *, default: bool) -> bool:
    """The variable as yes or no; raises ImproperlyConfigured for any other word."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value not in _YES | _NO:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write on or off.")
    return value in _YES


def whole_number(name: str, default: int, hint: str = "") -> int:
    """The variable as a whole number from 0; raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is {value!r}. Write a whole number from 0. {hint}")
    return int(value)


def hours(name: str, default: int, hint: str = "") -> int:
    """The variable in hours, as seconds; raises ImproperlyConfigured for anything but 1 to 720."""
    value = whole_number(name, default, hint)
    if not 1 <= value <= 720:
        raise ImproperlyConfigured(f"{name} is {value}. Write hours from 1 to 720. {hint}")
    return value * 3600


def days(name: str, default: int, least: int) -> int:
    """The variable in days; raises ImproperlyConfigured for anything but ``least`` to 36,500."""
    value = whole_number(name, default)
    if not least <= value <= 36_500:
        raise ImproperlyConfigured(f"{name} is {value}. Write days from {least} to 36500.")
    return value


def words(name: str, default: list[str] | None = None, hint: str = "") -> list[str]:
    """The variable as a list, parted by commas; without a default it must hold one word."""
    values = [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]
    if values:
        return values
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. {hint}")
    return default


def contact(name: str) -> str:
    """The variable as an address that RFC 9116 takes; empty where it is not set.

    Raises ImproperlyConfigured for any other text.
    """
    value = text(name, "")
    if value and not (value.startswith(("mailto:", "https://", "tel:")) and value.isprintable()):
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write mailto:security@example.org, or an address with https://."
        )
    return value


def mail(name: str = "EMAIL_URL") -> dict[str, Any]:
    """Django's settings of the mail server; none where it is not set.

    Raises ImproperlyConfigured where it names none.
    """
    url = text(name, "")
    if not url:
        return {}
    scheme = url.partition(":")[0]
    if scheme not in {"smtp", "smtp+tls", "smtp+ssl", "consolemail"}:
        # The address may hold a password: only its first word is repeated.
        raise ImproperlyConfigured(
            f"{name} begins with {scheme!r}. Write smtp+tls://user:password@host:587,"
            " smtp+ssl://…, smtp://… or consolemail://."
        )
    found = {name: value for name, value in environ.Env.email_url_config(url).items() if value}
    return {"EMAIL_PORT": _MAIL_PORTS.get(scheme, 25), "EMAIL_TIMEOUT": 10} | found


def files(default: str) -> dict[str, Any]:
    """Django's description of where uploaded files are kept: a folder, or another storage.

    FILES_FOLDER names the folder; FILES_STORAGE a class of a Django storage, FILES_OPTIONS what it
    is made with, as JSON. Raises ImproperlyConfigured for options that are no JSON object, and
    where both a folder and a storage are named.
    """
    backend, folder = text("FILES_STORAGE", ""), text("FILES_FOLDER", "")
    if backend and folder:
        raise ImproperlyConfigured(
            "FILES_FOLDER and FILES_STORAGE are both set. Name one place for uploaded files."
        )
    if backend:
        return {"BACKEND": backend, "OPTIONS": _options("FILES_OPTIONS")}
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # For the portal alone, and without an address.
        "OPTIONS": {
            "location": folder or default,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }


def _options(name: str) -> dict[str, Any]:
    try:
        value = json.loads(text(name, "{}"))
    except ValueError:
        value = None
    if not isinstance(value, dict):
        # It may hold a key: nothing of it is repeated.
        raise ImproperlyConfigured(
            f'{name} is no JSON object. Write {{"bucket_name": "register"}}.'
        )
    return value


def database(default: str) -> dict[str, Any]:
    """Django's description of the database that DATABASE_URL names.

    Raises ImproperlyConfigured where it is neither SQLite nor PostgreSQL.
    """
    url = text("DATABASE_URL", default)
    if url.startswith("sqlite://"):
        return _sqlite(environ.Env.db_url_config(url))
    if url.startswith(("postgres://", "postgresql://")):
        return _postgresql(environ.Env.db_url_config(url))
    # The address may hold a password: only its first word is repeated.
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with {url.partition(':')[0]!r}. Write"
        " sqlite:////folder/register.sqlite3 or postgres://user:password@host:5432/name."
    )


def _sqlite(config: dict[str, Any]) -> dict[str, Any]:
    """SQLite for a web site: readers never wait, writers wait for each other, not fail."""
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA mmap_size=2147418112; PRAGMA journal_size_limit=67108864;"
            " PRAGMA cache_size=-16000;"
        ),
    }
    return config | {
        "ENGINE": "portal.databases.sqlite3",
        "OPTIONS": config.get("OPTIONS", {}) | options,
    }


def _postgresql(config: dict[str, Any]) -> dict[str, Any]:
    """PostgreSQL with a pool in each process, and a limit on what one query may take."""
    timeout = whole_number(
        "DATABASE_STATEMENT_TIMEOUT", 15_000, "It counts milliseconds; 0 is no limit."
    )
    pool = whole_number("DATABASE_POOL_SIZE", 4, "It counts connections; 0 is no pool.")
    options: dict[str, Any] = {
        "connect_timeout": 2,
        # A connection that the network lost is noticed, however long a command waits on it.
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 25_000,
        # What the public may see is asked by many small conditions: compiling such a query
        # (jit) takes seconds, answering it milliseconds.
        "options": f"-c jit=off -c statement_timeout={timeout}",
    }
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool}
    return config | {
        "ENGINE": "portal.databases.postgresql",
        "OPTIONS": config.get("OPTIONS", {}) | options,
        "CONN_MAX_AGE": 0 if pool else 60,
        "CONN_HEALTH_CHECKS": True,
    }


def cache(default: str) -> dict[str, Any]:
    """Django's description of the cache that CACHE_URL names."""
    url = text("CACHE_URL", default)
    scheme = url.partition(":")[0]
    if scheme in {"redis", "rediss"}:
        return {
            "BACKEND": "portal.pagecache.redis_cache.RedisCache",
            "LOCATION": url,
            "KEY_PREFIX": "register",
            # A page does not wait for a cache: it is made in less time.
            "OPTIONS": {
                "socket_connect_timeout": 0.5,
                "socket_timeout": 0.5,
                # Once more at once, for a connection that a restart of Redis cut.
                "retry": Retry(NoBackoff(), 1),
            },
        }
    if scheme in {"locmemcache", "dbcache", "filecache", "dummycache"}:
        return environ.Env.cache_url_config(url)
    raise ImproperlyConfigured(
        f"CACHE_URL begins with {scheme!r}. Write locmemcache://, redis://host:6379/0,"
        " dbcache://table or filecache:///folder."
    )
