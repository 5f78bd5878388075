"""Two recorded meetings are made one while nobody outside saw the one that goes, and two again.

Covers meetings.merging.record_carrying, meetings.merging.record_parts,
meetings.merging.record_plan, meetings.merging.packing, meetings.merging.same_parts and
meetings.admin.merge_records.
"""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.merging.carrying import MergeError
from meetings.merging.record_carrying import merge_records
from meetings.merging.undoing import undo
from meetings.models import (
    AgendaItem,
    Delegate,
    Delegation,
    Document,
    Figure,
    Inference,
    Meeting,
    Merge,
    Passage,
    Relation,
    RetiredNumber,
    Revision,
    Statement,
)
from meetings.records.dumper import record_bytes
from meetings.records.revisions import store_revision
from tests.meetings import build

pytestmark = pytest.mark.django_db

TEXT = "Codland spoke of fish. Haddia spoke of nets. Codland came. Haddia came. Five ships."
PAGE = "admin:meetings_meeting_merge"


@pytest.fixture
def user() -> User:
    """A member of staff who may do everything."""
    return User.objects.create_superuser("curator")


def cited(part: Any, words: str) -> Any:
    """The part, with the passage of words of the source."""
    start = TEXT.index(words)
    build.passage(part, Document.objects.get(key="summary"), start, start + len(words))
    if isinstance(part, Statement):
        part.passages.update(exact=None)
    return part


def said(of: Meeting, words: str, who: Any, **fields: Any) -> Statement:
    """A statement with its passage."""
    return cited(build.statement(of, words, speakers=(who,), form="reported", **fields), words)


@pytest.fixture
def pair(db: None) -> list[Meeting]:
    """Two records of one meeting from one source: each has what the other has, and more."""
    build.document(TEXT, key="summary", title="Summary")
    cod, had = build.participant("Codland"), build.participant("Haddia")
    first = build.meeting("first", title="First", status="draft", date="2007")
    second = build.meeting("second", title="Second", status="draft", date="2007", venue="Hall")
    for record in (first, second):
        said(record, "Codland spoke of fish.", cod)
        AgendaItem.objects.create(meeting=record, key="fish", title=f"Fish of {record}")
        delegation = cited(build.delegation(record, cod, roles=["member"]), "Codland came.")
        Delegate.objects.create(delegation=delegation, honorific="Ms", title="Minister")
        cited(
            Figure.objects.create(meeting=record, text="Five ships", subject="ships"), "Five ships."
        )
        Inference.objects.create(meeting=record, field="date", reason=f"As {record} has it.")
        cited(record, "Codland came.")
    said(first, "Haddia spoke of nets.", had)
    RetiredNumber.objects.create(meeting=first, noun="statement", number=3)
    # In the second the numbers are others, and a reply and a pledge lead to what both have.
    reply = said(second, "Haddia spoke", had)
    other = said(second, "Codland came.", cod, number=3)
    pledge = build.pledge(second, "Nets", by=cod, statement=second.statements.get(number=1))
    reply.in_reply_to.add(second.statements.get(number=1))
    cited(pledge, "of nets.")
    second.delegations.update(roles=["member", "speaker"], level="minister")
    Delegate.objects.create(delegation=second.delegations.get(), title="Deputy", order=1)
    build.delegation(second, had)
    build.stub("third", second)
    store_revision(second, "load")
    assert other.number == 3
    return [first, second]


def stored(*records: Meeting) -> list[bytes]:
    """The record files, as they are now."""
    return [record_bytes(Meeting.objects.get(pk=record.pk)) for record in records]


def both(pair: list[Meeting], user: User, **same: str) -> Merge:
    """The second made one with the first."""
    first, second = pair
    return merge_records(first, second, {"venue": second.pk}, same, user, "Entered twice.")


