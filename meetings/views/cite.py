"""How to cite a meeting, a statement or a pledge, in every style, with the files to take along."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..formats.citations.styles import styled
from ..formats.citations.writer import CITATION_FORMATS, GATHERED
from ..models.choices import Noun
from .lookup import elsewhere, part_elsewhere


def cite_view(noun: str) -> Any:
    """The view of a noun; of what is not public it tells what the page tells."""

    def view(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
        words: dict[str, Any] = {"slug": slug} | ({"number": number} if number else {})
        cited = GATHERED[noun](**words)
        if cited is None:
            route = f"{noun}_cite"
            if number:
                return part_elsewhere(slug, Noun(noun), number, route=route)
            return elsewhere(slug, route)
        files = [
            (fmt.label, fmt.address(*words.values()))
            for fmt in CITATION_FORMATS
            if fmt.noun == noun
        ]
        context = {"cited": cited, "styles": [*styled(cited)], "files": files}
        return render(request, "meetings/cite.html", context | {"canonical": cited.path})

    view.__doc__ = f"How to cite a {noun}."
    return view
