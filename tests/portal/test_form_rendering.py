"""Pieces of forms read, to the letter, as Django's own templates make them."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from portal.form_rendering import FormRenderer

AWKWARD = '<b> & "quoted" ’ 1,000'
CHOICES = [
    ("", "as it is"),
    (1_000, 1_000),
    (None, gettext_lazy("Sunday")),
    ("Group & more", [("a", AWKWARD), ("b", mark_safe("<i>safe</i>"))]),
]
ATTRS: dict[str, Any] = {
    "id": "id_x",
    "required": True,
    "disabled": False,
    "rows": 10,
    "title": AWKWARD,
    "data-x": gettext_lazy("Sunday"),
}
WIDGETS = [
    forms.TextInput(),
    forms.HiddenInput(),
    forms.NumberInput(),
    forms.CheckboxInput(),
    forms.EmailInput(),
    forms.URLInput(),
    forms.PasswordInput(render_value=True),
    forms.Textarea(),
    forms.Select(choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES),
    forms.RadioSelect(choices=CHOICES),
    forms.CheckboxSelectMultiple(choices=CHOICES),
]
VALUES = [None, "", AWKWARD, mark_safe("<i>safe</i>"), 1_000, True, "a", ["a", "1000"]]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_widget_reads_as_django_makes_it(widget: forms.Widget) -> None:
    for value in VALUES:
        for attrs in (None, {}, ATTRS):
            ours = widget.render("x <1>", value, attrs, FormRenderer())
            assert ours == widget.render("x <1>", value, attrs, DjangoTemplates())


def test_choice_with_a_template_of_its_own_is_left_to_django() -> None:
    widget = forms.Select(choices=CHOICES)
    widget.option_template_name = "django/forms/widgets/radio_option.html"

    ours = widget.render("x", "a", None, FormRenderer())

    assert ours == widget.render("x", "a", None, DjangoTemplates())
    assert "<input" in ours


class _Form(forms.Form):
    name = forms.CharField(label=AWKWARD, help_text="<i>Help</i>")
    safe = forms.CharField(label=mark_safe("<i>Safe</i>"), required=False)
    choice = forms.ChoiceField(label=gettext_lazy("Sunday"), choices=CHOICES[:2])
    days = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=CHOICES[:2])


@pytest.mark.parametrize("data", [None, {"name": ""}, {"name": "x", "choice": "?"}])
def test_form_reads_as_django_makes_it(data: Any) -> None:
    ours, djangos = _Form(data, renderer=FormRenderer()), _Form(data, renderer=DjangoTemplates())

    assert str(ours) == str(djangos)
    for mine, its in zip(ours, djangos, strict=True):
        assert mine.label_tag() == its.label_tag()
        assert mine.label_tag("<x>", {"class": "y"}) == its.label_tag("<x>", {"class": "y"})
        assert mine.legend_tag() == its.legend_tag()
        assert str(mine.errors) == str(its.errors)
    assert str(ours.errors) == str(djangos.errors)
