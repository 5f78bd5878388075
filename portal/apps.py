from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.core.signals import request_started
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The site put together: settings, addresses, health, error pages."""

    default = True
    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Register the system checks of the site, and keep the counter of changes."""
        from meetings.search.signals import index_rebuilt
        from portal import checks, own_pages  # noqa: F401  (importing it registers the checks)
        from portal.audit import deeds, rights, site
        from portal.audit import triggers as audit_triggers
        from portal.databases import commits
        from portal.pagecache import counter, triggers

        pre_migrate.connect(triggers.suspend, sender=self, dispatch_uid="portal.counter.before")
        post_migrate.connect(triggers.restore, sender=self, dispatch_uid="portal.counter.after")
        post_migrate.connect(audit_triggers.restore, sender=self, dispatch_uid="portal.audit")
        deeds.connect()
        rights.connect()
        site.connect()
        request_started.connect(commits.forget, dispatch_uid="portal.commits")
        own_pages.install()
        # What is found may differ though no record changed.
        index_rebuilt.connect(counter.count_change, dispatch_uid="portal.counter.index")


class StaffConfig(admin_apps.AdminConfig):
    """Django's admin, on the portal's own site of staff."""

    default = False
    default_site = "portal.staff.StaffSite"
