"""Pieces of forms by Django's own templates of them for Jinja2, which are compiled.

A page of staff has a thousand boxes, labels and lists of errors. The admin's own pieces have no
such template, and are made by Django's language as ever.
"""

from typing import Any

from django.forms.renderers import DjangoTemplates, Jinja2


class FormRenderer(DjangoTemplates):
    """Django's, with what it ships for Jinja2 where it does."""

    def __init__(self) -> None:
        self._compiled = Jinja2()

    def get_template(self, template_name: str) -> Any:
        """The template of a piece, by the name that Django gives it."""
        if template_name.startswith("django/forms/"):
            return self._compiled.get_template(template_name)
        return super().get_template(template_name)
