"""The words for the values of closed lists, looked up once a language."""

from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import get_language, get_language_info


def labels(choices: type[TextChoices]) -> dict[str, str]:
    """The words for each value of a choice, in the language in use."""
    return _labels(choices, get_language())


@lru_cache(maxsize=256)
def _labels(choices: type[TextChoices], language: str | None) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


def language_name(tag: str) -> str:
    """The language of a BCP 47 tag in words; the tag itself where it is not known."""
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag
