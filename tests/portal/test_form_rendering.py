"""Pieces of forms say what Django's own templates make them say, and are compiled."""

from typing import Any

import pytest
from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget, FilteredSelectMultiple
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from portal.form_rendering import FormRenderer

AWKWARD = '<b> & "quoted" ’ 1,000'
CHOICES = [
    ("", "as it is"),
    ("1000", "One thousand"),
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
    AdminTextInputWidget(),
    FilteredSelectMultiple("names", is_stacked=False, choices=CHOICES),
]
VALUES = [None, "", AWKWARD, mark_safe("<i>safe</i>"), 1_000, True, "a", ["a", "1000"]]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_widget_says_what_django_makes_it_say(widget: forms.Widget) -> None:
    for value in VALUES:
        for attrs in (None, {}, ATTRS):
            ours = widget.render("x <1>", value, attrs, FormRenderer())
            djangos = widget.render("x <1>", value, attrs, DjangoTemplates())
            assert parse_html(ours) == parse_html(djangos)


class _Form(forms.Form):
    name = forms.CharField(label=AWKWARD, help_text="<i>Help</i>")
    safe = forms.CharField(label=mark_safe("<i>Safe</i>"), required=False)
    choice = forms.ChoiceField(label=gettext_lazy("Sunday"), choices=CHOICES[:2])
    days = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=CHOICES[:2])


@pytest.mark.parametrize("data", [None, {"name": ""}, {"name": "x", "choice": "?"}])
def test_form_says_what_django_makes_it_say(data: Any) -> None:
    ours, djangos = _Form(data, renderer=FormRenderer()), _Form(data, renderer=DjangoTemplates())

    assert parse_html(str(ours)) == parse_html(str(djangos))
    for mine, its in zip(ours, djangos, strict=True):
        assert parse_html(mine.label_tag()) == parse_html(its.label_tag())
        assert parse_html(mine.legend_tag()) == parse_html(its.legend_tag())
        assert parse_html(str(mine.errors)) == parse_html(str(its.errors))


def test_pieces_of_django_are_compiled_and_those_of_the_admin_are_its_own() -> None:
    renderer = FormRenderer()

    compiled = renderer.get_template("django/forms/widgets/text.html")
    own = renderer.get_template("admin/widgets/foreign_key_raw_id.html")
    assert type(compiled).__module__ == "django.template.backends.jinja2"
    assert type(own).__module__ == "django.template.backends.django"
