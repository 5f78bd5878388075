"""Settings, from the environment alone; `.env.example` names and explains each variable."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal import environment
from portal.outage import is_news

BASE_DIR = Path(__file__).resolve().parent.parent

# The site
DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = environment.words(
    "ALLOWED_HOSTS",
    default=["127.0.0.1", "localhost", "[::1]"] if DEBUG else None,
    hint="Name the hosts that the site answers for, parted by commas: register.example.org.",
)
SITE_NAME = environment.text("SITE_NAME", "Register of Diplomatic Meetings")
# Stands before the path in canonical addresses.
SITE_URL = environment.text(
    "SITE_URL", "http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0]}"
).rstrip("/")
if not SITE_URL.startswith(("http://", "https://")) or "*" in SITE_URL:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}. Write the public address: https://register.example.org"
    )
# Whom to tell of a weakness of the site: in /.well-known/security.txt, which is absent without it.
SECURITY_CONTACT = environment.contact("SECURITY_CONTACT")

INSTALLED_APPS = [
    "portal",
    "meetings",
    "participants",
    "django_filters",
    "csp",
    "portal.apps.StaffConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First: a health check names any host and comes over http.
    "portal.middleware.health",
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.readable_address",
    "portal.methods.allowed_methods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of it, what every answer gets; inside, what only a fresh page needs.
    "portal.pagecache.middleware.pages",
    "portal.middleware.gone_page",
    "portal.middleware.visible_signs",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.audit.acting.requests",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    # The public pages.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates/public"],
        "OPTIONS": {
            "environment": "portal.jinja.environment",
            "context_processors": ["portal.context.site"],
        },
    },
    # The admin, in templates/admin.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
# What a form has hundreds of is made without templates.
FORM_RENDERER = "portal.form_rendering.FormRenderer"

# Stores
DATABASES = {"default": environment.database(f"sqlite:///{BASE_DIR / 'register.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environment.cache("locmemcache://")}
# Public pages have an ETag and are cached; off while one works on the pages themselves.
PAGE_CACHE = environment.flag("PAGE_CACHE", default=not DEBUG)
# Public pages are compressed for visitors without a session; off where a proxy does it.
COMPRESS = environment.flag("COMPRESS", default=True)
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Languages and time
LANGUAGE_CODE = environment.text("LANGUAGE_CODE", "en-gb")
TIME_ZONE = environment.text("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# Static files: in production hashed, compressed and kept for ever by browsers
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    # Uploaded originals of documents: private, fetched by staff through the admin alone.
    "default": environment.files(str(BASE_DIR / "files")),
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "portal.static_files.StaticStorage"
        )
    },
}

# Signing in (docs/decisions/0013-signing-in.md)
AUTHENTICATION_BACKENDS = ["portal.signin.backend.LimitedBackend"]
#: passwords that a process looks at in one moment
SIGN_IN_SLOTS = environment.whole_number("SIGN_IN_SLOTS", 1) or 1
SESSION_COOKIE_AGE = environment.hours("SESSION_HOURS", 10)
# A forgotten password is set anew by a link in a mail, where a mail server is set.
_MAIL = environment.mail()
PASSWORD_RESET = bool(_MAIL)
# Those whom a step of a record or a comment concerns are told by mail, where a server is set.
STAFF_MAIL = bool(_MAIL)
# Pages can be followed by mail, where a server is set; else by Atom alone.
FOLLOW_BY_MAIL = bool(_MAIL)
vars().update(_MAIL)
# Days after which a report of an error that was answered or closed is deleted (prune_reports).
REPORT_DAYS = environment.days("REPORT_DAYS", 365, least=7)
PASSWORD_RESET_TIMEOUT = 3600
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", f"register@{urlsplit(SITE_URL).hostname}")
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    # The last: it is told of passwords that were set.
    {"NAME": "portal.audit.rights.NotedPasswords"},
]
# Whether who wrote a record may publish it, for a secretariat of one; else another Publisher does.
PUBLISH_OWN_WORK = environment.flag("PUBLISH_OWN_WORK", default=DEBUG)
# A meeting with hundreds of delegations is saved as one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Transport: https only, unless DEBUG (or SECURE=off) lets staff sign in over http
SECURE = environment.flag("SECURE", default=not DEBUG)
SECURE_SSL_REDIRECT = SECURE
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = (
    environment.whole_number("HSTS_SECONDS", 31_536_000, "0 sends no header.") if SECURE else 0
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.flag("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = environment.flag("HSTS_PRELOAD", default=False)
if SECURE_HSTS_PRELOAD and not SECURE_HSTS_INCLUDE_SUBDOMAINS:
    raise ImproperlyConfigured(
        "HSTS_PRELOAD is on and HSTS_SUBDOMAINS is not: lists of browsers take whole domains alone."
        " Write HSTS_SUBDOMAINS=on, or leave HSTS_PRELOAD out."
    )
# security.W005 and W021 ask for sub-domains and preload: the register does not know what else
# stands under its domain, and what browsers have learnt of it, nobody can take back for a year.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
_BEHIND_PROXY = environment.flag("BEHIND_PROXY", default=SECURE)
if _BEHIND_PROXY:
    # The proxy must set this header itself and drop the one a visitor sends.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies, one behind the other, write X-Forwarded-For: the address of who signs in.
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", int(_BEHIND_PROXY))
CSRF_FAILURE_VIEW = "portal.resending.token_refused"
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS", default=[])

# What a page may load and where it may be shown (docs/decisions/0001-settings-and-headers.md)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"news": {"()": "django.utils.log.CallbackFilter", "callback": is_news}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["news"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # In place of Django's mail to administrators, which nobody has set up.
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.utils.autoreload": {"level": "WARNING"},
        # An outage is told once (portal.outage), not by each connection that is tried.
        "psycopg.pool": {"level": "ERROR"},
    },
}
