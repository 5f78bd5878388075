"""Every constraint of every model is an error beside its field, in words, and never a 500."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import IntegrityError
from django.db.models import BaseConstraint
from django.test import Client

from meetings.admin import constraints
from meetings.models import (
    Delegation,
    Document,
    Meeting,
    Pledge,
    Series,
    Session,
    Statement,
    Topic,
)
from participants.models import Participant, Person
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import add_row, address, said, sent, stored

pytestmark = pytest.mark.django_db

JUNK = "no such choice"


class Case(NamedTuple):
    """What to type on the page of a row, or of none yet, so that a constraint is broken."""

    model: Any
    #: the box that it is said beside
    box: str
    typed: dict[str, Any] | Callable[[], dict[str, Any]]
    #: the rows below, where it is one of these
    below: str = ""
    adding: bool = False


def ruritania() -> int:
    return build.participant().pk


NEW_PARTICIPANT = {"name": "New", "slug": "new", "kind": "other"}

CASES: dict[str, Case] = {
    "agenda_item_key_once": Case(
        Meeting, "key", {"key": "fish", "title": "Fish again"}, below="agenda"
    ),
    "correction_not_empty": Case(
        Document, "__all__", {"start": 9, "end": 5, "reason": "So"}, below="corrections"
    ),
    "correction_has_reason": Case(
        Document, "reason", {"first_words": "Ruritania was host."}, below="corrections"
    ),
    "meetings_delegate_role_listed": Case(Delegation, "role", {"role": JUNK}, below="delegates"),
    "meetings_delegate_level_listed": Case(Delegation, "level", {"level": JUNK}, below="delegates"),
    "meetings_delegate_presence_listed": Case(
        Delegation, "presence", {"presence": JUNK}, below="delegates"
    ),
    "delegate_named_somehow": Case(Delegation, "person", {"honorific": "H.E."}, below="delegates"),
    "delegation_once_a_meeting": Case(
        Delegation,
        "participant",
        lambda: {"meeting": Meeting.objects.get(slug="fish-1").pk, "participant": ruritania()},
        adding=True,
    ),
    "meetings_delegation_level_listed": Case(Delegation, "level", {"level": JUNK}),
    "meetings_delegation_presence_listed": Case(Delegation, "presence", {"presence": JUNK}),
    "meetings_document_rights_listed": Case(Document, "rights", {"rights": JUNK}),
    "meetings_document_first_day_before_last_day": Case(
        Document, "date", {"date": "2008-05/2008-04"}
    ),
    "document_symbol_once": Case(Document, "symbol", {"symbol": "A/RES/1"}),
    "document_text_has_digest_and_rights": Case(
        Document, "rights", {"title": "New", "text": "Words.", "rights": ""}, adding=True
    ),
    "inference_has_field_and_reason": Case(
        Meeting, "reason", {"field": "date"}, below="inferences"
    ),
    "meetings_mark_kind_listed": Case(Document, "kind", {"kind": JUNK}, below="marks"),
    "mark_not_empty": Case(
        Document, "__all__", {"start": 9, "end": 5, "kind": "label"}, below="marks"
    ),
    "meeting_slug_once_a_layer": Case(
        Meeting, "slug", {"title": "New", "slug": "fish-1"}, adding=True
    ),
    "meeting_has_slug": Case(Meeting, "slug", {}, adding=True),
    "meetings_meeting_mode_listed": Case(Meeting, "mode", {"mode": JUNK}),
    "meetings_meeting_stage_listed": Case(Meeting, "stage", {"stage": JUNK}),
    "meetings_meeting_attendance_listed": Case(Meeting, "attendance", {"attendance": JUNK}),
    "meetings_meeting_first_day_before_last_day": Case(
        Meeting, "date", {"date": "2008-05-02/2008-05-01"}
    ),
    "passage_not_empty": Case(
        Statement, "__all__", {"start": 9, "end": 5, "document": ""}, below="passages"
    ),
    "meetings_pledge_kind_listed": Case(Pledge, "kind", {"kind": JUNK}),
    "meetings_pledge_strength_listed": Case(Pledge, "strength", {"strength": JUNK}),
    "meetings_pledge_due_first_before_due_last": Case(Pledge, "due", {"due": "2009/2008"}),
    "meetings_pledge_made_first_before_made_last": Case(Pledge, "made", {"made": "2009/2008"}),
    "pledger_is_somebody": Case(Pledge, "participant", {"title": "Minister"}, below="pledgers"),
    "meetings_relation_relation_listed": Case(
        Meeting, "relation", {"relation": JUNK}, below="relations"
    ),
    "session_key_once": Case(
        Meeting, "key", {"key": "opening", "title": "Opening"}, below="sessions"
    ),
    "session_not_part_of_itself": Case(
        Session, "part_of", lambda: {"part_of": Session.objects.get(key="opening").pk}
    ),
    "meetings_session_first_day_before_last_day": Case(Session, "date", {"date": "2009/2008"}),
    "speaker_named_somehow": Case(
        Statement, "participant", {"capacity": "as Chair"}, below="speakers"
    ),
    "statement_order_fits_key": Case(Statement, "order", {"order": 10**6}),
    "meetings_statement_form_listed": Case(Statement, "form", {"form": JUNK}),
    "statement_topic_once": Case(
        Statement, "topic", lambda: {"topic": build.topic().pk}, below="topic_links"
    ),
    "series_named": Case(Series, "name", {"slug": "new"}, adding=True),
    "topic_named": Case(Topic, "name", {"slug": "new"}, adding=True),
    "topic_not_its_own_broader": Case(Topic, "broader", lambda: {"broader": build.topic().pk}),
    "meetings_update_status_listed": Case(Pledge, "status", {"status": JUNK}, below="updates"),
    "meetings_update_first_day_before_last_day": Case(
        Pledge, "date", {"date": "2009/2008"}, below="updates"
    ),
    "participant_slug_unique": Case(
        Participant, "slug", NEW_PARTICIPANT | {"slug": "ruritania"}, adding=True
    ),
    "participant_code_unique": Case(
        Participant, "code", NEW_PARTICIPANT | {"code": "GRK"}, adding=True
    ),
    "participant_slug_form": Case(
        Participant, "slug", NEW_PARTICIPANT | {"slug": "New_one"}, adding=True
    ),
    "participant_name_given": Case(Participant, "name", {"slug": "new"}, adding=True),
    "participant_code_form": Case(Participant, "code", {"code": "ab"}),
    "participant_kind_known": Case(Participant, "kind", {"kind": JUNK}),
    "participant_region_known": Case(Participant, "region", {"region": JUNK}),
    "participant_years_of_former_state": Case(
        Participant, "first_year", {"first_year": 1950, "last_year": 1949}
    ),
    "participant_not_part_of_itself": Case(
        Participant, "part_of", lambda: {"part_of": ruritania()}
    ),
    "participant_name_unique": Case(Participant, "name", {"name": "Rur"}, below="names"),
    "participant_name_not_empty": Case(Participant, "name", {"kind": "former"}, below="names"),
    "participant_name_kind_known": Case(
        Participant, "kind", {"name": "Rury", "kind": JUNK}, below="names"
    ),
    "person_key_unique": Case(Person, "key", {"name": "New", "key": "ada-example"}, adding=True),
    "person_key_form": Case(Person, "key", {"name": "New", "key": "Ada_E"}, adding=True),
    "person_name_given": Case(Person, "name", {"key": "new"}, adding=True),
    "person_name_unique": Case(Person, "name", {"name": "A. Example"}, below="names"),
}
#: what no form can break: numbers that it gives itself, and owners that it takes from its page
OUT_OF_REACH = {
    *("meeting_number_fits_key", "meeting_stub_has_no_status", "meetings_meeting_layer_listed"),
    *("meetings_meeting_status_listed", "inference_has_one_owner", "passage_has_one_owner"),
    *("passage_words_unless_statement", "pledge_number_once", "pledge_numbered_from_1"),
    *("statement_number_once", "statement_numbered_from_1", "meeting_gone_is_a_draft"),
    # A row without its only text is no row.
    "person_name_not_empty",
}


def entered() -> list[Any]:
    """Every model with rows that a page of the admin enters."""
    register = {"meetings", "participants"}
    pages = [
        page for model, page in admin.site._registry.items() if model._meta.app_label in register
    ]
    below = {inline.model for page in pages for inline in page.inlines}
    models = {page.model._meta.concrete_model for page in pages} | below
    return sorted(
        (model for model in models if model.__name__ != "Revision"),
        key=lambda model: str(model._meta.label),
    )


CONSTRAINTS = [rule for model in entered() for rule in model._meta.constraints]


@pytest.fixture
def publisher(client: Client, meeting: Meeting) -> Client:
    Participant.objects.filter(slug="graustark").update(code="GRK")
    build.participant().names.create(name="Rur")
    build.person().names.create(name="A. Example")
    client.force_login(rich.publisher())
    return client


def test_every_constraint_that_a_form_can_break_is_broken_here() -> None:
    names = {rule.name for rule in CONSTRAINTS}

    assert names == {*CASES} | OUT_OF_REACH
    assert not {*CASES} & OUT_OF_REACH


@pytest.mark.parametrize(
    "rule",
    [
        rule
        for model in apps.get_models()
        if model._meta.app_label in {"meetings", "participants"} and model._meta.default_permissions
        for rule in model._meta.constraints
        if rule.name not in {"statement_participant_once", "statement_person_once"}
    ],
    ids=lambda rule: str(rule.name),
)
def test_every_constraint_has_words_of_its_own(rule: BaseConstraint) -> None:
    words = str(rule.get_violation_error_message())

    assert words != rule.default_violation_error_message % {"name": rule.name}
    assert words.endswith(".")


@pytest.mark.parametrize("name", CASES)
def test_constraint_that_a_form_breaks_is_said_beside_its_field(
    publisher: Client, name: str
) -> None:
    case = CASES[name]
    row = None if case.adding else _row_of(case.model)
    page = address(case.model, "add") if row is None else address(case.model, "change", row.pk)
    typed = case.typed() if callable(case.typed) else case.typed
    data = sent(publisher.get(page))
    place = f"{case.below}-{data.get(f'{case.below}-TOTAL_FORMS')}-" if case.below else ""
    data = add_row(data, case.below, **typed) if case.below else data | typed
    before = stored()

    answer = publisher.post(page, {name: value for name, value in data.items() if value != ""})

    assert answer.status_code == 200
    assert f"{place}{case.box}" in said(answer), said(answer)
    assert stored() == before


def sent_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the form find nothing the first time, as where the other is stored a moment later."""
    checks = iter([[]])
    ask = constraints.broken_constraints
    monkeypatch.setattr(
        "meetings.admin.checked.broken_constraints",
        lambda row, failed: next(checks, None) or ask(row, failed),
    )


