"""The models imported without a portal: measuring intake reads no row and needs no settings."""

import os

import django
from django.conf import settings

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(
        INSTALLED_APPS=[
            *("django.contrib.auth", "django.contrib.contenttypes"),
            *("participants", "meetings"),
        ],
        USE_I18N=False,
    )
    django.setup()
