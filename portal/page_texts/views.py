"""The pages whose words staff write."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.page_texts.page_text import PageKey, PageText

from .markdown import html_of


def page_of(key: PageKey) -> Any:
    """The view of one of them; a page that nobody has written is not found."""

    def view(request: HttpRequest) -> HttpResponse:
        text = PageText.objects.filter(key=key).first()
        if text is None:
            raise Http404
        words = {"title": key.label, "words": html_of(text.body), "changed": text.updated_at}
        return render(request, "portal/page_text.html", words)

    view.__doc__ = f"The page “{key}”."
    return view