def test_row_that_another_stored_in_the_same_moment_is_said_beside_its_field(
    publisher: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = address(Topic, "add")
    monkeypatch.setattr("meetings.admin.forms.RegisterForm.validate_unique", lambda form: None)
    data = sent(publisher.get(page), name="Whales", slug="fisheries", abbreviation="WH")

    answer = publisher.post(page, data)

    assert answer.status_code == 200
    assert list(said(answer)) == ["__all__"]
    assert answer.context["adminform"].form["name"].value() == "Whales"
    assert answer.context["adminform"].form["abbreviation"].value() == "WH"
    assert not Topic.objects.filter(name="Whales").exists()
    assert [str(message) for message in answer.context["messages"]] == []


def test_delegation_that_another_stored_in_the_same_moment_is_said_beside_its_field(
    publisher: Client, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = address(Delegation, "add")
    sent_twice(monkeypatch)
    data = sent(publisher.get(page), meeting=meeting.pk, participant=ruritania(), printed="Rur")

    answer = publisher.post(page, data)

    assert answer.status_code == 200
    assert said(answer)["participant"] == [
        "This participant already has a delegation at this meeting; change that one."
    ]
    assert answer.context["adminform"].form["printed"].value() == "Rur"


def test_refusal_has_the_words_of_the_constraint_that_it_names() -> None:
    error = IntegrityError('violates check constraint "pledger_is_somebody"')

    assert constraints.refusal(error) == "Give a participant or a person."


def test_refusal_without_a_name_says_that_something_changed_meanwhile() -> None:
    assert constraints.refusal(IntegrityError("FOREIGN KEY constraint failed")).startswith(
        "This was not saved"
    )


def test_two_new_rows_alike_are_said_beside_the_second(publisher: Client, meeting: Meeting) -> None:
    page = address(Meeting, "change", meeting.pk)
    data = sent(publisher.get(page))
    data = add_row(data, "sessions", key="closing", title="Closing")
    data = add_row(data, "sessions", key="closing", title="Closing words")

    answer = publisher.post(page, data)

    assert said(answer) == {"sessions-3-key": ["Another session of this meeting has this key."]}


def test_two_new_rows_of_one_title_get_two_keys(publisher: Client, meeting: Meeting) -> None:
    page = address(Meeting, "change", meeting.pk)
    data = add_row(sent(publisher.get(page)), "sessions", title="Closing")
    data = add_row(data, "sessions", title="Closing")

    answer = publisher.post(page, data)

    assert answer.status_code == 302
    assert {"closing", "closing-2"} <= {*meeting.sessions.values_list("key", flat=True)}


def test_fields_of_a_constraint_are_those_of_its_condition() -> None:
    rules = {
        rule.name: rule for rule in [*Delegation._meta.constraints, *Session._meta.constraints]
    }

    assert constraints.fields_of(rules["delegation_once_a_meeting"]) == ["meeting", "participant"]
    assert constraints.fields_of(rules["session_not_part_of_itself"]) == ["part_of", "pk"]


#: the rows of the record, where there are others too
FIRST = {
    Meeting: {"slug": "fish-1"},
    Delegation: {"meeting__slug": "fish-1"},
    Participant: {"slug": "ruritania"},
}


def _row_of(model: Any) -> Any:
    return model._default_manager.filter(**FIRST.get(model, {})).order_by("pk").first()


@pytest.mark.parametrize("number", ["2000000", "-1", "x", "", "\0"])
@pytest.mark.parametrize("field", ["TOTAL_FORMS", "INITIAL_FORMS"])
def test_number_of_rows_that_cannot_be_is_said_and_makes_no_rows(
    publisher: Client, meeting: Meeting, field: str, number: str
) -> None:
    page = address(Meeting, "change", meeting.pk)
    data = sent(publisher.get(page)) | {f"sessions-{field}": number}

    answer = publisher.post(page, data)

    assert answer.status_code in {200, 302}
    assert meeting.sessions.count() == 2
    if answer.status_code == 200:
        assert all(len(rows.formset.forms) < 9 for rows in answer.context["inline_admin_formsets"])


def test_same_correction_twice_is_said_beside_the_second(publisher: Client) -> None:
    document = Document.objects.get(key="fish-1-report")
    page = address(Document, "change", document.pk)
    row = {"first_words": "nets are", "read": "Nets are", "reason": "So"}
    data = add_row(sent(publisher.get(page)), "corrections", **row)

    answer = publisher.post(page, data)

    assert said(answer) == {
        "corrections-1-first_words": ["Another correction already reads these words."]
    }


@pytest.mark.parametrize(
    ("model", "below", "box", "number"),
    [
        (Meeting, "", "ordinal", "2147483648"),
        (Meeting, "sessions", "order", "1000000"),
        (Delegation, "", "order", "9" * 30),
        (Participant, "", "first_year", "32768"),
        (Pledge, "amounts", "value", "1e400"),
        (Pledge, "amounts", "value", "sNaN"),
        (Pledge, "amounts", "value", "Infinity"),
        (Meeting, "", "city", "x" * 121),
        (Meeting, "", "slug", "x" * 121),
    ],
)
def test_number_or_text_beyond_its_column_is_said_beside_it(
    publisher: Client, model: Any, below: str, box: str, number: str
) -> None:
    page = address(model, "change", _row_of(model).pk)
    name = f"{below}-0-{box}" if below else box

    answer = publisher.post(page, sent(publisher.get(page), **{name: number}))

    assert answer.status_code == 200
    assert list(said(answer)) == [name]
