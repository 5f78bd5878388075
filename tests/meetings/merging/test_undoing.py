"""A merge is taken back whole, or what stands in the way is told."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from meetings.merging.carrying import MergeError, merge
from meetings.merging.undoing import hindrances, undo
from meetings.models import (
    Delegate,
    Document,
    Meeting,
    Relation,
    Revision,
    Series,
    StubMeeting,
    Topic,
)
from meetings.records.dumper import record_bytes
from participants.models import Participant, Person
from tests.meetings import build
from tests.meetings.admin.sending import stored
from tests.portal.canaries import nouns, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    """A member of staff."""
    return User.objects.create_superuser("curator")


@pytest.fixture
def two(db: None) -> Meeting:
    """Two published records, each with nouns of its own; the second mentions both."""
    first, second = nouns("first"), nouns("second")
    record("first", "first-meeting", "published", first)
    both = record("second", "second-meeting", "published", second, date="2009")
    said = both.statements.get()
    said.mentions.add(first.land)
    said.topic_links.create(topic=first.topic, order=1)
    stub = build.stub("talks", country=second.land, series=second.series)
    build.delegation(stub, second.land, roles=["chair"])
    Relation.objects.create(meeting=both, other=stub, relation="next")
    return both


def pair(model: Any) -> list[Any]:
    """The rows of a noun of the two records."""
    word = {Participant: "land", Person: "person", Series: "series", Topic: "topic"}[model]
    field = "key" if model is Person else "slug"
    return [model.objects.get(**{field: f"{name}-{word}"}) for name in ("first", "second")]


#: rows that are kept of revisions, and link rows, which are made anew under other numbers
APART = ("revision", "version", "sourcetext", "statementparticipant", "statementperson")


def without_revisions() -> dict[str, Any]:
    """Every row of the register but for revisions and what is derived."""
    return {name: row for name, row in stored().items() if not any(one in name for one in APART)}


@pytest.mark.parametrize("model", [Participant, Person, Topic, Series])
def test_everything_is_as_it_was(two: Meeting, user: User, model: Any) -> None:
    kept, gone = pair(model)
    before, file = without_revisions(), json.loads(record_bytes(two))

    rows = undo(merge(kept, [gone], {"name": gone.pk}, user, "entered twice"), user)

    assert rows == [gone]
    assert without_revisions() == before
    assert json.loads(record_bytes(two)) == file
    call_command("check_index")


def test_meetings_only_named_are_two_again(two: Meeting, user: User) -> None:
    build.stub("the-talks", Meeting.objects.get(slug="first-meeting"), date="2010-05")
    before = without_revisions()
    kept, gone = (StubMeeting.objects.get(slug=slug) for slug in ("talks", "the-talks"))

    undo(merge(kept, [gone], {}, user, "named twice"), user)

    assert without_revisions() == before


def test_documents_are_two_again(two: Meeting, user: User) -> None:
    named = build.document("", key="named", rights="", sha256="", title="Named")
    before = without_revisions()
    gone = Document.objects.get(key="second-document")

    undo(merge(named, [gone], {}, user, "entered twice"), user)

    assert without_revisions() == before
    call_command("check_index")


def test_published_record_gets_a_revision_that_says_so(two: Meeting, user: User) -> None:
    done = merge(*pair(Person)[:1], pair(Person)[1:], {}, user, "entered twice")

    undo(done, user)

    last = Revision.objects.filter(meeting=two).order_by("-number").first()
    assert last is not None
    assert last.why == "took back: merged “Person second” into “Person first”"
    done.refresh_from_db()
    assert (done.undone_by, done.undone is not None) == (user, True)


def test_address_is_its_own_again(two: Meeting, user: User, client: Client) -> None:
    kept, gone = pair(Person)

    undo(merge(kept, [gone], {}, user, "entered twice"), user)

    assert client.get("/people/second-person/").status_code == 200
    assert not kept.former_slugs.exists()


def test_value_changed_since_stands_in_the_way(two: Meeting, user: User) -> None:
    kept, gone = pair(Person)
    done = merge(kept, [gone], {}, user, "entered twice")
    kept.name = "Another"
    kept.save()

    with pytest.raises(MergeError, match="“name” of “Another” was changed since"):
        undo(done, user)

    assert not Person.objects.filter(pk=gone.pk).exists()


def test_row_deleted_since_stands_in_the_way(two: Meeting, user: User) -> None:
    kept, gone = pair(Person)
    done = merge(kept, [gone], {}, user, "entered twice")
    Delegate.objects.filter(delegation__meeting=two, person=kept).delete()

    assert list(hindrances(done)) == [
        "Delegates: 1 of 1 that were moved were changed or deleted since."
    ]


def test_description_changed_since_stands_in_the_way(two: Meeting, user: User) -> None:
    kept, gone = pair(Series)
    done = merge(kept, [gone], {}, user, "entered twice")
    Relation.objects.filter(other__slug="talks").update(described={"series": "first-series"})

    assert list(hindrances(done)) == [
        "What records say of a meeting that they name was changed since."
    ]


def test_merge_of_what_stayed_is_taken_back_first(two: Meeting, user: User) -> None:
    third = build.person("Third")
    kept, gone = pair(Person)
    first = merge(kept, [gone], {}, user, "entered twice")
    second = merge(third, [kept], {}, user, "entered thrice")

    assert list(hindrances(first)) == [
        "“Person first” is no longer there: it was merged into another, or deleted."
    ]
    undo(second, user)
    assert undo(first, user) == [gone]


def test_merge_is_taken_back_once(two: Meeting, user: User) -> None:
    kept, gone = pair(Person)
    done = merge(kept, [gone], {}, user, "entered twice")
    undo(done, user)

    with pytest.raises(MergeError, match="taken back already"):
        undo(done, user)


def test_name_taken_since_stands_in_the_way(two: Meeting, user: User) -> None:
    kept, gone = pair(Topic)
    done = merge(kept, [gone], {}, user, "entered twice")
    build.topic(gone.name, slug="elsewhere")

    with pytest.raises(MergeError, match="Something made since takes the place"):
        undo(done, user)

    assert kept.former_slugs.count() == 2
