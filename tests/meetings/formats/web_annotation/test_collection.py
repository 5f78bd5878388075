"""Passages as annotations, read back by a processor of JSON-LD that others wrote (pyld).

Covers meetings.formats.web_annotation.annotation, meetings.formats.web_annotation.passages and
meetings.views.annotations as well.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pyld import jsonld

from meetings.formats.web_annotation import collection
from meetings.models import Document, FormerSlug, Meeting, Passage
from tests.meetings import build
from tests.meetings.formats.web_annotation.vocabulary import CONTEXT

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
TEXT = "𝔸 cod is rare. A cod is dear."


def read(client: Client, address: str) -> Any:
    """A file as JSON; its context is the one of the W3C."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (
        200,
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    )
    told = json.loads(response.content)
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld"
    return told


def expanded(told: Any) -> Any:
    """What the file says, without names that only the context explains."""
    (node,) = jsonld.expand({**told, "@context": CONTEXT})
    return node


def annotations(client: Client, address: str) -> Iterator[Any]:
    """The annotations of all pages of a collection, expanded."""
    told = read(client, address)
    page: Any = expanded(told)[f"{AS}first"][0]
    while page:
        yield from page[f"{AS}items"][0]["@list"]
        further = page.get(f"{AS}next")
        page = further and expanded(read(client, further[0]["@id"].removeprefix(SITE)))


def selected(annotation: Any) -> tuple[str, str, int, int, str]:
    """Body, source, start, end and the words of an annotation."""
    (target,) = annotation[f"{OA}hasTarget"]
    by_type = {one["@type"][0]: one for one in target[f"{OA}hasSelector"]}
    quote, position = by_type[f"{OA}TextQuoteSelector"], by_type[f"{OA}TextPositionSelector"]
    return (
        annotation[f"{OA}hasBody"][0]["@id"],
        target[f"{OA}hasSource"][0]["@id"],
        int(position[f"{OA}start"][0]["@value"]),
        int(position[f"{OA}end"][0]["@value"]),
        quote[f"{OA}exact"][0]["@value"],
    )


def recorded(**fields: str) -> Document:
    """A record of two statements and a delegation, which share words of a source."""
    meeting = build.meeting("fish", **fields)
    document = build.document(TEXT, key="report")
    land = build.participant("Ruritania", slug="land")
    build.passage(build.statement(meeting, "cod is rare."), document, 2, 14)
    build.passage(build.statement(meeting, "A cod is dear."), document, 15, 29)
    for who in (land, build.participant("Hake Hall")):
        build.passage(build.delegation(meeting, who), document, 2, 5)
    build.passage(build.pledge(meeting, "Give", land), document, 15, 16)
    return document


def test_every_passage_of_the_shipped_records_is_where_it_says(
    shipped_register: None, client: Client
) -> None:
    read_back = 0
    for meeting in Meeting.objects.published():
        expected = sorted(
            (passage.document.key, passage.start, passage.end, passage.words)
            for passage in Passage.objects.filter(meeting=meeting).select_related("document")
        )
        found = [*annotations(client, f"/meetings/{meeting.slug}.annotations.jsonld")]
        told = [selected(annotation) for annotation in found]

        assert sorted((t[1].split("/")[-1][:-4], t[2], t[3], t[4]) for t in told) == expected
        assert len({annotation["@id"] for annotation in found}) == len(found)
        for source in {t[1] for t in told}:
            text = client.get(source.removeprefix(SITE)).content.decode()
            assert all(text[t[2] : t[3]] == t[4] for t in told if t[1] == source)
        said = {t[0] for t in told if "/statements/" in t[0]}
        assert said == {SITE + row.get_absolute_url() for row in meeting.statements.all()}
        read_back += len(found)
    assert read_back > 400


def test_annotation_of_a_statement(client: Client) -> None:
    recorded()

    told = read(client, "/meetings/fish/statements/1.annotations.jsonld")

    file = f"{SITE}/meetings/fish/statements/1.annotations.jsonld"
    assert told == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": file,
        "type": "AnnotationCollection",
        "total": 1,
        "first": {
            "id": f"{file}#page-1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [
                {
                    "id": f"{file}#report:2-14",
                    "type": "Annotation",
                    "motivation": "linking",
                    "body": [
                        {"id": f"{SITE}/meetings/fish/statements/1/", "format": "text/html"},
                        {
                            "type": "TextualBody",
                            "purpose": "describing",
                            "format": "text/plain",
                            "value": "Statement: ¶1",
                        },
                    ],
                    "target": {
                        "source": f"{SITE}/documents/report.txt",
                        "scope": f"{SITE}/documents/report/",
                        "selector": [
                            {
                                "type": "TextQuoteSelector",
                                "exact": "cod is rare.",
                                "prefix": "𝔸 ",
                                "suffix": " A cod is dear.",
                            },
                            {"type": "TextPositionSelector", "start": 2, "end": 14},
                        ],
                    },
                }
            ],
        },
        "last": f"{file}#page-1",
    }


