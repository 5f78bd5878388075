"""The description of the interface, and that the site keeps to it: asked by schemathesis.

A name that nobody has, or a year before another, is refused though it is described: that is not
held against it.

Covers meetings.formats.json_list and meetings.formats.lists as well.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import Phase, given
from hypothesis import settings as quickly
from schemathesis.specs.openapi.checks import positive_data_acceptance

from meetings.derived.refresh import refresh_derived
from meetings.formats.openapi import openapi
from tests.meetings import build

#: draws of each operation; the time of a run of all tests allows no more
EXAMPLES = 4


def test_every_list_is_described_in_four_formats() -> None:
    paths = set(openapi()["paths"])
    for name in ("statements", "meetings", "pledges", "topics"):
        assert {f"/{name}.{end}" for end in ("json", "csv", "xlsx", "pdf")} <= paths
    assert "/meetings/{slug}.json" in paths


def test_statement_filters_are_described() -> None:
    found = {one["name"]: one for one in openapi()["paths"]["/statements.csv"]["get"]["parameters"]}
    assert found["form"]["schema"] == {
        "type": "array",
        "items": {"type": "string", "enum": ["verbatim", "quotation", "reported"]},
    }
    assert found["year_from"]["schema"] == {"type": "integer"}
    assert found["participant"]["description"] == "Participant, by its slug or by a name"


def test_files_that_may_not_be_set_say_so() -> None:
    paths = openapi()["paths"]
    answers = {
        end: set(paths[f"/meetings/{{slug}}.{end}"]["get"]["responses"]) for end in ("pdf", "docx")
    }
    assert answers["pdf"] - answers["docx"] == {"400", "503"}


@pytest.fixture
def site(db: None, settings: Any) -> Iterator[Any]:
    """The whole site, with a row of every noun; it leaves the test its connection."""
    settings.ALLOWED_HOSTS = ["*"]
    meeting = build.meeting("fish-1", series=build.series("Fish"))
    who = build.participant("Egypt")
    build.delegation(meeting, who)
    row = build.statement(meeting, speakers=(who, build.person()), topics=(build.topic(),))
    build.passage(row, build.document("It was said."), 0, 12)
    build.pledge(meeting, by=who)
    refresh_derived(meeting)
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.once
def test_site_answers_as_it_is_described(site: Any) -> None:
    for operation in schemathesis.openapi.from_dict(openapi()).get_all_operations():
        _ask(operation.ok(), site)


def _ask(operation: Any, site: Any) -> None:
    @given(case=operation.as_strategy())
    @quickly(max_examples=EXAMPLES, deadline=None, phases=[Phase.generate], database=None)
    def ask(case: Any) -> None:
        # Packed answers are not unpacked by a client without a network.
        response = case.call(app=site, headers={"Accept-Encoding": "identity"})
        case.validate_response(response, excluded_checks=[positive_data_acceptance])

    ask()
