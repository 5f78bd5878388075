"""Settings are read from the environment strictly; what is wrong is named, with a hint."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from redis.exceptions import ConnectionError as RedisAway

from portal import environment
from portal.pagecache.redis_cache import RedisCache

ROOT = Path(__file__).resolve().parents[2]
HSTS = (
    "settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS,"
    " settings.SECURE_HSTS_PRELOAD"
)
KEY = "signs-sessions-and-links-" * 3


def settings_answer(variables: dict[str, str], expression: str) -> subprocess.CompletedProcess[str]:
    """Print a setting in a new process that has these variables alone."""
    return subprocess.run(
        [sys.executable, "-c", f"from portal import settings; print({expression})"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"ALLOWED_HOSTS": "a.example"}, ["SECRET_KEY is not set", "token_urlsafe"]),
        (
            {"SECRET_KEY": "pw" * 20, "ALLOWED_HOSTS": "a.example"},
            ["SECRET_KEY has 40 characters, and needs 50", "token_urlsafe"],
        ),
        (
            {"SECRET_KEY": "pw" * 30, "ALLOWED_HOSTS": "a.example"},
            ["SECRET_KEY repeats a few characters", "token_urlsafe"],
        ),
        (
            {"SECRET_KEY": f"django-insecure-{KEY}", "ALLOWED_HOSTS": "a.example"},
            ["SECRET_KEY begins with 'django-insecure-'", "token_urlsafe"],
        ),
        ({"SECRET_KEY": KEY}, ["ALLOWED_HOSTS is not set", "register.example.org"]),
        ({"SECRET_KEY": KEY, "DEBUG": "perhaps"}, ["DEBUG is 'perhaps'", "on or off"]),
        (
            {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "a.example", "DATABASE_URL": "mysql://u:pw@h/n"},
            ["DATABASE_URL begins with 'mysql'", "postgres://"],
        ),
        (
            {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "a.example", "CACHE_URL": "memcache://h"},
            ["CACHE_URL begins with 'memcache'", "redis://"],
        ),
        (
            {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "a.example", "HSTS_SECONDS": "-1"},
            ["HSTS_SECONDS is '-1'", "whole number"],
        ),
        (
            {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "a.example", "HSTS_PRELOAD": "on"},
            ["HSTS_PRELOAD is on and HSTS_SUBDOMAINS is not", "HSTS_SUBDOMAINS=on"],
        ),
        (
            {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "a.example", "REPORT_DAYS": "6"},
            ["REPORT_DAYS is 6", "days from 7 to 36500"],
        ),
        (
            {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "a.example", "SESSION_HOURS": "0"},
            ["SESSION_HOURS is 0", "hours from 1 to 720"],
        ),
        (
            {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "a.example", "EMAIL_URL": "mail://u:pw@h"},
            ["EMAIL_URL begins with 'mail'", "smtp+tls://"],
        ),
        (
            {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "*"},
            ["SITE_URL is 'https://*'", "public address"],
        ),
        (
            {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "a.example", "SECURITY_CONTACT": "me@a.example"},
            ["SECURITY_CONTACT is 'me@a.example'", "mailto:"],
        ),
    ],
)
def test_settings_with_fault_name_it_and_the_remedy(
    variables: dict[str, str], words: list[str]
) -> None:
    done = settings_answer(variables, "settings.DEBUG")

    last_line = done.stderr.strip().splitlines()[-1]
    assert done.returncode == 1
    assert [word for word in words if word not in last_line] == []
    assert "pw" not in last_line


def test_manage_without_secret_key_prints_one_line(tmp_path: Path) -> None:
    # A copy, so that the .env of who runs the tests is not beside it.
    (tmp_path / "manage.py").write_text((ROOT / "manage.py").read_text())
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("manage.py: SECRET_KEY is not set. ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("variables", "expression", "expected"),
    [
        ({"DEBUG": "on"}, "settings.SECURE_SSL_REDIRECT", "False"),
        ({"DEBUG": "on"}, "settings.SITE_URL", "http://127.0.0.1:8000"),
        ({"ALLOWED_HOSTS": "a.example"}, "settings.SECURE_SSL_REDIRECT", "True"),
        ({"ALLOWED_HOSTS": "a.example"}, "settings.SITE_URL", "https://a.example"),
        ({"ALLOWED_HOSTS": "a.example"}, "settings.SITE_NAME", "Register of Diplomatic Meetings"),
        ({"ALLOWED_HOSTS": "a.example", "SITE_NAME": "Minutes"}, "settings.SITE_NAME", "Minutes"),
        ({"ALLOWED_HOSTS": "a.example", "SECURE": "off"}, "settings.SECURE_HSTS_SECONDS", "0"),
        ({"ALLOWED_HOSTS": "a.example"}, "settings.TRUSTED_PROXIES", "1"),
        ({"ALLOWED_HOSTS": "a.example", "SECURE": "off"}, "settings.TRUSTED_PROXIES", "0"),
        ({"ALLOWED_HOSTS": "a.example", "TRUSTED_PROXIES": "2"}, "settings.TRUSTED_PROXIES", "2"),
        ({"ALLOWED_HOSTS": "a.example"}, "settings.SESSION_COOKIE_AGE", "36000"),
        ({"ALLOWED_HOSTS": "a.example", "SIGN_IN_SLOTS": "0"}, "settings.SIGN_IN_SLOTS", "1"),
        ({"ALLOWED_HOSTS": "a.example"}, HSTS, "31536000 False False"),
        (
            {"ALLOWED_HOSTS": "a.example", "HSTS_SUBDOMAINS": "on", "HSTS_PRELOAD": "on"},
            HSTS,
            "31536000 True True",
        ),
        ({"ALLOWED_HOSTS": "a.example"}, "settings.COMPRESS", "True"),
        ({"ALLOWED_HOSTS": "a.example"}, "settings.SECURITY_CONTACT", ""),
        (
            {"ALLOWED_HOSTS": "a.example", "SECURITY_CONTACT": "https://a.example/report"},
            "settings.SECURITY_CONTACT",
            "https://a.example/report",
        ),
    ],
)
def test_settings_follow_variables(
    variables: dict[str, str], expression: str, expected: str
) -> None:
    done = settings_answer({"SECRET_KEY": KEY, **variables}, expression)

    assert (done.stdout.strip(), done.stderr) == (expected, "")


def test_postgresql_has_pool_and_statement_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u@h:5432/n")
    monkeypatch.setenv("DATABASE_POOL_SIZE", "6")
    monkeypatch.setenv("DATABASE_STATEMENT_TIMEOUT", "900")

    config = environment.database("sqlite://:memory:")

    assert config["ENGINE"] == "portal.databases.postgresql"
    assert config["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 6}
    assert config["OPTIONS"]["options"] == "-c jit=off -c statement_timeout=900"
    assert config["CONN_MAX_AGE"] == 0


def test_postgresql_without_pool_keeps_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u@h:5432/n")
    monkeypatch.setenv("DATABASE_POOL_SIZE", "0")

    config = environment.database("sqlite://:memory:")

    assert "pool" not in config["OPTIONS"]
    assert config["CONN_MAX_AGE"] == 60


def test_words_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " a.example, ,b.example ")

    assert environment.words("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_words_without_default_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " , ")

    with pytest.raises(ImproperlyConfigured, match=r"ALLOWED_HOSTS is not set\. Name them\."):
        environment.words("ALLOWED_HOSTS", hint="Name them.")


def test_redis_is_given_half_a_second_and_keeps_its_client(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CACHE_URL", "redis://127.0.0.1:1/0")
    described = environment.cache("locmemcache://")
    store = RedisCache(described["LOCATION"], described)

    client = store._cache.get_client("key")

    assert described["BACKEND"] == "portal.pagecache.redis_cache.RedisCache"
    assert store.make_key("key") == "register:1:key"
    assert store._cache.get_client("other", write=True) is client
    options = client.connection_pool.connection_kwargs
    assert (options["socket_timeout"], options["socket_connect_timeout"]) == (0.5, 0.5)
    with pytest.raises(RedisAway):
        store.get("key")


def test_files_are_kept_in_a_private_folder_without_an_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FILES_FOLDER", str(tmp_path / "kept"))
    store = storages.create_storage(environment.files("/nowhere"))

    name = store.save("originals/ab/cd", ContentFile(b"Fish."))

    kept = tmp_path / "kept" / name
    assert kept.read_bytes() == b"Fish."
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert environment.files("/nowhere")["OPTIONS"]["base_url"] is None


def test_files_are_kept_in_another_storage(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = "django.core.files.storage.InMemoryStorage"
    monkeypatch.setenv("FILES_STORAGE", backend)
    monkeypatch.setenv("FILES_OPTIONS", '{"file_permissions_mode": 384}')

    described = environment.files("/nowhere")

    assert described == {"BACKEND": backend, "OPTIONS": {"file_permissions_mode": 384}}
    assert type(storages.create_storage(described)).__name__ == "InMemoryStorage"


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"FILES_STORAGE": "a.B", "FILES_FOLDER": "/files"}, "Name one place"),
        ({"FILES_STORAGE": "a.B", "FILES_OPTIONS": "{secret"}, "FILES_OPTIONS is no JSON object"),
        ({"FILES_STORAGE": "a.B", "FILES_OPTIONS": "[1]"}, "FILES_OPTIONS is no JSON object"),
    ],
)
def test_files_that_are_kept_nowhere_clear_are_refused(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], words: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=words) as refused:
        environment.files("/nowhere")

    assert "secret" not in str(refused.value)
