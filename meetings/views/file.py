"""The files of one thing: the address of its page, with the extension of a format."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from participants.models import Participant, Person

from ..formats.file_format import FileFormat, NotMade
from ..models import Document, Series, Topic
from ..models.choices import Noun
from .lookup import elsewhere, moved_or_gone, part_elsewhere
from .refusals import refusal

_MODELS: dict[str, Any] = {
    "participant": Participant,
    "person": Person,
    "topic": Topic,
    "series": Series,
    "document": Document,
}


def file_view(fmt: FileFormat) -> Any:
    """The view of a format; of what is not public it tells what the page tells."""

    def view(request: HttpRequest, **words: Any) -> HttpResponse:
        try:
            body = fmt.write(**words)
        except NotMade as why:
            return refusal(why)
        if body is None:
            return _elsewhere(fmt, words)
        response = HttpResponse(body, content_type=fmt.media_type)
        named = content_disposition_header(fmt.is_download, fmt.name(*words.values()))
        response.headers["Content-Disposition"] = named or "inline"
        return response

    view.__doc__ = f"A {fmt.noun} as {fmt.extension}."
    return view


def _elsewhere(fmt: FileFormat, words: dict[str, Any]) -> HttpResponse:
    if fmt.noun in _MODELS:
        return moved_or_gone(_MODELS[fmt.noun], fmt.route, **words)
    if "number" in words:
        return part_elsewhere(words["slug"], Noun(fmt.noun), words["number"], route=fmt.route)
    return elsewhere(words["slug"], fmt.route)
