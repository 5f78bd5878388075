"""The shipped records as Akoma Ntoso, read back by lxml and compared value by value.

Covers meetings.formats.akoma_ntoso.gathered and meetings.formats.akoma_ntoso.identification.
"""

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from meetings.formats.akoma_ntoso.markup import REGISTER
from meetings.formats.akoma_ntoso.writer import akoma_ntoso
from meetings.formats.record_json import record_json
from participants.models import Participant
from tests.meetings.records.test_fixtures import SLUGS

from .reading import found, json_leaves, leaves, own, valid_root, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]


@pytest.fixture(params=SLUGS)
def slug(request: pytest.FixtureRequest) -> str:
    """Each of the five."""
    return str(request.param)


def both(slug: str) -> tuple[Any, Any]:
    """A record as Akoma Ntoso and as its record file."""
    return valid_root(akoma_ntoso(slug) or b""), json.loads(record_json(slug) or b"{}")


def lines(text: str) -> list[str]:
    """The lines of a text that hold words."""
    return [line for line in re.split(r"\r\n|\r|\n", text) if line]


def speakers(of: Any) -> list[dict[str, Any]]:
    """Who speaks, as elements of the standard tell it."""
    told = []
    for one in found(of, "a:from/a:inline[@name='speaker']"):
        first = found(one, "a:person | a:organization | a:inline[@name='printed']")[0]
        told.append(
            {
                "person": text_at(one, "a:person/@refersTo"),
                "participant": text_at(one, "a:organization/@refersTo"),
                "printed": words(first),
                "title": words_of(one, "a:role[@class='title']"),
                "capacity": words_of(one, "a:role[@class='capacity']"),
                "on_behalf_of": found(
                    one, "a:inline[@name='on behalf of']/a:organization/@refersTo"
                ),
            }
        )
    return told


def spoken(of: Any) -> list[str]:
    """The paragraphs of a statement; where nobody is named, what line breaks part."""
    if found(of, "self::a:speech"):
        return [words(one) for one in found(of, "a:p")]
    return lines("".join("\n" if one is None else one for one in texts(of)))


def texts(of: Any) -> Iterator[str | None]:
    """The texts of an element in order; None for a line break."""
    yield of.text or ""
    for one in of:
        yield None if found(one, "self::a:br") else words(one)
        yield one.tail or ""


def text_at(within: Any, path: str) -> str:
    """The one text that a path finds; "" for none."""
    return "".join(found(within, path))


def words_of(within: Any, path: str) -> str:
    """The words of the one element that a path finds; "" for none."""
    return "".join(map(words, found(within, path)))


def test_speakers_words_form_topics_and_quotations_are_those_of_the_record(slug: str) -> None:
    root, record = both(slug)
    slugs = dict(Participant.objects.values_list("code", "slug"))
    names = dict(Participant.objects.values_list("slug", "name"))
    people = {one["key"]: one["name"] for one in record.get("people", [])}
    topics = dict(found_pairs(root, "//a:TLCConcept"))
    said = found(root, "//a:speech/@eId | //a:summary/@eId | //a:narrative/@eId")
    assert said == [f"speech_{one['number']}" for one in record["statements"]]
    for statement in record["statements"]:
        (speech,) = found(root, f"//*[@eId='speech_{statement['number']}']")
        expected = []
        for one in statement.get("speakers", []):
            body = one.get("participant") or ""
            body = slugs.get(body, body)
            name = people.get(one.get("person") or "") or names.get(body, "")
            expected.append(
                {
                    "person": f"#person_{one['person']}" if one.get("person") else "",
                    "participant": f"#participant_{body}" if body else "",
                    "printed": one.get("printed") or name,
                    "title": one.get("title", ""),
                    "capacity": one.get("capacity", ""),
                    "on_behalf_of": [
                        f"#participant_{slugs.get(key, key)}" for key in one.get("on_behalf_of", [])
                    ],
                }
            )
        assert speakers(speech) == expected
        assert words_of(speech, "a:from/a:inline[@name='collective']") == statement.get(
            "collective", ""
        )
        assert spoken(speech) == lines(statement["text"])
        assert speech.get(f"{{{REGISTER}}}form") == statement["form"]
        about = (speech.get("refersTo") or "").split()
        assert [topics[one] for one in about if one.startswith("#topic")] == statement.get(
            "topics", []
        )
        quoted = statement.get("quotation", [])
        quoted = [quoted] if isinstance(quoted, dict) else quoted
        expected_words = [statement["text"][one["start"] : one["end"]] for one in quoted]
        assert [words(one) for one in found(speech, ".//a:embeddedText")] == expected_words


