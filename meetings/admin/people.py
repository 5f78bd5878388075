"""Participants and people, closed to Editors while a published record uses them."""

from django.contrib import admin

from participants.admin import (
    NamedForm,
    ParticipantAdmin,
    ParticipantNameInline,
    PersonAdmin,
    PersonNameInline,
)
from participants.models import Participant, Person

from .base import RegisterAdmin, TabularRows
from .forms import RegisterForm

admin.site.unregister([Participant, Person])


class GuardedNameForm(RegisterForm, NamedForm):
    """A participant or a person."""

    slug_from = ("slug", "name")


class GuardedPersonForm(GuardedNameForm):
    """A person."""

    slug_from = ("key", "name")


class GuardedParticipantNameInline(TabularRows, ParticipantNameInline):
    """The further names of a participant."""


class GuardedPersonNameInline(TabularRows, PersonNameInline):
    """The further names of a person."""


@admin.register(Participant)
class GuardedParticipantAdmin(RegisterAdmin, ParticipantAdmin):
    """States, organisations and bodies, as the app of participants shows them."""

    form = GuardedNameForm
    inlines = [GuardedParticipantNameInline]


@admin.register(Person)
class GuardedPersonAdmin(RegisterAdmin, PersonAdmin):
    """People, as the app of participants shows them."""

    form = GuardedPersonForm
    inlines = [GuardedPersonNameInline]
