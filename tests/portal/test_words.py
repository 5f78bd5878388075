"""Templates hold the words of the language in use, and change with it."""

import pytest
from django.utils import translation
from jinja2 import DictLoader, Environment

from portal.jinja import environment

SOURCES = {
    "plain": "{{ _('Yes') }} {% trans %}Yes{% endtrans %}",
    "outer": "{% set word = _('No') %}{% include 'plain' %} {{ word }}",
    "value": "{% trans name=who %}100 % of {{ name }} & all{% endtrans %}",
    "twice": "{% trans a=1, b=2 %}{{ a }}, {{ b }}, {{ a }}{% endtrans %}",
    "other": "{% trans n=n %}{{ n }} one{% pluralize %}{{ n }} more{% endtrans %}",
}


@pytest.fixture(name="env")
def _env() -> Environment:
    return environment(loader=DictLoader(SOURCES), autoescape=True)


def test_template_has_the_words_of_the_language_in_use(env: Environment) -> None:
    first = env.get_template("outer").render()
    with translation.override("fr"):
        second = env.get_template("outer").render()
    third = env.get_template("outer").render()

    assert (first, second, third) == ("Yes Yes No", "Oui Oui Non", "Yes Yes No")


def test_template_without_a_language_has_the_words_as_written(env: Environment) -> None:
    with translation.override(None):
        page = env.get_template("plain").render()

    assert page == "Yes Yes"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("value", "100 % of &lt;Japan&gt; & all"),
        ("twice", "1, 2, 1"),
        ("other", "3 more"),
    ],
)
def test_values_stand_between_the_words_and_are_escaped(
    env: Environment, name: str, shown: str
) -> None:
    assert env.get_template(name).render(who="<Japan>", n=3) == shown


def test_words_of_another_form_are_put_together_when_shown(
    env: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reworded(words: str) -> str:
        return "%(name)-7s|" if "100" in words else words

    monkeypatch.setattr("portal.words.gettext", reworded)
    page = env.get_template("value").render(who="<Japan>")

    assert page == "100 % of &lt;Japan&gt; & all"
