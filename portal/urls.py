"""All addresses of the site; /healthz is answered before them, by `portal.middleware.health`."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

from portal import views
from portal.search import views as search_views

admin.site.site_header = settings.SITE_NAME
admin.site.site_title = settings.SITE_NAME

handler400 = "portal.views.bad_request"
handler500 = "portal.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search_views.search, name="search"),
    path("search/suggestions/", search_views.suggest, name="search_suggestions"),
    path(
        "how-records-are-made/",
        TemplateView.as_view(template_name="pages/how_records_are_made.html"),
        name="how_records_are_made",
    ),
    path("admin/", admin.site.urls),
    path("", include("meetings.urls")),
]
