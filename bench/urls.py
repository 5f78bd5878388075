"""The portal's addresses and one more: an empty page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

handler400 = "portal.views.bad_request"
handler500 = "portal.views.server_error"


def hello(request: HttpRequest) -> HttpResponse:
    """An empty template through the full middleware; made anew for each request."""
    response = render(request, "bench/hello.html")
    response.headers["Cache-Control"] = "no-store"
    return response


urlpatterns = [path("bench/hello/", hello), path("", include("portal.urls"))]
