from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from participants.models import Participant, ParticipantName, Person, PersonName

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


class FormReader(HTMLParser):
    """What a browser would send for the page's fields, submit buttons left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, kind = given.get("name") or "", given.get("type", "text")
        if tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given and self.select:
            self.data.setdefault(self.select, []).append(given.get("value") or "")
        elif tag == "input" and name and self.is_sent(kind, given):
            self.data.setdefault(name, []).append(given.get("value") or "")

    @staticmethod
    def is_sent(kind: str | None, given: dict[str, str | None]) -> bool:
        if kind in ("checkbox", "radio"):
            return "checked" in given
        return kind not in ("submit", "image")


@pytest.fixture
def person() -> Person:
    person = Person.objects.create(key="ban-ki-moon", name="Ban Ki-moon", sort_name="Ban Ki-moon")
    PersonName.objects.create(person=person, name="BAN Ki-moon")
    return person


def snapshot() -> list[Any]:
    models = (Participant, ParticipantName, Person, PersonName)
    return [list(model.objects.order_by("pk").values()) for model in models]


def address(row: Participant | Person) -> str:
    return reverse(f"admin:participants_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize(
    ("term", "names"),
    [
        ("turkey", ["Türkiye"]),
        ("KOR", ["Democratic People's Republic of Korea", "Republic of Korea"]),
        ("cote ivoire", ["Côte d'Ivoire"]),
        ("chinese institute", None),
    ],
)
def test_participants_are_searched_by_every_name(
    admin_client: Client, term: str, names: list[str] | None
) -> None:
    url = reverse("admin:participants_participant_changelist")

    page = admin_client.get(url, {"q": term})

    found = [row.name for row in page.context["cl"].result_list]
    if names is None:
        names = [
            "China Institute of International Studies",
            "China Institutes of Contemporary International Relations",
        ]
    assert [name for name in found if "Ministry" not in name] == names


def test_participant_is_offered_by_autocomplete(admin_client: Client) -> None:
    page = admin_client.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "participants",
            "model_name": "participant",
            "field_name": "part_of",
            "term": "turkey",
        },
    )

    assert [result["text"] for result in page.json()["results"]] == ["Türkiye"]


def test_participants_are_listed_in_a_fixed_number_of_queries(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = reverse("admin:participants_participant_changelist")

    # Session, user, count and rows.
    with django_assert_num_queries(5):
        page = admin_client.get(url, {"kind": "UN body"})

    assert page.status_code == 200


@pytest.mark.parametrize("code", ["NLD", "KOR"])
def test_participant_saved_unchanged_changes_nothing(admin_client: Client, code: str) -> None:
    row = Participant.objects.get(code=code)
    before = snapshot()
    sent = FormReader(admin_client.get(address(row)).content.decode()).data

    answer = admin_client.post(address(row), sent)

    assert answer.status_code == 302
    assert snapshot() == before
    assert sent["name"] == [row.name]
    assert "slug" not in sent
    assert "shipped" not in sent


def test_person_saved_unchanged_changes_nothing(admin_client: Client, person: Person) -> None:
    before = snapshot()
    sent = FormReader(admin_client.get(address(person)).content.decode()).data

    answer = admin_client.post(address(person), sent)

    assert answer.status_code == 302
    assert snapshot() == before
    assert sent["names-0-name"] == ["BAN Ki-moon"]


def test_participant_slug_and_shipped_sent_by_hand_are_not_taken(admin_client: Client) -> None:
    row = Participant.objects.get(code="MLI")
    sent = FormReader(admin_client.get(address(row)).content.decode()).data

    admin_client.post(address(row), sent | {"slug": "elsewhere", "shipped": ""})

    row.refresh_from_db()
    assert (row.slug, row.shipped) == ("mali", True)


@pytest.mark.parametrize(("sort_name", "new_sort_name"), [("", "zenda"), ("Kingdom", "kingdom")])
def test_sort_name_follows_the_name_it_was_made_from(
    admin_client: Client, sort_name: str, new_sort_name: str
) -> None:
    row = Participant.objects.create(
        slug="ruritania", name="Ruritania", sort_name=sort_name, kind="other"
    )
    sent = FormReader(admin_client.get(address(row)).content.decode()).data

    admin_client.post(address(row), sent | {"name": "Zenda"})

    row.refresh_from_db()
    assert (row.name, row.sort_name, row.folded) == ("Zenda", new_sort_name, "zenda")


def test_participant_is_added_with_names(admin_client: Client) -> None:
    url = reverse("admin:participants_participant_add")
    sent = FormReader(admin_client.get(url).content.decode()).data

    answer = admin_client.post(
        url,
        sent
        | {
            "slug": "ruritania",
            "name": "Ruritania",
            "kind": "other",
            "names-TOTAL_FORMS": "1",
            "names-0-name": "Zenda",
            "names-0-kind": "former",
        },
    )

    row = Participant.objects.get(slug="ruritania")
    assert answer.status_code == 302
    assert (row.code, row.shipped, row.sort_name) == (None, False, "ruritania")
    assert list(row.names.values_list("name", "kind", "folded")) == [("Zenda", "former", "zenda")]


def test_participant_shipped_cannot_be_deleted(admin_client: Client) -> None:
    row = Participant.objects.get(code="MLI")
    url = reverse("admin:participants_participant_delete", args=[row.pk])

    assert admin_client.post(url, {"post": "yes"}).status_code == 403
    answer = admin_client.post(
        reverse("admin:participants_participant_changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )

    assert answer.status_code == 403
    assert Participant.objects.filter(code="MLI").exists()


def test_participant_links_to_its_page_while_it_is_public(admin_client: Client) -> None:
    public = Participant.objects.get(code="MLI")
    private = Participant.objects.create(slug="ruritania", name="Ruritania", kind="other")

    pages = [admin_client.get(address(row)).content.decode() for row in (public, private)]

    assert 'href="/participants/mali/"' in pages[0]
    assert "/participants/ruritania/" not in pages[1]


def test_person_links_to_no_page_while_no_published_record_names_them(
    admin_client: Client, person: Person
) -> None:
    assert "/people/ban-ki-moon/" not in admin_client.get(address(person)).content.decode()


def test_sort_name_is_shown_and_kept_as_it_was_written(admin_client: Client) -> None:
    row = Person.objects.create(key="john-holmes", name="John Holmes", sort_name="Holmes, John")
    sent = FormReader(admin_client.get(address(row)).content.decode()).data

    answer = admin_client.post(address(row), sent | {"name": ["Sir John Holmes"]})

    row.refresh_from_db()
    assert answer.status_code == 302
    assert sent["sort_name"] == ["Holmes, John"]
    assert (row.name, row.sort_name) == ("Sir John Holmes", "holmes, john")
    assert row.sort_name_written == "Holmes, John"
