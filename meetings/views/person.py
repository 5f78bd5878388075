"""People: the list from A to Z, and each with the titles of the day."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from ..filters.person import PersonFilter
from ..models import ListedPerson
from ..reading.person import person_rows, public_person
from .alphabet import grouped, letters
from .lists import FilteredList


class PersonList(FilteredList):
    """All people whom published records name; unnamed delegates are not people."""

    filterset_class = PersonFilter
    paginate_by = 100
    template_name = "participants/person_list.html"

    def rows(self) -> QuerySet[Any]:
        """Public people, in alphabetical order."""
        return ListedPerson.objects.order_by("sort_name", "key", "pk")

    def cards(self, numbers: list[int]) -> list[Any]:
        """People with their numbers and posts."""
        return person_rows(numbers)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page and its letters."""
        context = super().get_context_data(**kwargs)
        return context | {
            "groups": grouped(context["object_list"]),
            "letters": letters(self.filter, self.paginate_by),
        }


def profile(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one person. Raises ``Http404``."""
    person = public_person(key, localdate())
    if person is None:
        raise Http404
    return render(request, "participants/person_detail.html", {"person": person})
