"""Participants and people, closed to Editors while a published record uses them."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from participants.admin import (
    NamedForm,
    ParticipantAdmin,
    ParticipantNameInline,
    PersonAdmin,
    PersonNameInline,
)
from participants.models import Participant, ParticipantName, Person

from .base import RegisterAdmin, TabularRows
from .columns import Lists, PeopleList, named
from .doubts import names_of_others
from .forms import RegisterForm
from .merge import MergingRows

admin.site.unregister([Participant, Person])


class GuardedNameForm(RegisterForm, NamedForm):
    """A participant or a person."""

    slug_from = ("slug", "name")

    def doubts(self) -> Iterator[tuple[str, str]]:
        """Names that are another's names too."""
        for field in self.changed("name", "formal_name"):
            for words in names_of_others(self.instance, self.cleaned_data[field]):
                yield field, words


class GuardedPersonForm(GuardedNameForm):
    """A person."""

    slug_from = ("key", "name")


class FurtherNameForm(RegisterForm):
    """A name that somebody goes by, too."""

    def doubts(self) -> Iterator[tuple[str, str]]:
        """A name that is another's name too."""
        name = self.instance
        owner = name.participant if isinstance(name, ParticipantName) else name.person
        for words in names_of_others(owner, name.name):
            yield "name", words


class GuardedParticipantNameInline(TabularRows, ParticipantNameInline):
    """The further names of a participant."""

    form = FurtherNameForm


class GuardedPersonNameInline(TabularRows, PersonNameInline):
    """The further names of a person."""

    form = FurtherNameForm


@admin.register(Participant)
class GuardedParticipantAdmin(MergingRows, RegisterAdmin, ParticipantAdmin):
    """States, organisations and bodies, as the app of participants shows them."""

    form = GuardedNameForm
    inlines = [GuardedParticipantNameInline]


@admin.register(Person)
class GuardedPersonAdmin(MergingRows, RegisterAdmin, PersonAdmin):
    """People, as the app of participants shows them."""

    form = GuardedPersonForm
    inlines = [GuardedPersonNameInline]
    list_display = ["name", "delegations", "sort_name", "key"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Lists:
        """The list with the delegations."""
        return PeopleList

    @admin.display(description=_("delegations"))
    def delegations(self, person: Any) -> str:
        """Whom they came for, the latest first."""
        return named(seat.delegation for seat in person.seats)
