"""A route says which parameters of the address its page reads. Covers meetings.urls as well."""

from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.views.generic import ListView

from meetings import urls
from meetings.lists.statement import StatementFilterSet
from meetings.routes import page


def test_page_reads_no_parameter_unless_said() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    route = page("fish/", view, name="fish")

    assert (route.name, str(route.pattern)) == ("fish", "fish/")
    assert route.callback.parameters == frozenset()


def test_page_reads_what_is_named() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    route = page("fish/", view, name="fish", reads=["mark", "line"])

    assert route.callback.parameters == {"mark", "line"}


def test_list_without_filters_reads_its_page_where_it_has_several() -> None:
    class Long(ListView):
        paginate_by = 10

    class Whole(ListView):
        """All rows on one page."""

    long, whole = (page("fish/", view.as_view(), name="fish") for view in (Long, Whole))

    assert long.callback.parameters == {"page"}
    assert whole.callback.parameters == frozenset()


def test_filtered_list_reads_its_filters_and_pages() -> None:
    parameters = resolve("/statements/").func.parameters  # type: ignore[attr-defined]

    assert parameters == {*StatementFilterSet.base_filters, "page", "after", "before"}


def test_every_route_of_the_register_says_what_it_reads() -> None:
    silent = [one.name for one in urls.urlpatterns if not hasattr(one.callback, "parameters")]
    # Harvesters are told which of their arguments are none (decision 0026).
    assert silent == ["oai"]
