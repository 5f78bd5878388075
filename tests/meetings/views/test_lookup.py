"""Where an address leads that no public record has."""

import pytest
from django.http import Http404
from django.test import Client

from meetings.models import (
    Document,
    FormerDocumentKey,
    FormerSeriesSlug,
    FormerSlug,
    FormerTopicSlug,
    Meeting,
    Reference,
    RetiredNumber,
)
from meetings.models.choices import Noun
from meetings.views.lookup import elsewhere, moved, part_elsewhere
from participants.models import FormerParticipantSlug, FormerPersonKey
from tests.meetings import build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "location"), [("published", "/meetings/new/"), ("draft", ""), ("withdrawn", "")]
)
def test_former_address_moves_to_a_published_record_alone(status: str, location: str) -> None:
    FormerSlug.objects.create(slug="old", meeting=build.meeting("new", status=status))

    answer = moved("old", "meeting")

    assert (answer["Location"] if answer else "") == location
    assert answer is None or answer.status_code == 301


def test_former_address_of_a_part_moves_with_its_number() -> None:
    FormerSlug.objects.create(slug="old", meeting=build.meeting("new"))

    answer = elsewhere("old", "statement", 4)

    assert (answer.status_code, answer["Location"]) == (301, "/meetings/new/statements/4/")


@pytest.mark.parametrize("slug", ["away", "formerly-away"])
def test_withdrawn_record_is_gone_under_every_address(slug: str) -> None:
    meeting = build.meeting("away", status="withdrawn")
    FormerSlug.objects.create(slug="formerly-away", meeting=meeting)

    answer = elsewhere(slug, "meeting")

    assert (answer.status_code, answer.content) == (410, b"")


@pytest.mark.parametrize("slug", ["draft", "in-review", "never"])
def test_record_that_is_not_public_is_nowhere(slug: str) -> None:
    build.meeting("draft", status="draft")
    build.meeting("in-review", status="in review")

    with pytest.raises(Http404):
        elsewhere(slug, "meeting")


def test_part_is_gone_where_its_number_was_retired_and_else_nowhere() -> None:
    RetiredNumber.objects.create(meeting=build.meeting("one"), noun="statement", number=4)

    assert part_elsewhere("one", Noun.STATEMENT, 4).status_code == 410
    for noun, number in ((Noun.STATEMENT, 5), (Noun.PLEDGE, 4)):
        with pytest.raises(Http404):
            part_elsewhere("one", noun, number)


def test_part_of_a_withdrawn_record_is_gone_whatever_its_number() -> None:
    build.meeting("away", status="withdrawn")

    assert part_elsewhere("away", Noun.PLEDGE, 1).status_code == 410


#: what one record alone has, besides its own pages
USED = [
    "/people/ada-example/",
    "/participants/ministry/",
    "/documents/source/",
    "/documents/referred-to/",
    "/topics/fisheries/",
    "/series/friends-of-fisheries/",
    "/meetings/next-talks/",
    "/meetings/talks/statements/1/",
]


def used_by(status: str, slug: str = "talks") -> Meeting:
    """A record with everything that it may be alone to use."""
    record = build.meeting(slug, status=status, series=build.series())
    body = build.participant("Ministry")
    build.statement(record, speakers=(body, build.person()), topics=(build.topic(),))
    build.passage(record, build.document(key=f"source{slug[5:]}"), 0, 4)
    referred = build.document("", key=f"referred-to{slug[5:]}", rights="", sha256="")
    Reference.objects.create(meeting=record, document=referred)
    build.stub(f"next-talks{slug[5:]}", record)
    return record


@pytest.mark.parametrize("address", USED)
def test_what_only_a_withdrawn_record_had_is_gone(client: Client, address: str) -> None:
    used_by("withdrawn")

    answer = client.get(address)

    assert answer.status_code == 410
    assert "has been withdrawn" in answer.content.decode()
    assert "Ada Example" not in answer.content.decode()


@pytest.mark.parametrize("address", USED)
@pytest.mark.parametrize("status", ["draft", "in review"])
def test_what_only_a_record_not_yet_published_has_is_nowhere(
    client: Client, address: str, status: str
) -> None:
    used_by(status)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [USED[0], USED[1], USED[4], USED[5]])
def test_what_a_published_record_has_as_well_stays(client: Client, address: str) -> None:
    used_by("withdrawn")
    used_by("published", "talks-again")

    assert client.get(address).status_code == 200


#: a row of each noun that records share, with its former address
FORMER = ["/people/old/", "/participants/old/", "/topics/old/", "/series/old/", "/documents/old/"]


def formerly_old(record: Meeting) -> None:
    """Give what the record uses the former address "old"."""
    FormerPersonKey.objects.create(slug="old", person=build.person())
    FormerParticipantSlug.objects.create(slug="old", participant=build.participant("Ministry"))
    FormerTopicSlug.objects.create(slug="old", topic=build.topic())
    FormerSeriesSlug.objects.create(slug="old", series=build.series())
    FormerDocumentKey.objects.create(slug="old", document=Document.objects.get(key="source"))
    FormerSlug.objects.create(slug="old", meeting=Meeting.objects.get(slug="next-talks"))


@pytest.mark.parametrize(
    ("status", "code"), [("published", 301), ("withdrawn", 410), ("draft", 404)]
)
@pytest.mark.parametrize("address", [*FORMER, "/meetings/old/"])
def test_former_address_of_what_records_share(
    client: Client, address: str, status: str, code: int
) -> None:
    formerly_old(used_by(status))

    answer = client.get(address)

    present = {
        "people": "/people/ada-example/",
        "participants": "/participants/ministry/",
        "topics": "/topics/fisheries/",
        "series": "/series/friends-of-fisheries/",
        "documents": "/documents/source/",
        "meetings": "/meetings/next-talks/",
    }[address.split("/")[1]]
    assert (answer.status_code, answer.get("Location")) == (
        code,
        present if status == "published" else None,
    )
