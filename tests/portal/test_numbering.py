"""Identifiers of a page are numbered from 1, whatever was shown before."""

import pytest
from jinja2 import DictLoader

from portal.jinja import environment
from portal.numbering import next_id_number

SOURCES = {
    "part": "{% macro show() %}{{ next_id_number() }}{% endmacro %}",
    "page": "{% from 'part' import show %}{{ show() }} {% include 'inner' %} {{ show() }}",
    "inner": "{{ next_id_number() }}",
}


def test_each_page_is_numbered_from_one() -> None:
    page = environment(loader=DictLoader(SOURCES)).get_template("page")

    assert [page.render(), page.render()] == ["1 2 3", "1 2 3"]


def test_there_is_no_number_outside_a_page() -> None:
    with pytest.raises(LookupError):
        next_id_number()
