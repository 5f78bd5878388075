"""The portal's addresses and one more: an empty page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

handler400 = "portal.views.bad_request"
handler500 = "portal.views.server_error"


def hello(request: HttpRequest) -> HttpResponse:
    """An empty template through the full middleware."""
    return render(request, "bench/hello.html")


urlpatterns = [path("bench/hello/", hello), path("", include("portal.urls"))]