def test_annotation_has_one_address_in_all_files_and_its_own(client: Client) -> None:
    recorded()

    files = [
        [one["@id"] for one in annotations(client, f"/{path}.annotations.jsonld")]
        for path in ("meetings/fish", "documents/report", "meetings/fish/statements/2")
    ]

    meeting = f"{SITE}/meetings/fish"
    assert files[0] == files[1]
    assert files[0] == [
        f"{meeting}/statements/1.annotations.jsonld#report:2-14",
        f"{meeting}.annotations.jsonld#report:2-5",
        f"{meeting}.annotations.jsonld#report:2-5:2",
        f"{meeting}/statements/2.annotations.jsonld#report:15-29",
        f"{meeting}.annotations.jsonld#report:15-16",
    ]
    assert files[2] == files[0][3:4]


def test_bodies_are_the_parts_of_the_record(client: Client) -> None:
    recorded()

    found = read(client, "/documents/report.annotations.jsonld")["first"]["items"]

    assert [(one["body"][0]["id"], one["body"][1]["value"]) for one in found[1:]] == [
        (f"{SITE}/meetings/fish/#delegations", "Delegation: Ruritania"),
        (f"{SITE}/meetings/fish/#delegations", "Delegation: Hake Hall"),
        (f"{SITE}/meetings/fish/statements/2/", "Statement: ¶2"),
        (f"{SITE}/meetings/fish/pledges/1/", "Pledge: Give"),
    ]


def test_long_collection_has_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded()
    monkeypatch.setattr(collection, "MOST", 2)

    whole = [one["@id"] for one in annotations(client, "/meetings/fish.annotations.jsonld")]
    second = read(client, "/meetings/fish/annotations/2.jsonld")

    assert len(whole) == 5
    assert [one["id"] for one in second["items"]] == whole[2:4]
    assert {key: second[key] for key in ("startIndex", "prev", "next", "partOf")} == {
        "startIndex": 2,
        "prev": f"{SITE}/meetings/fish/annotations/1.jsonld",
        "next": f"{SITE}/meetings/fish/annotations/3.jsonld",
        "partOf": f"{SITE}/meetings/fish.annotations.jsonld",
    }
    assert client.get("/meetings/fish/annotations/4.jsonld").status_code == 404
    assert len([*annotations(client, "/documents/report.annotations.jsonld")]) == 5
    assert client.get("/documents/report/annotations/4.jsonld").status_code == 404


def test_nothing_is_told_around_the_words_of_a_text_that_is_not_public(client: Client) -> None:
    recorded()
    Document.objects.update(rights="passages only")

    (first, *_rest) = read(client, "/meetings/fish.annotations.jsonld")["first"]["items"]

    assert first["target"]["source"] == f"{SITE}/documents/report/"
    assert {*first["target"]["selector"][0]} == {"type", "exact"}


def test_former_address_leads_to_the_page_of_today(client: Client) -> None:
    recorded()
    FormerSlug.objects.create(slug="cod", meeting=Meeting.objects.get(slug="fish"))

    answer = client.get("/meetings/cod/annotations/1.jsonld")

    assert (answer.status_code, answer["Location"]) == (301, "/meetings/fish/annotations/1.jsonld")


@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("withdrawn", 410)])
def test_passages_that_are_not_public_are_not_told(client: Client, status: str, code: int) -> None:
    recorded(status=status)

    for address in (
        "/meetings/fish.annotations.jsonld",
        "/meetings/fish/annotations/1.jsonld",
        "/meetings/fish/statements/1.annotations.jsonld",
        "/documents/report.annotations.jsonld",
        "/documents/report/annotations/1.jsonld",
    ):
        assert client.get(address).status_code == code


@pytest.mark.parametrize("n", [1, 3])
def test_file_of_a_record_takes_few_queries(
    client: Client, django_assert_num_queries: Any, n: int
) -> None:
    document = build.document(TEXT, key="report")
    meeting = build.meeting("fish")
    for _number in range(n):
        build.passage(build.statement(meeting, "cod"), document, 2, 5)

    with django_assert_num_queries(4):
        collection.meeting_annotations("fish")
