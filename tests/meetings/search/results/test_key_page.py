"""Keys of matching statements, and their pages, whichever way the search is led."""

import pytest

from meetings.models import Statement
from meetings.search.query.conditions import Filters
from meetings.search.results import key_page
from meetings.search.results.statements import search_statements
from participants.models import Participant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]


@pytest.mark.parametrize("few", [0, 2_000])
def test_filters_agree_with_the_records_however_the_search_is_led(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_page, "FEW", few)
    spoken = Statement.objects.published().filter(text__icontains="securit")
    japan = Participant.objects.get(code="JPN").pk

    for chosen, rows in (
        ({"participants": (japan,)}, spoken.filter(speakers__participant=japan)),
        ({"forms": ("reported",)}, spoken.filter(form="reported")),
        ({"topics": (1, 2, 3)}, spoken.filter(topics__in=(1, 2, 3))),
        ({"people": (1, 2, 3)}, spoken.filter(speakers__person__in=(1, 2, 3))),
    ):
        expected = rows.order_by("-key").values_list("key", flat=True).distinct()
        hits = search_statements("security", filters=Filters(**chosen))
        assert hits.keys == tuple(expected), chosen
