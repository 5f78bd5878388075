"""Nothing of a hidden record shows, by any address that the site answers.

The whole URLconf is walked: a route whose arguments are not told here fails the test. What an
address itself says is not a leak; so an address that asks for a hidden thing must answer exactly
as one that asks for what never was.

Covers portal.urls as well.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from pytest_django import DjangoDbBlocker

from meetings.derived.refresh import refresh_derived
from meetings.formats.feeds.lists import LIST_FEEDS
from meetings.formats.lists import LIST_FORMATS, LISTS
from meetings.formats.registry import FILE_FORMATS
from meetings.models import Document, Meeting
from portal.page_texts.page_text import PageKey
from portal.search.search_request import GROUPS
from portal.sitemaps import sections
from tests import registers
from tests.portal.body_text import body_text
from tests.portal.canaries import (
    CORRECTION,
    MARK,
    STATES,
    Nouns,
    hidden_records,
    public_register,
)

pytestmark = pytest.mark.django_db

#: the words that hidden things carry
WORDS = (*STATES, CORRECTION)
#: public arguments of each route; those with a slug or key are asked for hidden ones too
ROUTES: dict[str, list[dict[str, Any]]] = {
    "home": [{}],
    "search": [{}],
    "search_suggestions": [{}],
    "opensearch": [{}],
    "opensearch_suggestions": [{}],
    "oembed": [{}],
    "how_records_are_made": [{}],
    **{key: [{}] for key in PageKey.values},
    "report": [{}],
    "report_status": [{"token": "open-report"}, {"token": "never-sent"}],
    "robots_txt": [{}],
    "favicon": [{}],
    "security_txt": [{}],
    "sitemap": [{}],
    "sitemap_section": [{"section": name} for name in sections()],
    "record_schema": [{}],
    "verify": [{}],
    "quote": [{}],
    "oai": [{}],
    "oai_record_schema": [{}],
    "api": [{}],
    "openapi": [{}],
    "meeting_list": [{}],
    "meeting": [
        {"slug": slug} for slug in ("open-meeting", "open-stub", "open-former", "open-former-stub")
    ],
    "meeting_print": [{"slug": "open-meeting"}, {"slug": "open-second"}, {"slug": "open-stub"}],
    "versions": [{"slug": "open-meeting"}, {"slug": "open-former"}, {"slug": "open-stub"}],
    "version": [{"slug": "open-meeting", "number": number} for number in (1, 2, 3)],
    "version_json": [{"slug": "open-meeting", "number": number} for number in (1, 2, 3)],
    "statement_history": [{"slug": "open-meeting", "number": number} for number in (1, 900)],
    **{feed.route: [{}] for feed in LIST_FEEDS},
    "meeting_list_ics": [{}],
    "search_atom": [{}],
    "search_pdf": [{}],
    "follow": [{}],
    "changes": [{}],
    "changes_atom": [{}],
    "statement_list": [{}],
    "statement": [{"slug": "open-meeting", "number": number} for number in (1, 900)],
    "series_list": [{}],
    "series": [{"slug": "open-series"}, {"slug": "open-former"}],
    "participant_list": [{}],
    "participant": [{"slug": "open-land"}, {"slug": "open-former"}],
    "person_list": [{}],
    "delegation_list": [{}],
    "person": [{"key": "open-person"}, {"key": "open-former"}],
    "pledge_list": [{}],
    "pledge": [{"slug": "open-meeting", "number": number} for number in (1, 900)],
    "topic_list": [{}],
    "topic": [{"slug": "open-topic"}, {"slug": "open-former"}],
    "document_list": [{}],
    "document": [{"key": "open-document"}, {"key": "open-former"}],
}
ROUTES |= {"people_popolo": [{}], "participants_popolo": [{}]}
ROUTES["meeting_annotation_page"] = [{"slug": "open-meeting", "number": n} for n in (1, 2)]
ROUTES["document_annotation_page"] = [{"key": "open-document", "number": n} for n in (1, 2)]
# A file is asked for whatever its page is.
ROUTES |= {fmt.route: ROUTES[fmt.noun] for fmt in FILE_FORMATS}
ROUTES |= {f"{noun}_cite": ROUTES[noun] for noun in ("meeting", "statement", "pledge")}
LIST_FILES = [f"{listing.name}_{extension}" for listing in LISTS for extension in LIST_FORMATS]
ROUTES |= {name: [{}] for name in LIST_FILES}
#: arguments of the admin's routes by their name; an anonymous visitor is sent to sign in
ADMIN_ARGUMENTS = {
    "object_id": "1",
    "id": "1",
    "pk": "1",
    "content_type_id": "1",
    "app_label": "meetings",
    "url": f"{MARK}draft",
}
#: what filters without a closed list are asked for, by their name
PUBLIC_VALUES = {
    "words": ["open", "matters"],
    "participant": ["open-land"],
    "country": ["open-land"],
    "person": ["open-person"],
    "topic": ["open-topic"],
    "series": ["open-series"],
    "meeting": ["open-meeting"],
    "issuer": ["open-land"],
    "year_from": ["1999", "2009"],
    "year_to": ["1999", "2009", "99999"],
    "due_from": ["1999", "2009"],
    "due_to": ["1999", "2009"],
}
#: which hidden things routes and filters are asked for, by their name; any other filter for a word
HIDDEN_NOUNS = {
    "participant": ["land", "former"],
    "country": ["land"],
    "issuer": ["land"],
    "person": ["person", "former"],
    "topic": ["topic", "former"],
    "series": ["series", "former"],
    "document": ["document", "former"],
    "meeting": ["meeting", "shared", "stub", "former", "former-stub"],
    "meeting_print": ["meeting", "shared", "stub", "former"],
    "meeting_annotation_page": ["meeting", "shared", "stub", "former"],
    "document_annotation_page": ["document", "former"],
    "versions": ["meeting", "shared", "stub", "former"],
    "version": ["meeting", "shared", "stub", "former"],
    "version_json": ["meeting", "shared", "stub", "former"],
    "statement_history": ["meeting", "shared", "stub", "former"],
    "statement": ["meeting", "shared", "former"],
    "pledge": ["meeting", "shared", "former"],
}
HIDDEN_NOUNS |= {
    fmt.route: HIDDEN_NOUNS[fmt.noun] for fmt in FILE_FORMATS if fmt.noun in HIDDEN_NOUNS
}
HIDDEN_NOUNS |= {f"{noun}_cite": HIDDEN_NOUNS[noun] for noun in ("meeting", "statement", "pledge")}
#: what files of lists are asked for; one that does not have the filter leaves it out
FILE_QUERIES = ["words=open", "participant=open-land"]
UNKNOWN = "xynever-existed"
#: what is another in each form of a visitor
SIGNED = re.compile(r'name="word" value="[^"]+"')
UNHEARD = "xyneverheard"
#: what the search page and the suggestions are asked for; words of the public register
SEARCHES = [
    "?q=open",
    "?q=matters",
    "?q=mat*&sort=relevance",
    "?q=open&group=statements",
    "?q=land",
    "?q=meting",
    "?q=open+unheard",
    "?from=open-land",
    "?topic=open-topic&year_from=1999&year_to=2009",
    "?in=open-series&form=reported",
    *(f"?q=open&group={name}" for name in GROUPS),
]


def routes(patterns: Any, namespace: str = "", pre: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every route below ``patterns``: its name with the namespace, and its arguments' names.

    One without a name has its pattern for a name.
    """
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inside = ":".join(filter(None, [namespace, entry.namespace]))
            yield from routes(entry.url_patterns, inside, pre + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            name = entry.name or f"<{pre}{entry.pattern}>"
            yield ":".join(filter(None, [namespace, name])), list(entry.pattern.regex.groupindex)


def pages() -> list[str]:
    """The address of every public route with public arguments."""
    return [reverse(name, kwargs=kwargs) for name, args in ROUTES.items() for kwargs in args]


def public_addresses() -> list[str]:
    """Every page, and every list with each of its pages and choices."""
    found = pages()
    lists = [reverse(name) for name in ROUTES if name.endswith("_list")]
    found += [f"{url}?page={page}" for url in lists for page in (1, 2)]
    found += [f"{reverse(name)}?{query}" for name in LIST_FILES for query in FILE_QUERIES]
    for url in lists:
        for name, choices in filters(url):
            values = [*choices, *PUBLIC_VALUES.get(name, ["yes"])]
            found += [f"{url}?{name}={value}" for value in values]
    found += [f"{reverse('follow')}?about={url}" for url in (*lists, "/participants/open-land/")]
    searches = ("search", "search_suggestions", "opensearch_suggestions", "search_atom")
    for name in (*searches, "search_pdf"):
        found += [f"{reverse(name)}{query}" for query in SEARCHES]
    marked = reverse("meeting", kwargs={"slug": "open-meeting"})
    asked = "verify/?address=/meetings/open-meeting/versions"
    found += [f"/{asked}/{number}/&words=matters" for number in (1, 2, 3)]
    found += [f"{reverse('quote')}?q=it+was+said+that+{word}+matters" for word in ("open", "it")]
    version = reverse("version", kwargs={"slug": "open-meeting", "number": 3})
    found += [f"{version}?with={number}" for number in (1, 2, 3, 4)]
    said = reverse("statement", kwargs={"slug": "open-meeting", "number": 1})
    found += [
        f"{reverse('oembed')}?url=http://testserver{said}&format={f}" for f in ("json", "xml")
    ]
    hidden = [address for address, _value, _other in hidden_routes()]
    found += [f"{reverse('report')}?{urlencode({'about': address})}" for address in hidden]
    return [*found, f"{marked}?mark=open+matters"]


def hidden_searches() -> list[tuple[str, str, str]]:
    """Searches for hidden words and names: the address, the value, and one for an unknown value."""
    queries = ["q={}*", 'q="{}"', "q=open+{}", "q=open+-{}"]
    queries += [f"q=open&{name}={{}}" for name in ("from", "topic", "in")]
    values = [(word, UNHEARD) for word in (*WORDS, *(word[:-1] for word in WORDS))]
    values += [(f"{w}-{n}", f"{UNHEARD}-{n}") for w in WORDS for n in ("land", "series")]
    pages = [f"{reverse('search')}?{query}" for query in queries]
    pages.append(f"{reverse('search_suggestions')}?q={{}}")
    pages.append(f"{reverse('opensearch_suggestions')}?q={{}}")
    pages.append(f"{reverse('quote')}?q=Source+of+{{0}}:+it+was+said+that+{{0}}+matters.")
    pages.append(f"{reverse('oembed')}?url=http://testserver/meetings/{{}}-meeting/statements/1/")
    return [(page.format(v), v, page.format(other)) for page in pages for v, other in values]


def filters(url: str) -> list[tuple[str, list[str]]]:
    """The filters of a list, each with the values of its closed list."""
    view = getattr(resolve(url).func, "view_class", None)
    filterset = getattr(view, "filterset_class", None)
    if filterset is None:
        return []
    return [
        (name, [str(value) for value, _label in (entry.extra.get("choices") or ())])
        for name, entry in filterset.base_filters.items()
    ]


def hidden_routes() -> list[tuple[str, str, str]]:
    """Hidden rows on every route that takes a slug or key: address, value, unknown address."""
    return [
        (
            reverse(name, kwargs=_with(args[0], value)),
            value,
            reverse(name, kwargs=_with(args[0], UNKNOWN)),
        )
        for name, args in ROUTES.items()
        if args[0]
        for value in hidden_values(name)
    ]


def _with(kwargs: dict[str, Any], value: str) -> dict[str, Any]:
    return {name: value if name in ("slug", "key") else old for name, old in kwargs.items()}


def hidden_filters() -> list[tuple[str, str, str]]:
    """Lists asked for hidden values: the address, the value, and the address of an unknown one."""
    return [
        (f"{url}?{name}={value}", value, f"{url}?{name}={UNKNOWN}")
        for url in (reverse(name) for name in ROUTES if name.endswith("_list"))
        for name, _choices in filters(url)
        for value in hidden_values(name)
    ]


def hidden_values(name: str) -> list[str]:
    """What a route or filter of this name is asked for: slugs of its noun in each hidden state."""
    nouns = HIDDEN_NOUNS.get(name)
    return [f"{word}-{noun}" for word in WORDS for noun in nouns] if nouns else list(WORDS)


def everything(response: HttpResponse) -> str:
    """Status, headers and body of a response, in small letters; its length aside."""
    headers = "\n".join(
        f"{name}: {value}" for name, value in response.items() if name != "Content-Length"
    )
    # The moment of an answer is no part of what it says.
    body = re.sub(r"<responseDate>[^<]*", "", SIGNED.sub("", body_text(response)))
    return f"{response.status_code}\n{headers}\n{body}".lower()


def leaks(client: Client, addresses: list[str]) -> list[str]:
    """The addresses whose response holds a canary word."""
    return [url for url in addresses if MARK in everything(client.get(url))]


def answered(
    client: Client, asked: list[tuple[str, str, str]]
) -> Iterator[tuple[tuple[str, str, str], str]]:
    """What is asked, each with the response for the unknown value, that value left out."""
    answers: dict[str, str] = {}
    for entry in asked:
        other = entry[2]
        if other not in answers:
            answers[other] = everything(client.get(other)).replace(UNKNOWN, "…")
        yield entry, answers[other]


@pytest.fixture(scope="module")
def public(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Nouns]:
    """The public register, and the nouns it uses."""
    with registers.taken_back(django_db_blocker):
        with django_db_blocker.unblock():
            known = public_register()
        yield known


@pytest.fixture(scope="module")
def hidden(public: Nouns, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Hidden records beside the public register."""
    with registers.taken_back(django_db_blocker):
        with django_db_blocker.unblock():
            hidden_records(public)
        yield


def test_every_route_is_walked() -> None:
    walked = dict(routes(get_resolver().url_patterns))
    admin = {name: args for name, args in walked.items() if name.startswith("admin:")}

    unknown = {name for name in walked if name not in admin and name not in ROUTES}
    strange = {arg for args in admin.values() for arg in args if arg not in ADMIN_ARGUMENTS}

    assert unknown == set()
    assert strange == set()
    assert set(ROUTES) <= set(walked)


def test_hidden_records_change_no_public_response(client: Client, public: Nouns) -> None:
    assert not Meeting.objects.filter(slug__startswith=MARK).exists()
    addresses = public_addresses()
    before = {url: everything(client.get(url)) for url in addresses}

    hidden_records(public)

    changed = [url for url in addresses if everything(client.get(url)) != before[url]]
    assert changed == []
    assert not any(MARK in response for response in before.values())
    assert {response.partition("\n")[0] for response in before.values()} >= {"200", "301"}


def test_address_of_hidden_row_answers_like_unknown_one(client: Client, hidden: None) -> None:
    gone = everything(client.get("/meetings/open-meeting/pledges/900/"))

    different = []
    for (url, value, _other), never in answered(client, hidden_routes()):
        told = everything(client.get(url))
        withdrawn = value.startswith(f"{MARK}withdrawn") and told.startswith("410")
        if told.replace(value, "…") != (gone if withdrawn else never):
            different.append(url)
    assert different == []


def test_withdrawn_record_and_its_former_address_are_gone(client: Client, hidden: None) -> None:
    for slug in (f"{MARK}withdrawn-meeting", f"{MARK}withdrawn-former"):
        response = client.get(reverse("meeting", kwargs={"slug": slug}))

        assert response.status_code == 410
        assert MARK not in everything(response)


def test_filter_of_hidden_value_answers_like_unknown_one(client: Client, hidden: None) -> None:
    different = [
        url
        for (url, value, _other), never in answered(client, hidden_filters())
        if everything(client.get(url)).replace(value, "…") != never
    ]
    assert different == []


def test_search_for_hidden_words_answers_like_for_unknown_ones(
    client: Client, hidden: None
) -> None:
    different = []
    for url, value, other in hidden_searches():
        unknown = everything(client.get(other)).replace(UNHEARD, "…")
        word = value.partition("-")[0]
        if everything(client.get(url)).replace(word, "…") != unknown:
            different.append(url)
    assert different == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/meetings/{MARK}draft-meeting/\0", 400),
        (f"/statements/?words={MARK}draft%00", 400),
        (f"/statements/?words={MARK}draft%ff", 400),
        (f"/meetings/{MARK}draft-meeting/statements/999999999999/", 404),
        (f"/pledges/?meeting={MARK}draft-meeting&page=1000000000", 404),
        (f"/{MARK}draft-meeting/", 404),
    ],
)
def test_error_page_repeats_nothing(
    client: Client, hidden: None, address: str, status: int
) -> None:
    response = client.get(address)

    assert response.status_code == status
    assert MARK not in everything(response)


def test_admin_shows_anonymous_visitor_only_the_way_in(client: Client, hidden: None) -> None:
    walked = routes(get_resolver().url_patterns)

    for name, args in walked:
        if not name.startswith("admin:") or name.startswith("admin:<"):
            continue
        url = reverse(name, kwargs={arg: ADMIN_ARGUMENTS[arg] for arg in args})
        response = client.get(url)
        told = everything(response).replace(url.lower(), "")

        assert response.status_code in (200, 302, 404, 405), name
        assert MARK not in told, name
        if response.status_code == 302:
            assert response["Location"].startswith(reverse("admin:index")), name


def test_staff_without_the_right_see_nothing_of_a_hidden_record(
    client: Client, hidden: None
) -> None:
    client.force_login(User.objects.create(username="narrow", is_staff=True))
    meetings = Meeting.objects.records().filter(slug__startswith=MARK)
    pages = [("meeting", "meetings_meeting_", meeting.pk) for meeting in meetings]
    documents = Document.objects.filter(key__startswith=MARK)
    pages += [("document", "meetings_document_", document.pk) for document in documents]
    of = {
        "meeting": [
            "change",
            "history",
            "delete",
            "checks",
            "source",
            "proposal",
            "comments",
            "numbers",
        ],
        "document": ["change", "history", "delete", "original"],
    }

    answers = [
        (url, client.get(url))
        for noun, name, pk in pages
        for page in of[noun]
        for url in [reverse(f"admin:{name}{page}", args=[pk])]
    ]

    assert len(answers) == 64
    assert {answer.status_code for _url, answer in answers} == {403}
    assert [url for url, answer in answers if MARK in everything(answer)] == []


def test_published_record_is_found_by_this_test(client: Client, hidden: None) -> None:
    canary = Meeting.objects.records().get(slug=f"{MARK}draft-shared")

    canary.status = "published"
    canary.save()
    refresh_derived(canary)

    searches = [f"/search/?topic={MARK}draft-topic", f"/search/suggestions/?q={MARK}draft"]
    found = set(leaks(client, [*pages(), *searches]))
    assert {
        "/",
        *searches,
        "/meetings/",
        "/statements/",
        "/pledges/",
        "/participants/",
        "/people/",
        "/topics/",
        "/participants/open-land/",
        "/people/open-person/",
        "/topics/open-topic/",
        "/series/open-series/",
        "/documents/",
        "/documents/open-document/",
    } <= found


def test_harvesters_get_nothing_hidden_but_where_a_withdrawn_record_was(
    client: Client, hidden: None
) -> None:
    seen = ""
    for prefix in ("oai_dc", "record"):
        seen += everything(client.get(f"/oai/?verb=ListRecords&metadataPrefix={prefix}"))
    seen += everything(client.get("/oai/?verb=ListSets"))
    deleted = re.findall(rf"<identifier>(oai:[^:]+:{MARK}[^<]+)<", seen)
    nowhere = f"/oai/?verb=ListIdentifiers&metadataPrefix=oai_dc&set={MARK}withdrawn-series"
    unknown = f"/oai/?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:{MARK}draft"
    assert deleted
    assert {one.split(":")[2].split("-")[0] for one in deleted} == {f"{MARK}withdrawn"}
    assert MARK not in re.sub("<identifier>[^<]*", "", seen)
    assert 'code="norecordsmatch"' in everything(client.get(nowhere))
    assert 'code="iddoesnotexist"' in everything(client.get(f"{unknown}-meeting"))
