"""Whatever is dumped, listed or numbered is ordered down to a unique key.

One register with every kind of row is gone through: its dumps and checks, every page and list in
every order, the admin and the search. Each order that is put into SQL meanwhile is judged by
``tests.portal.ordering``, and each call of ``order_by`` in the code must be among them.
"""

import gc
import io
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F, Model, QuerySet
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils.timezone import now

from bench.sample.shared_rows import shipped_participants
from meetings.admin import choosing
from meetings.admin.access import hold
from meetings.admin.desk.nouns import NOUNS as NAMED
from meetings.admin.statement import texts_of_passages
from meetings.admin.worklist import worklists
from meetings.archive.loading import kept_versions
from meetings.corrections.beginning import begin_correction
from meetings.corrections.numbers import give_back
from meetings.curation.likeness import (
    like_meetings,
    like_participants,
    like_people,
    like_topics,
)
from meetings.curation.places import put_by_source
from meetings.derived.rebuild import tally_others_alone
from meetings.intake.stored import stored_register
from meetings.lists import filterset, pages
from meetings.lists.address import SORT
from meetings.lists.filterset import ListFilterSet
from meetings.models import (
    Document,
    Mark,
    Meeting,
    Passage,
    Pledge,
    RetiredNumber,
    Revision,
    Statement,
    Topic,
)
from meetings.models.choices import Action
from meetings.publication import publish, submit
from meetings.reading.source.document import languages_of
from meetings.reading.source.headings import headings_above
from meetings.records.checking.aside import aside_of
from meetings.records.checking.part import part_checks
from meetings.records.revision_texts import record_file, record_files
from meetings.records.revisions import forget_drafts, store_revision
from participants.models import Participant, Person
from participants.queries import visibility
from participants.queries.prepared import PreparedQuery
from participants.ranking import participants_meant, people_meant
from portal.follow.sending import due
from portal.page_texts.page_text import PageText
from portal.signin import attempts
from portal.templatetags.site import missing_pages, reports_of
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.desk.cases import CASES
from tests.meetings.admin.desk.cases import sent as said_at_desk
from tests.meetings.admin.sending import address, ours, sent
from tests.meetings.curation.drafts import draft
from tests.portal.canaries import hidden_records, public_register
from tests.portal.ordering import Orders, judged, noted_orders, written_sites
from tests.portal.pages import PAGES
from tests.portal.test_canary import ROUTES, SEARCHES

pytestmark = pytest.mark.django_db

#: the page of the desk, what acts, and what undoes
DESK = ("desk", "desk_act", "desk_undo")
LISTS = [name for name in ROUTES if name.endswith("_list")]
#: searches that ask for what SEARCHES does not: names in the text, nouns by what they begin with
MORE_SEARCHES = [
    *("?q=japan+security", "?q=yukio+takasu", "?q=japn", "?q=secrity"),
    *("?q=from:japan+security", "?q=from:jap+canada", "?q=from:takasu", "?q=security+-from:japan"),
    *("?q=topic:human-security", "?q=topic:human", "?q=in:fhs-3", "?q=in:friends"),
    *(f"suggestions/?q={word}" for word in ("human", "open", "jap", "takasu")),
]


def our_models() -> list[type[Model]]:
    """The models of the project."""
    labels = ("participants", "meetings", "portal")
    return [model for label in labels for model in apps.get_app_config(label).get_models()]


def filter_sets(above: type[ListFilterSet] = ListFilterSet) -> list[type[ListFilterSet]]:
    """The filters of all list pages."""
    below = above.__subclasses__()
    return below + [one for each in below for one in filter_sets(each)]


def filter_set(route: str) -> type[ListFilterSet] | None:
    """The filters of the list page that a route leads to."""
    view: Any = resolve(reverse(route)).func
    return getattr(view.view_class, "filterset_class", None)


@pytest.fixture
def register(shipped_register: None, db: None) -> None:
    """The shipped records and a register that uses everything."""
    rich.record(status="published")
    hidden_records(public_register())


@pytest.fixture
def forgotten() -> None:
    """Let each query be put into SQL anew, whichever test did so before."""
    visibility._sql.cache_clear()
    filterset._PREPARED.clear()
    # What the collector leaves out (see conftest) is listed nowhere.
    gc.unfreeze()
    objects = gc.get_objects()
    gc.freeze()
    for one in objects:
        # Not isinstance: what an earlier request left lazy, as its CSP nonce, would be made now.
        if issubclass(type(one), PreparedQuery):
            one._prepared.clear()


