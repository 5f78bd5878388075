"""Numbers have their thousands apart, and their nouns agree with them."""

from typing import Any

import pytest
from jinja2 import DictLoader

from portal.counting import grouped, noun_of
from portal.jinja import environment


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0"), (12345, "12,345"), ("2007", "2007"), (None, None), (True, True)]
)
def test_whole_numbers_are_grouped(value: Any, shown: Any) -> None:
    assert grouped(value) == shown


@pytest.mark.parametrize(
    ("n", "unit", "noun"),
    [
        (1, "meetings", "meeting"),
        (2, "meetings", "meetings"),
        (1, "people", "person"),
        ("1,000+", "pledges", "pledges"),
        (1, "ships", "ships"),
    ],
)
def test_noun_agrees_with_its_number(n: Any, unit: str, noun: str) -> None:
    assert noun_of(n, unit) == noun


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{% trans n=n %}{{ n }} ship{% pluralize %}{{ n }} ships{% endtrans %}", "1,234 ships"),
        ("{% trans n=n %}All {{ n }} ships{% endtrans %}", "All 1,234 ships"),
        ("{% trans number=n %}Paragraph {{ number }}{% endtrans %}", "Paragraph 1234"),
        ('{{ ngettext("%(num)d ship", "%(num)d ships", n) }}', "1234 ships"),
        ("{{ n|grouped }}", "1,234"),
    ],
)
def test_numbers_of_things_are_grouped_between_words(source: str, shown: str) -> None:
    page = environment(loader=DictLoader({"page": source}), autoescape=True).get_template("page")

    assert page.render(n=1234) == shown
