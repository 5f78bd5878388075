"""The site of staff is the portal's own; test_resending tells of sessions that ended."""

from django.contrib import admin

from portal.staff import StaffSite


def test_admin_is_the_portals_own_site_of_staff() -> None:
    assert type(admin.site._wrapped) is StaffSite  # type: ignore[attr-defined]
