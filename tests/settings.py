"""The portal's settings for tests: nothing need be set, DATABASE_URL alone is heeded."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
# What stands in the environment of who runs the tests does not change their result.
for _name in (
    "BEHIND_PROXY",
    "CACHE_URL",
    "COMPRESS",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_STATEMENT_TIMEOUT",
    "DEBUG",
    "EMAIL_FROM",
    "EMAIL_URL",
    "FILES_FOLDER",
    "FILES_OPTIONS",
    "FILES_STORAGE",
    "HSTS_PRELOAD",
    "HSTS_SECONDS",
    "HSTS_SUBDOMAINS",
    "LANGUAGE_CODE",
    # The processes that tests start would compile all of the portal, each anew.
    "PYTHONDONTWRITEBYTECODE",
    "REPORT_DAYS",
    "SECURITY_CONTACT",
    "SESSION_HOURS",
    "SIGN_IN_SLOTS",
    "SITE_NAME",
    "TIME_ZONE",
    "TRUSTED_PROXIES",
):
    os.environ.pop(_name, None)
os.environ |= {
    "SECRET_KEY": "only-for-tests-" * 4,
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "SITE_URL": "http://testserver",
    "SECURE": "off",
    # Most tests publish what their one user made; those of review switch it off.
    "PUBLISH_OWN_WORK": "on",
    # Pages are made anew for each request; the tests of the cache switch it on.
    "PAGE_CACHE": "off",
    # Its threads would outlive the test database; the image test runs with the pool.
    "DATABASE_POOL_SIZE": "0",
}

from portal.settings import *  # noqa: E402, F403  (it reads the variables set above)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Files are served from where they are written: no collectstatic before a test.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Runs that stand side by side do not meet. SQLite is kept in a file: a server in another thread
# then has a connection of its own, as in production, and does not close that of the test.
_name = f"test_register_{os.getpid()}"
if not os.environ["DATABASE_URL"].startswith("postgres"):
    _name = str(Path(tempfile.gettempdir()) / f"{_name}.sqlite3")
else:
    # What tests commit need not outlast a power failure.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # noqa: F405
DATABASES["default"]["TEST"] = {"NAME": _name}  # noqa: F405