def found_pairs(root: Any, path: str) -> list[tuple[str, str]]:
    """References and what they are called."""
    return [(f"#{one.get('eId')}", one.get("showAs")) for one in found(root, path)]


def test_roll_call_has_every_delegation_with_roles_levels_and_people(slug: str) -> None:
    root, record = both(slug)
    slugs = dict(Participant.objects.values_list("code", "slug"))
    items = found(root, "//a:rollCall/a:blockList/a:item")
    told = [
        (
            text_at(item, "a:p/a:organization/@refersTo"),
            list(map(words, found(item, "a:p/a:role[@class='role']"))),
            words_of(item, "a:p/a:inline[@name='level']") or "not stated",
            words_of(item, "a:p/a:inline[@name='presence']") or "not stated",
            [
                (
                    text_at(one, "a:p/a:person/@refersTo"),
                    words_of(one, "a:p/a:inline[@name='honorific']"),
                    words_of(one, "a:p/a:role[@class='title']"),
                    words_of(one, "a:p/a:role[@class='role']"),
                )
                for one in found(item, "a:blockList/a:item")
            ],
        )
        for item in items
    ]
    assert told == [
        (
            f"#participant_{slugs.get(one['participant'], one['participant'])}",
            one.get("roles", []),
            one.get("level", "not stated"),
            one.get("presence", "not stated"),
            [
                (
                    f"#person_{who['person']}" if who["person"] else "",
                    who.get("honorific", ""),
                    who.get("title", ""),
                    who.get("role", ""),
                )
                for who in one.get("delegates", [])
            ],
        )
        for one in record["delegations"]
    ]


def test_pledges_figures_and_dates_are_those_of_the_record(slug: str) -> None:
    root, record = both(slug)
    pledges = found(root, "//a:conclusions//a:container[@name='pledge']")
    assert [
        (one.get("eId"), words_of(one, ".//a:object"), words_of(one, ".//a:inline[@name='made']"))
        for one in pledges
    ] == [
        (f"pledge_{one['number']}", one["title"], one.get("made", ""))
        for one in record.get("pledges", [])
    ]
    assert [words(one) for one in found(root, "//a:container[@name='figure']//a:quantity")] == [
        one["text"] for one in record.get("figures", [])
    ]
    days = found(root, "//a:FRBRWork/a:FRBRdate[starts-with(@name, 'meeting')]/@date")
    assert "/".join(days) == record["meeting"]["date"]
    assert found(root, "//a:preface//a:docDate/@date") == days


def test_every_value_and_passage_survives_beside_the_texts(slug: str) -> None:
    root, record = both(slug)
    expected = copy.deepcopy(record)
    for one in [*expected["statements"], *expected["documents"]]:
        one.pop("text", None)
    (proprietary,) = found(root, "//a:proprietary")
    assert list(leaves(proprietary)) == list(json_leaves(expected))
    statements = own(proprietary, "statements")
    passages = [list(leaves(passage)) for one in statements for passage in own(one, "passage")]
    assert len(passages) >= len(record["statements"])


def test_page_leads_to_the_file_that_names_work_version_and_days(client: Client) -> None:
    response = client.get("/meetings/fhs-3.xml")
    assert response.headers["Content-Type"] == "application/akn+xml"
    assert response.headers["Content-Disposition"] == 'inline; filename="fhs-3.xml"'
    root = valid_root(response.content)
    assert found(root, "//a:FRBRWork/a:FRBRuri/@value") == ["/akn/zz/debateReport/2007-11-07/fhs-3"]
    assert found(root, "//a:FRBRversionNumber/@value") == ["1"]
    assert found(root, "//a:FRBRlanguage/@language") == ["eng"]
    assert client.get("/meetings/fhs-4.xml").status_code == 404
