"""All addresses of the site; /healthz is answered before them, by `portal.middleware.health`."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

from meetings.routes import page
from portal import opensearch, sitemaps, views, well_known
from portal.follow import views as follow_views
from portal.page_texts.page_text import PageKey
from portal.page_texts.views import page_of
from portal.reports import views as report_views
from portal.search import document as search_document
from portal.search import feed as search_feed
from portal.search import views as search_views
from portal.search.search_request import PARAMETERS
from portal.signin import resets

admin.site.site_header = settings.SITE_NAME
admin.site.site_title = settings.SITE_NAME

handler400 = "portal.views.bad_request"
handler500 = "portal.views.server_error"

urlpatterns = [
    page("", views.home, name="home"),
    page("search/", search_views.search, name="search", reads=PARAMETERS),
    page(
        "search/suggestions/", search_views.suggest, name="search_suggestions", reads=["q", "noun"]
    ),
    page("opensearch.xml", opensearch.description, name="opensearch"),
    page(
        "search/suggestions/opensearch/",
        opensearch.completions,
        name="opensearch_suggestions",
        reads=["q"],
    ),
    page(
        "how-records-are-made/",
        TemplateView.as_view(template_name="pages/how_records_are_made.html"),
        name="how_records_are_made",
    ),
    *(page(f"{key}/", page_of(key), name=key) for key in PageKey),
    page("report/", report_views.report, name="report", reads=["about"]),
    page(
        "report/<slug:token>/",
        report_views.report_status,
        name="report_status",
        reads=["mail", "confirm"],
    ),
    page(
        "search.atom",
        search_feed.search_atom,
        name="search_atom",
        reads=search_feed.FEED_PARAMETERS,
    ),
    page(
        "search.pdf",
        search_document.search_pdf,
        name="search_pdf",
        reads=search_document.PDF_PARAMETERS,
    ),
    page("follow/", follow_views.follow, name="follow", reads=[follow_views.ABOUT]),
    *(
        [
            path("follow/confirm/<str:token>/", follow_views.confirm, name="follow_confirm"),
            path("follow/stop/<str:token>/", follow_views.stop, name="follow_stop"),
        ]
        if settings.FOLLOW_BY_MAIL
        else []
    ),
    page("robots.txt", well_known.robots, name="robots_txt"),
    page("favicon.ico", well_known.favicon, name="favicon"),
    page(".well-known/security.txt", well_known.security, name="security_txt"),
    page("sitemap.xml", sitemaps.index, name="sitemap"),
    page("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section", reads=["p"]),
    *([path("admin/", include(resets))] if settings.PASSWORD_RESET else []),
    path("admin/", admin.site.urls),
    path("", include("meetings.urls")),
]
