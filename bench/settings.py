"""The portal as on a public site, with the empty page that everything is measured beside."""

import os
from pathlib import Path

os.environ |= {"DEBUG": "off", "SECURE": "off", "SITE_URL": "http://127.0.0.1"}
os.environ.setdefault("SECRET_KEY", "only-to-measure-with-" * 3)
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver")

from portal.settings import *  # noqa: F403  (it reads the variables set above)

ROOT_URLCONF = "bench.urls"
TEMPLATES[1]["DIRS"].append(Path(__file__).parent / "templates")  # noqa: F405
# Files under their plain names: no collectstatic before a measurement.
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
STATIC_ROOT = STATICFILES_DIRS[0]  # noqa: F405
LOGGING["loggers"]["django"]["level"] = "CRITICAL"  # type: ignore[index]  # noqa: F405
