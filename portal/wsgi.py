"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from portal.outage import outage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

# Visitors do not wait for a database that is away; a command does.
outage.watching = True
application = get_wsgi_application()
