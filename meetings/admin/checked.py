"""All that a form says of its row before the row is saved, each beside the field it is about."""

from collections.abc import Iterable

from django import forms

from participants.concurrency import ConcurrentForm

from .constraints import box_of, broken_constraints, constraints_apart
from .doubts import raise_doubts
from .readings import offer_readings
from .slugs import SlugMixin


class CheckedForm(SlugMixin, ConcurrentForm):
    """A form that asks the constraints of its model, and what no constraint can know."""

    #: why the database refused what the form had found right
    refused = ""

    def faults(self) -> Iterable[tuple[str, str]]:
        """What cannot be so: the field, and the words beside it."""
        return ()

    def doubts(self) -> Iterable[tuple[str, str]]:
        """What is likely a mistake and may be confirmed: the field, and the words beside it."""
        return ()

    def boxes(self) -> list[str]:
        """The fields that one can write in."""
        owner = forms.models.InlineForeignKeyField
        return [name for name, field in self.fields.items() if not isinstance(field, owner)]

    def _post_clean(self) -> None:
        with constraints_apart(self.instance):
            super()._post_clean()
        self._check_links()
        for constraint, error in list(broken_constraints(self.instance, self.errors)):
            self.add_error(box_of(constraint, self.boxes()), error)
        if self.refused and not self.errors:
            self.add_error(None, self.refused)
        if self.has_changed() and not self.errors:
            for name, words in list(self.faults()):
                self.add_error(name if name in self.fields else None, words)
            raise_doubts(self, list(self.doubts()))
        offer_readings(self)

    def _check_links(self) -> None:
        """Refuse links that a row cannot have."""

    def changed(self, *names: str) -> list[str]:
        """Those of the fields that the person changed."""
        return [name for name in names if name in self.changed_data]
