"""Django's ``loaddata``, followed by what it skips: keys and the words of statements."""

from typing import Any

from django.core.management.commands import loaddata

from meetings.derived.refresh import refresh_all_derived
from meetings.management.stopping import StoppableCommand
from meetings.models import Meeting
from meetings.search.engine.vocabulary import note_all


class Command(StoppableCommand, loaddata.Command):
    """Load fixtures; raw saves derive nothing, so every record is keyed anew and its words noted.

    In the transaction of the load itself: a fixture is either whole or absent.
    """

    def standing(self) -> str:
        """What was there before."""
        return "Nothing of the fixture was loaded."

    def loaddata(self, fixture_labels: Any) -> None:
        """Load, then key the records if any model of the meetings was loaded."""
        super().loaddata(fixture_labels)
        if any(model._meta.app_label == "meetings" for model in self.models):
            refresh_all_derived(Meeting.objects.records().iterator())
            note_all(self.using)
