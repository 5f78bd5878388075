"""The small pieces of a form, made without a template: a page of staff has a thousand of them.

Each is, to the letter, what Django's own template of the same name makes. Whatever is not among
them, or is chosen by a template of its own, is left to Django.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeData

Context = Mapping[str, Any]
_WIDGETS = "django/forms/widgets/"
_OPTION = f"{_WIDGETS}select_option.html"


class FormRenderer(DjangoTemplates):
    """Django's, but for what is made here."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        """A piece of a form."""
        make = _MADE.get(template_name)
        made = make(context) if make else None
        return super().render(template_name, context, request) if made is None else made


def _input(context: Context) -> str:
    widget = context["widget"]
    kind, name = _shown(widget["type"]), _shown(widget["name"])
    value = widget["value"]
    said = "" if value is None else f' value="{_text(value)}"'
    return f'<input type="{kind}" name="{name}"{said}{_attrs(widget["attrs"])}>'


def _textarea(context: Context) -> str:
    widget = context["widget"]
    value = _shown(widget["value"]) if widget["value"] else ""
    return (
        f'<textarea name="{_shown(widget["name"])}"{_attrs(widget["attrs"])}>\n{value}</textarea>'
    )


def _select(context: Context) -> str | None:
    widget = context["widget"]
    groups = list(_groups(widget["optgroups"]))
    if None in groups:
        return None
    inside = "".join(group or "" for group in groups)
    return f'<select name="{_shown(widget["name"])}"{_attrs(widget["attrs"])}>{inside}\n</select>'


def _groups(optgroups: Any) -> Iterator[str | None]:
    """The groups of choices; None where one has a template of its own."""
    for name, options, _index in optgroups:
        if any(option["template_name"] != _OPTION for option in options):
            yield None
            continue
        inside = "".join(f"\n  {_option(option)}\n" for option in options)
        if name:
            inside = f'\n  <optgroup label="{_shown(name)}">{inside}\n  </optgroup>'
        yield inside


def _option(option: Context) -> str:
    attrs, label = _attrs(option["attrs"]), _shown(option["label"])
    return f'<option value="{_text(option["value"])}"{attrs}>{label}</option>'


def _label(context: Context) -> str:
    label = _shown(context["label"])
    if not context["use_tag"]:
        return label.strip()
    tag = _shown(context["tag"])
    return f"<{tag}{_attrs(context['attrs'] or {})}>{label}</{tag}>"


def _errors(context: Context) -> str | None:
    """Most boxes have none."""
    return None if context["errors"] else ""


def _attrs(attrs: Context) -> str:
    return "".join(
        f" {_shown(name)}" if value is True else f' {_shown(name)}="{_text(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _text(value: Any) -> str:
    """A value as the filter ``stringformat:"s"`` has it, escaped."""
    return str(value) if isinstance(value, SafeData) else escape(str(value))


def _shown(value: Any) -> str:
    """A value as a template prints it."""
    said: Any = value if isinstance(value, str | Promise) else localize(value)
    return conditional_escape(said)


_MADE: dict[str, Callable[[Context], str | None]] = {
    **{
        f"{_WIDGETS}{kind}.html": _input
        for kind in ("text", "hidden", "number", "checkbox", "email", "url", "password")
    },
    f"{_WIDGETS}textarea.html": _textarea,
    f"{_WIDGETS}select.html": _select,
    "django/forms/label.html": _label,
    "django/forms/errors/list/ul.html": _errors,
    "django/forms/errors/list/default.html": _errors,
}
