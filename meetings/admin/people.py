"""Participants and people, closed to Editors while a published record uses them."""

from django.contrib import admin

from participants.admin import ParticipantAdmin as OpenParticipantAdmin
from participants.admin import ParticipantNameInline as OpenNames
from participants.admin import PersonAdmin as OpenPersonAdmin
from participants.admin import PersonNameInline as OpenPersonNames
from participants.models import Participant, Person

from .base import RegisterAdmin, TabularRows

admin.site.unregister([Participant, Person])


class ParticipantNames(TabularRows, OpenNames):
    """The further names of a participant."""


class PersonNames(TabularRows, OpenPersonNames):
    """The further names of a person."""


@admin.register(Participant)
class ParticipantAdmin(RegisterAdmin, OpenParticipantAdmin):
    """States, organisations and bodies."""

    inlines = [ParticipantNames]


@admin.register(Person)
class PersonAdmin(RegisterAdmin, OpenPersonAdmin):
    """People; their titles are entered with the delegation or the statement."""

    inlines = [PersonNames]
