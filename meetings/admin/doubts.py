"""What is likely a mistake and may be right: said before it is saved, and confirmed by a box.

Each doubt has a token of its words; the box beside it sends the token, and what is confirmed so is
not said again while the page is open.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from meetings.models import Delegate, Document, Topic
from meetings.records.checking.names import goes_by_too, others_named
from participants.models import Participant, Person
from participants.names import fold_name

#: the boxes that confirm, each with the token of what it confirms
SURE = "_sure"


def token(words: str) -> str:
    """What the box beside a doubt sends."""
    return blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()


def raise_doubts(form: Any, doubts: Iterable[tuple[str, str]]) -> None:
    """Give a form its doubts, each beside its field, but for those that were confirmed."""
    for name, words in doubts:
        if token(words) not in confirmed(form.data):
            form.add_error(name if name in form.fields else None, _with_box(words))


def refuse_unconfirmed(data: Any, doubts: Iterable[str]) -> None:
    """Raise ``ValidationError`` with the doubts about rows that were not confirmed."""
    unconfirmed = [words for words in doubts if token(words) not in confirmed(data)]
    if unconfirmed:
        raise ValidationError([_with_box(words) for words in unconfirmed])


def _with_box(words: str) -> SafeString:
    return format_html(
        '{} <label class="sure"><input type="checkbox" name="{}" value="{}"> {}</label>',
        words,
        SURE,
        token(words),
        gettext("It is right: save it"),
    )


def confirmed(data: Any) -> list[str]:
    """The tokens that a form sent."""
    return [str(one) for one in data.getlist(SURE)] if hasattr(data, "getlist") else []


def same_text(document: Document) -> Iterator[tuple[str, str]]:
    """Another document whose text is the same, character by character."""
    alike = Document.objects.filter(sha256=document.sha256).exclude(pk=document.pk)
    if document.sha256 and (other := alike.defer("text").first()):
        words = gettext("“%s” holds the same text; a source is entered once.")
        yield "text", words % other


def same_person(delegate: Delegate, others: Iterable[Delegate]) -> Iterator[tuple[str, str]]:
    """A person who stands in the delegation already."""
    if delegate.person_id and delegate.person_id in {other.person_id for other in others}:
        words = gettext("%s stands in this delegation already.")
        yield "person", words % delegate.person


def names_of_others(row: Participant | Person, name: str) -> Iterator[str]:
    """The participants, or the people, other than ``row`` that go by a name."""
    for other in others_named(row, name)[:1]:
        yield goes_by_too(other)


def same_topic(topic: Topic, field: str, name: str) -> Iterator[tuple[str, str]]:
    """Another topic that has this name as its abbreviation, or that reads alike."""
    folded = fold_name(name)
    for other in Topic.objects.exclude(pk=topic.pk):
        if folded and folded in {fold_name(other.name), fold_name(other.abbreviation)}:
            words = gettext("“%s” goes by this name too; is it the same?")
            yield field, words % other
            return
