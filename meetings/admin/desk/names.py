"""Boxes in which nouns of the register are named by typing: found by any name, else asked about.

A name that nobody goes by is refused with those that are like it, and with a box that makes it;
one that several go by with a choice. A box that was not touched keeps what it held.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from meetings.curation.candidates import Candidate
from meetings.curation.likeness import like_meetings, like_participants, like_people, like_topics
from meetings.models import Meeting, Topic
from participants.models import Participant, Person
from participants.models.choices import ParticipantKind

from ..choosing import likeliest_first
from .nouns import ADDRESS, NOUNS, OFFERED

#: what may be meant by a name that nobody goes by
_LIKE: dict[type[Any], Callable[[str], Sequence[Candidate]]] = {
    Participant: like_participants,
    Person: like_people,
    Topic: like_topics,
    Meeting: partial(like_meetings, stubs=True),
}
#: boxes that say what shall be made: "person Ada Example"
MAKE = "_make"


def token(model: type[Model], text: str) -> str:
    """What the box sends that makes a noun of this name."""
    return f"{model._meta.model_name} {text}"


class NameInput(forms.TextInput):
    """A box with suggestions: a list of the page, or one that is asked for while one types."""

    def __init__(self, noun: str) -> None:
        super().__init__(
            attrs={"list": f"names-{noun}", "data-noun": noun, "autocomplete": "off", "size": 24}
        )


class NameField(forms.CharField):
    """One row of a noun, by any of its names; ``user`` may make one where they may add it."""

    def __init__(self, model: type[Any], *, label: Any = None, required: bool = False) -> None:
        self.named = NOUNS[model]
        noun = str(model._meta.model_name)
        super().__init__(
            label=label, required=required, widget=NameInput(noun), max_length=1000, strip=True
        )
        self.held: Any = None
        self.user: Any = None
        self.wanted: frozenset[str] = frozenset()
        self.kinds: dict[str, str] = {}
        #: shown below the box before anything was sent: what a guessed name may mean
        self.offered: SafeString | str = ""

    def suggest(self, text: str) -> None:
        """Offer what a name may mean that was guessed, as if it had been typed and refused."""
        try:
            self.meant(text)
        except ValidationError as error:
            self.offered = format_html_join(" ", "{}", ((one,) for one in error.messages))

    def prepare_value(self, value: Any) -> Any:
        """The name of a row; text as it was typed."""
        if isinstance(value, Model):
            return self.named.text(value)
        if isinstance(value, int):
            row = self.named.model._default_manager.filter(pk=value).first()
            return self.named.text(row) if row else ""
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another name stands in the box than was shown."""
        shown = " ".join(str(self.prepare_value(initial) or "").split())
        return shown != " ".join(str(data or "").split())

    def clean(self, value: Any) -> Any:
        """The row; a new one is stored where it was said that one shall be made.

        Call it in a transaction that is taken back where anything is refused.
        """
        text = " ".join(str(super().clean(value) or "").split())
        if not text:
            return None
        return self.meant(text)

    def meant(self, text: str) -> Any:
        """The row that a text means. Raises ``ValidationError`` with what may be meant."""
        if self.held is not None and text == self.named.text(self.held):
            return self.held
        if row := self.named.by_address(text):
            return row
        found = self.named.find(text)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(self._several(text, found))
        if token(self.named.model, text) in self.wanted and self._may_make():
            assert self.named.make is not None  # noqa: S101 - _may_make says so
            row = self.named.make(text, self.kinds.get(text, ""))
            row.full_clean()
            # The transaction of the act takes it back where the form is refused.
            row.save()
            return row
        raise ValidationError(self._unknown(text))

    def _may_make(self) -> bool:
        return self.named.make is not None and bool(
            self.user and self.user.has_perm(self.named.permission)
        )

    def _several(self, text: str, found: Iterable[Any]) -> SafeString:
        return format_html(
            "{} {}",
            gettext("Several go by “%s”. Choose one:") % text,
            self._offered(map(self._addressed, found)),
        )

    def _unknown(self, text: str) -> SafeString:
        noun = self.named.model._meta.verbose_name
        told = gettext("No %(noun)s goes by “%(text)s”.") % {"noun": noun, "text": text}
        like = self._like(text)
        offered = (
            format_html(" {} {}", gettext("Did you mean:"), self._offered(like)) if like else ""
        )
        box = self._box(text) if self._may_make() else ""
        return format_html("{}{} {}", told, offered, box)

    def _like(self, text: str) -> list[str]:
        if like := _LIKE.get(self.named.model):
            return [f"{one.name} {ADDRESS.format(one.key)}" for one in like(text)[:OFFERED]]
        rows = likeliest_first(self.named.rows(), text)
        return [self._addressed(row) for row in rows[:OFFERED]] if rows is not None else []

    def _addressed(self, row: Any) -> str:
        return f"{row} {ADDRESS.format(getattr(row, self.named.address))}"

    def _offered(self, names: Iterable[str]) -> SafeString:
        """Buttons that put a name in the box; without scripts they are to be copied."""
        return format_html_join(
            " ",
            '<button type="button" class="offer" data-name="{}">{}</button>',
            ((name, name) for name in names),
        )

    def _box(self, text: str) -> SafeString:
        noun = self.named.model._meta.verbose_name
        label = gettext("Make a new %(noun)s “%(text)s”") % {"noun": noun, "text": text}
        box = format_html(
            '<label class="sure"><input type="checkbox" name="{}" value="{}"> {}</label>',
            MAKE,
            token(self.named.model, text),
            label,
        )
        if self.named.model is not Participant:
            return box
        options = format_html_join("", '<option value="{}">{}</option>', ParticipantKind.choices)
        return format_html(
            '{} <select name="{}-kind-{}" aria-label="{}">{}</select>',
            box,
            MAKE,
            text,
            gettext("Kind"),
            options,
        )


class NamesField(NameField):
    """Several rows of a noun, their names parted by semicolons."""

    def prepare_value(self, value: Any) -> Any:
        """The names in a line."""
        if isinstance(value, (list, tuple)):
            return "; ".join(str(super(NamesField, self).prepare_value(one)) for one in value)
        return value

    def clean(self, value: Any) -> Any:
        """The rows, each once, in the order in which they were named."""
        text = forms.CharField.clean(self, value) or ""
        names = [" ".join(name.split()) for name in str(text).split(";")]
        rows, errors = [], []
        for name in dict.fromkeys(filter(None, names)):
            try:
                rows.append(self.meant(name))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return list(dict.fromkeys(rows))
