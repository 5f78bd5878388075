"""The words for values of closed lists, in the language in use."""

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from meetings.models.choices import Layer, Mode
from meetings.reading.labels import labels


class Answer(TextChoices):
    """Two words that Django itself translates."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


def test_labels_are_those_of_the_closed_list() -> None:
    assert labels(Mode) == {
        "in person": "In person",
        "virtual": "Virtual",
        "hybrid": "Hybrid",
        "not stated": "Not stated",
    }


def test_labels_of_two_lists_are_told_apart() -> None:
    assert set(labels(Layer)) == {"record", "stub", "correction"}


def test_labels_follow_the_language_and_come_back() -> None:
    first = labels(Answer)
    with translation.override("fr"):
        second = labels(Answer)

    assert (first, second) == ({"yes": "Yes", "no": "No"}, {"yes": "Oui", "no": "Non"})
    assert labels(Answer) == first
