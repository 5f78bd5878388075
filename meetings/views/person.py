"""People: the list from A to Z, and each with the titles of the day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from participants.models import Person

from ..formats.page_meta.profiles import person_head
from ..lists.person import PersonFilterSet
from ..reading.person import person_rows, public_person
from .alphabetical import AlphabeticalList
from .lookup import moved_or_gone


class PersonList(AlphabeticalList):
    """All people whom published records name; unnamed delegates are not people."""

    template_name = "participants/person_list.html"
    noun = _("People")
    filterset_class = PersonFilterSet

    def read_rows(self, numbers: list[int]) -> list[Any]:
        """People with their numbers and posts."""
        return person_rows(numbers)


def person_page(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one person. Gone, where a withdrawn record had it. Raises ``Http404``."""
    person = public_person(key, localdate())
    if person is None:
        return moved_or_gone(Person, "person", key=key)
    context = {"person": person, "head": person_head(person)}
    return render(request, "participants/person_detail.html", context)
