import os

from django.conf import settings
from django.contrib.staticfiles.management.commands.runserver import Command as Runserver


class Command(Runserver):
    """Serve the portal for work on it, and say last where it is and how staff sign in."""

    help = "Serve the portal on this machine; `make run` prepares everything and calls it."
    addr: str

    def on_bind(self, server_port: int) -> None:
        """Print the address instead of Django's notice; the server listens from here on."""
        address = f"http://{self.addr}:{server_port}/"
        if not os.environ.get("SITE_URL", "").strip():
            # What pages say of their own address, in citations and canonical links.
            settings.SITE_URL = address.rstrip("/")
        self.stdout.write(
            f"\nThe register: {address}   (Ctrl-C stops it)\n"
            f"Its admin:    {address}admin/\n"
            "Make a staff user, in another terminal: make staff"
        )
        self.stdout.flush()
