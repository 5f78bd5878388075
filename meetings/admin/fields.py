"""Form fields and widgets that give back what they were given."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.urls import reverse


def line_ends(text: str) -> str:
    """``text`` with LF at its line ends; browsers send CRLF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def row_number(value: Any) -> int | None:
    """The row number that an address or a form gives; None for what can be none."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


class TextAsStored(forms.CharField):
    """Text that keeps its white space.

    A browser changes line ends, and drops them in a box of one line: what comes back as it
    was shown counts as unchanged, and the form then keeps the stored text.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"strip": False})

    @property
    def one_line(self) -> bool:
        """Whether the box has one line."""
        return not isinstance(self.widget, forms.Textarea)

    def to_python(self, value: Any) -> Any:
        """LF at line ends; a box of one line also loses space at its ends."""
        text = line_ends(super().to_python(value) or "")
        return (text.strip() if self.one_line else text) or self.empty_value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the text sent differs from the text shown."""
        return not self.disabled and self._sent(initial) != self._sent(data)

    def _sent(self, value: Any) -> str:
        text = line_ends("" if value is None else str(value))
        return text.replace("\n", "") if self.one_line else text


class LinesField(TextAsStored):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 60})

    def prepare_value(self, value: Any) -> Any:
        """The list as lines; an item's own line breaks show as spaces."""
        return self._shown(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The lines that are not blank, without space at their ends."""
        text = super().clean(value)
        return [line.strip() for line in text.split("\n") if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines sent differ from the lines shown."""
        return super().has_changed(self.prepare_value(initial or []), data)

    @staticmethod
    def _shown(items: Iterable[Any]) -> str:
        return "\n".join(" ".join(str(item).split("\n")) for item in items)


class KnownOptions(AutocompleteMixin, forms.Select):
    """An autocomplete that asks the database nothing about rows the form already holds.

    ``known`` maps row numbers to labels; ``scope`` narrows the search to one meeting.
    """

    known: dict[str, str] = {}
    scope: int | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """The chosen options alone."""
        chosen = [str(one) for one in value if row_number(one) is not None]
        if any(one not in self.known for one in chosen):
            return super().optgroups(name, chosen, attr)
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        for place, one in enumerate(chosen, len(options)):
            options.append(self.create_option(name, one, self.known[one], True, place))
        return [(None, options, 0)]

    def get_url(self) -> str:
        """Where the options come from."""
        url = super().get_url()
        return f"{url}?meeting={self.scope}" if self.scope else url


class Autocomplete(KnownOptions):
    """One row, found by typing."""


class AutocompleteMany(KnownOptions, AutocompleteSelectMultiple):
    """Several rows, found by typing."""


class StubWrapper(RelatedFieldWidgetWrapper):
    """The links beside a choice of a meeting that is only named: they lead to its own pages."""

    def get_related_url(self, info: tuple[str, str], action: str, *args: Any) -> str:
        """The page that adds, changes or deletes a stub."""
        return reverse(
            f"admin:meetings_stubmeeting_{action}", current_app=self.admin_site.name, args=args
        )


def inner(field: Any) -> Any:
    """The widget itself, without the links that the admin puts beside it."""
    widget = field.widget
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget
