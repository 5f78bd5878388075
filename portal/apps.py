from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The site put together: settings, addresses, health, error pages."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Register the system checks of the site, and keep the triggers of its version."""
        from meetings.version import maintenance
        from portal import checks  # noqa: F401  (importing it registers the checks)

        pre_migrate.connect(maintenance.suspend, sender=self, dispatch_uid="portal.version.before")
        post_migrate.connect(maintenance.restore, sender=self, dispatch_uid="portal.version.after")