def test_all_parts_become_those_of_the_one_that_stays_and_return(
    pair: list[Meeting], user: User
) -> None:
    first, second = pair
    before = stored(*pair)
    revision = Revision.objects.get(meeting=second)
    texts = {*revision.texts.all()}

    merge = both(pair, user)

    kept = Meeting.objects.get(pk=first.pk)
    assert (kept.title, kept.venue) == ("First", "Hall")
    numbers = kept.statements.order_by("order").values_list("number", "text")
    # ¶2 was in use and ¶3 is retired; ¶1 is the same in both.
    assert list(numbers) == [
        (1, "Codland spoke of fish."),
        (2, "Haddia spoke of nets."),
        (4, "Haddia spoke"),
        (5, "Codland came."),
    ]
    assert kept.statements.get(number=4).in_reply_to.get().number == 1
    assert kept.pledges.get().statement == kept.statements.get(number=1)
    assert kept.figures.count() == 1
    assert [*kept.agenda.order_by("order").values_list("key", flat=True)] == ["fish", "fish-2"]
    cod = Delegation.objects.get(meeting=kept, participant__name="Codland")
    assert (cod.roles, cod.level) == (["member", "speaker"], "minister")
    assert [*cod.delegates.values_list("title", flat=True)] == ["Minister", "Deputy"]
    assert [*kept.inferences.values_list("reason", flat=True)] == ["As First has it."]
    assert kept.former_slugs.get().slug == "second"
    assert Relation.objects.get().meeting == kept
    own = Passage.objects.filter(meeting=kept, **dict.fromkeys(Passage.owner_fields()))
    assert own.count() == 1
    assert not Meeting.objects.records().filter(slug="second").exists()

    undo(merge, user)

    assert stored(*pair) == before
    returned = Revision.objects.get(meeting=second)
    assert (returned.pk, bytes(returned.payload)) == (revision.pk, bytes(revision.payload))
    assert {*returned.texts.all()} == texts != set()


@pytest.mark.parametrize("choice", ["kept", "gone", "both"])
def test_parts_that_differ_are_asked(pair: list[Meeting], user: User, choice: str) -> None:
    first, second = pair
    theirs = second.statements.get(number=1)
    theirs.form = "quotation"
    theirs.save()
    before = stored(*pair)
    name = f"statement-{theirs.pk}"

    with pytest.raises(MergeError, match="Choose which stands"):
        both(pair, user)
    merge = both(pair, user, **{name: choice})

    forms = Statement.objects.filter(meeting=first, text="Codland spoke of fish.")
    assert (
        sorted(forms.values_list("number", "form"))
        == {
            "kept": [(1, "reported")],
            "gone": [(1, "quotation")],
            "both": [(1, "reported"), (4, "quotation")],
        }[choice]
    )

    undo(merge, user)
    assert stored(*pair) == before


def test_published_record_stays_whole_or_nothing_is_written(user: User) -> None:
    build.document(TEXT, key="summary", title="Summary")
    first, second = build.meeting("first"), build.meeting("second", status="draft")
    said(first, "Codland spoke of fish.", build.participant("Codland"))
    said(second, "Haddia spoke of nets.", build.participant("Haddia"))
    before = stored(first, second)

    # No passage: a published record does not have such a statement.
    loose = build.statement(second, "Loose.", number=9)
    with pytest.raises(MergeError, match="would have faults"):
        both([first, second], user)
    loose.delete()
    RetiredNumber.objects.filter(meeting=second).delete()
    assert stored(first, second) == before
    merge = both([first, second], user)

    assert "Entered twice" in Revision.objects.filter(meeting=first).latest("number").why
    assert Statement.objects.get(meeting=first, number=2).key is not None
    undo(merge, user)
    assert stored(first, second) == before
    assert Statement.objects.get(meeting=second).key is None


def test_what_was_public_stays_and_the_page_says_why(pair: list[Meeting], client: Client) -> None:
    first, second = pair
    Meeting.objects.filter(pk=second.pk).update(status="published")
    client.force_login(User.objects.create_superuser("chief"))
    url = reverse(PAGE)
    ids = {"ids": [first.pk, second.pk], "keep": first.pk}

    page = client.get(url, ids).content.decode()
    refused = client.post(url, ids | {"why": "Twice", "value-title": first.pk})

    assert "cited by their numbers" in page
    assert refused.status_code == 409
    assert Meeting.objects.records().count() >= 2


def test_page_asks_merges_and_leads_back(pair: list[Meeting], client: Client) -> None:
    first, second = pair
    theirs = second.statements.get(number=1)
    theirs.form = "quotation"
    theirs.save()
    client.force_login(User.objects.create_superuser("chief"))
    url = reverse(PAGE)
    ids = {"ids": [first.pk, second.pk], "keep": first.pk}

    page = client.get(url, ids).content.decode()
    form = ids | {"why": "Twice", "value-title": first.pk}
    assert client.post(url, form).status_code == 409
    sent = form | {f"same-statement-{theirs.pk}": "kept"}
    assert client.post(url, sent).status_code == 302
    merge = Merge.objects.get()
    assert client.post(reverse("admin:meetings_merge_undo", args=[merge.pk])).status_code == 302

    assert f'name="same-statement-{theirs.pk}"' in page
    assert "→ 4" in page
    assert Meeting.objects.records().filter(slug="second").exists()