@pytest.mark.parametrize(
    "loose",
    [
        lambda: Mark.objects.order_by("document", "start", "end", "kind"),
        lambda: Meeting.objects.order_by("slug"),
        lambda: Meeting.objects.public().order_by("first_day", "slug"),
        lambda: Statement.objects.order_by("order", "number"),
        lambda: Statement.objects.order_by("key"),
        lambda: Statement.objects.filter(meeting__slug="one").order_by("number"),
        lambda: Passage.objects.filter(document__key="one").order_by("start"),
        lambda: Pledge.objects.order_by("pk", "pledgers__order").values_list("pledgers__pk"),
        lambda: Pledge.objects.order_by("pledgers__pk"),
        lambda: Person.objects.order_by("sort_name", F("key") + 1),
        lambda: Participant.objects.order_by("code"),
        lambda: Participant.objects.order_by()[:10],
    ],
)
def test_order_that_leaves_rows_alike_is_found(loose: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(judged(loose, monkeypatch)) == 1


@pytest.mark.parametrize(
    "total",
    [
        lambda: Mark.objects.order_by("start", "pk"),
        lambda: Mark.objects.order_by("start", "uid"),
        lambda: Meeting.objects.order_by("slug", "layer"),
        lambda: Meeting.objects.records().order_by("slug"),
        lambda: Meeting.objects.filter(slug="one").order_by("layer"),
        lambda: Statement.objects.filter(meeting=1).order_by("number"),
        lambda: Statement.objects.published().order_by("key"),
        lambda: Statement.objects.order_by("meeting", "number"),
        lambda: Pledge.objects.filter(pledgers__pk__gt=0).order_by("pledgers__pk"),
        lambda: Pledge.objects.order_by("pk", "pledgers__pk"),
        lambda: Pledge.objects.order_by("title").values_list("title"),
        lambda: Participant.objects.filter(mentioned_in=1).order_by("sort_name", "slug"),
    ],
)
def test_order_down_to_a_unique_key_is_total(total: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged(total, monkeypatch) == set()


def test_order_of_every_model_is_total(monkeypatch: pytest.MonkeyPatch) -> None:
    ordered = [model for model in our_models() if model._meta.ordering]

    for model in ordered:
        rows = QuerySet(model)
        assert judged(lambda rows=rows: rows, monkeypatch) == set(), model
    # What has none is written and counted by the code, and never listed by itself.
    assert {model.__name__ for model in our_models()} - {model.__name__ for model in ordered} == {
        *("Tally", "MeetingTally", "StatementParticipant", "StatementPerson"),
        *("ListedPerson", "ListedDocument", "UncoveredText", "SentForm", "OpenRecord"),
        "Sitting",
    }


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)
def test_order_of_every_list_of_the_admin_is_total(
    model: type[Model], monkeypatch: pytest.MonkeyPatch, admin_user: User
) -> None:
    page = admin.site._registry[model]
    request = RequestFactory().get("/")
    request.user = admin_user

    assert judged(lambda: page.get_queryset(request), monkeypatch) == set()
    assert judged(lambda: page.get_changelist_instance(request).queryset, monkeypatch) == set()


def test_every_filter_set_is_that_of_a_list() -> None:
    assert {filter_set(name) for name in LISTS} - {None} == set(filter_sets())


def test_every_order_is_total(
    register: None,
    forgotten: None,
    client: Client,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with noted_orders(monkeypatch) as orders:
        _run_commands(tmp_path)
        _open_pages(client)
        _open_lists(client, monkeypatch)
        _open_admin(client)
        _call_what_no_page_calls()
        _send_forms(client)
        _add_from_list(client)
        _merge(client)
        _curate(client)
        _keep_history(client)
        _correct(client, monkeypatch)

    assert sorted(orders.loose) == []
    assert sorted(written_sites() - orders.sites) == []
    assert _unknown(orders) == []


def _unknown(orders: Orders) -> list[Any]:
    """Calls that were made and not found in the code: these would be found nowhere else either."""
    return sorted(orders.sites - written_sites())


def _run_commands(folder: Path) -> None:
    # The register holds records with every fault.
    with pytest.raises(CommandError, match="faults"):
        call_command("check_records", stdout=io.StringIO(), stderr=io.StringIO())
    call_command("dump_records", str(folder), stdout=io.StringIO())
    call_command("dump_register", str(folder / "register"), stdout=io.StringIO())
    kept_versions(Meeting.objects.records()[0])
    call_command("load_records", "fixtures/records", "--replace", stdout=io.StringIO())
    call_command("rebuild_index", stdout=io.StringIO())
    call_command("check_index", stdout=io.StringIO())


def _open_pages(client: Client) -> None:
    for path in [*PAGES, *(f"/search/{one}" for one in [*SEARCHES, *MORE_SEARCHES])]:
        client.get(path)
    for name, several in ROUTES.items():
        for arguments in several:
            client.get(reverse(name, kwargs=arguments))
    for verb in ("ListSets", "ListRecords&metadataPrefix=oai_dc"):
        client.get(f"/oai/?verb={verb}")
    assert [*due(now())] == []


def _open_lists(client: Client, patch: pytest.MonkeyPatch) -> None:
    """Every list in every order: by page, after a row and before one, and as if it were long."""
    for name in LISTS:
        filters: Any = filter_set(name)
        sorts = (
            filters.base_filters[SORT].orders if filters and SORT in filters.base_filters else ()
        )
        for asked in [{}, *({SORT: value} for value in sorts)]:
            first = client.get(reverse(name), asked, follow=True).context["object_list"]
            for row in first[:1]:
                client.get(reverse(name), asked | {"after": getattr(row, "pk", 1)}, follow=True)
                client.get(reverse(name), asked | {"before": getattr(row, "pk", 1)}, follow=True)
            with patch.context() as patched:
                patched.setattr(pages, "DEEPEST", 1)
                client.get(reverse(name), asked, follow=True)


def _open_admin(client: Client) -> None:
    boss = User.objects.get(username="boss")
    client.force_login(boss)
    # Not the first page itself, where Django orders the log by time alone.
    worklists(boss)
    reports_of(boss)
    missing_pages(boss)
    PageText.objects.records()
    for model in ours():
        for asked in ({}, {"q": "fish"}):
            client.get(address(model, "changelist"), asked)
        for row in model._default_manager.order_by("-pk")[:2]:
            client.get(address(model, "change", row.pk))
    client.get(reverse("admin:meetings_meeting_comments", args=[Meeting.objects.records()[0].pk]))
    for model, choose in (*choosing._CHOICES.items(), *choosing._ANYWHERE.items()):
        list(choose(model._default_manager.all(), "fish")[:20])
    client.get(reverse("admin:meetings_meeting_preview", args=[Meeting.objects.records()[0].pk]))
    list(participants_meant(Participant.objects.all(), "fish")[:20])
    list(people_meant(Person.objects.all(), "fish")[:20])


def _send_forms(client: Client) -> None:
    """A form that was sent before, a document, and one that deletes what was published."""
    page = address(Topic, "add")
    for _time in range(2):
        client.post(page, sent(client.get(page), name="Angling"))
    pasted = {"text": "Fish.\nNets.", "rights": "passages only"}
    proposed = client.post(reverse("admin:meetings_meeting_from_document"), pasted)
    assert client.get(proposed.headers["Location"]).status_code == 200
    said = Meeting.objects.published().get(slug="fish-1").statements.latest("number", "pk")
    put_by_source(said)
    form = {"post": "yes", "_why": "Said by nobody", "_mark_as": "narrative"}
    assert client.post(address(Statement, "delete", said.pk), form).status_code == 302


def _add_from_list(client: Client) -> None:
    """Delegations from a list, which is asked what its names may mean."""
    bare = build.meeting("listed", status="draft")
    page = reverse("admin:meetings_meeting_delegations_from_list", args=[bare.pk])
    whole = {"role": "member", "level": "not stated", "presence": "not stated"}
    rows = {"rows": 1, "row-0-take": "on", "row-0-participant": "Graustark"}
    person = {"row-0-person": "new", "row-0-name": "Ada Netter"}
    sent_list = {"text": "Graustark: Ms. Ada Netter"} | whole | rows | person
    assert client.post(page, sent_list).status_code == 200
    assert client.post(page, sent_list | {"_confirm": "x"}).status_code == 302
    for ask in (like_participants, like_people, like_topics, like_meetings):
        ask("fish")


def _merge(client: Client) -> None:
    """Two people, made one, and two records."""
    one, other = (build.person(name) for name in ("Ada Angler", "Ada Anglers"))
    url = reverse("admin:participants_person_merge")
    client.get(url, {"ids": [one.pk, other.pk]})
    asked = {"keep": one.pk, "value-name": one.pk, "why": "entered twice"}
    assert client.post(url, asked | {"ids": [one.pk, other.pk]}).status_code == 302
    client.get(reverse("admin:meetings_merge_changelist"))
    drafts = [build.meeting(slug, title="Twice", status="draft") for slug in ("once", "again")]
    for one in drafts:
        build.delegation(one, build.participant("Anglia"))
    numbers = [one.pk for one in drafts]
    asked = {"ids": numbers, "keep": numbers[0], "why": "entered twice"}
    url = reverse("admin:meetings_meeting_merge")
    client.get(url, asked)
    assert client.post(url, asked).status_code == 302


def _curate(client: Client) -> None:
    """Every act of the desk, each on a draft of its own, and the pages of the desk."""
    for case in CASES.values():
        with transaction.atomic():
            meeting = draft()
            desk = [reverse(f"admin:meetings_meeting_{name}", args=[meeting.pk]) for name in DESK]
            assert client.post(desk[1], case.data(meeting, client)).status_code == 302
            assert client.get(desk[0]).status_code == 200
            client.post(desk[2])
            transaction.set_rollback(True)
    meeting = draft()
    act = reverse("admin:meetings_meeting_desk_act", args=[meeting.pk])
    for do, words in (
        ("mark:statement", "Japan will give 100 nets"),
        ("mark:delegate", "Fiji"),
        (f"accept:meeting-{meeting.pk}", ""),
    ):
        assert client.post(act, said_at_desk(meeting, do, words)).status_code in (200, 302)
    bare = build.meeting("bare", status="draft")
    client.get(reverse("admin:meetings_meeting_desk", args=[bare.pk]))
    for noun, named in NAMED.items():
        assert list(named.find("fish")) is not None, noun
    for noun in ("person", "who"):
        client.get(reverse("admin:meetings_desk_names"), {"noun": noun, "q": "fish"})


def _keep_history(client: Client) -> None:
    """Revisions of a draft: stored by a sitting and a step, listed, compared, given up."""
    boss, draft = User.objects.get(username="boss"), build.meeting("given-up", status="draft")
    for theme in ("Fish", "Nets"):
        Meeting.objects.filter(pk=draft.pk).update(theme=theme)
        store_revision(draft, Action.EDIT, boss)
    one, other = draft.revisions.all()
    client.get(address(Revision, "changelist"), {"meeting__id__exact": draft.pk})
    compare = reverse("admin:meetings_revision_compare")
    assert client.get(compare, {"before": one.pk, "after": other.pk}).status_code == 200
    assert len(list(record_files(draft))) == 2
    assert record_file(one)
    held = RequestFactory().post("/")
    held.user = boss
    with transaction.atomic():
        hold(held, Document.objects.get(key="fish-1-report"))
    forget_drafts(draft)


def _correct(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A correction of what is public, published in its place, with a number that is given back."""
    boss = User.objects.get(username="boss")
    record = Meeting.objects.published().get(slug="fish-1")
    draft = begin_correction(record, boss, "For its order")
    for noun in ("statement", "pledge"):
        RetiredNumber.objects.create(meeting=draft, noun=noun, number=99)
    client.get(reverse("admin:meetings_meeting_numbers", args=[draft.pk]))
    give_back(draft, "statement", 99, draft.statements.earliest("number", "pk").number, boss)
    submit(draft, boss)
    # What was called before left the record with faults.
    monkeypatch.setattr("meetings.publication.faults_of", lambda *_: [])
    publish(draft, boss)


def _call_what_no_page_calls() -> None:
    texts_of_passages(Document.objects.get(key="fish-1-report"))
    shipped_participants()
    tally_others_alone()
    fish = Meeting.objects.published().get(slug="fish-1")
    headings_above(fish.pk)
    languages_of(fish.pk)
    attempts.wait("ada", "198.51.100.7")
    for part in [*fish.sessions.all(), *fish.statements.all(), *fish.relations.all()]:
        part_checks(part)
    aside_of(fish)
    stored_register()
