"""All people and all participants as Popolo, by pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ..formats.popolo.files import AFTER, MEDIA_TYPE, all_participants, all_people


def _pages(write: Callable[[str], bytes], what: str) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(write(request.GET.get(AFTER, "")), content_type=MEDIA_TYPE)

    view.__doc__ = f"A page of {what}; ``next`` in it names the one after."
    return view


people = _pages(all_people, "all public people")
participants = _pages(all_participants, "all participants that may be shown")
