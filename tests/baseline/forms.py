"""Links and forms of a page, as a browser finds them."""

from html.parser import HTMLParser
from typing import Any

_UNSENT = {"submit", "button", "image", "reset", "file"}


class Page(HTMLParser):
    """The links of a page, what its longest form sends, and the lists that complete words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.forms: list[dict[str, Any]] = []
        self.buttons: list[str] = []
        self.completed: list[tuple[str, ...]] = []
        self._select = self._textarea = ""
        self.feed(html)
        self.close()

    @property
    def form(self) -> dict[str, Any]:
        """What the form with most fields sends, without its tokens."""
        data = max(self.forms, key=len, default={})
        tokens = {"csrfmiddlewaretoken", "_once"}
        return {name: value for name, value in data.items() if name not in tokens}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, or a field of a form."""
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "a" and "href" in found:
            self.links.append(found["href"].partition("#")[0])
        elif tag == "form":
            self.forms.append({})
        elif tag == "input" and name:
            self._input(name, found)
        elif tag == "textarea":
            self._textarea = name
            self._put(name, "")
        elif tag == "select":
            self._select = name
            if "data-app-label" in found:
                names = ("data-app-label", "data-model-name", "data-field-name")
                self.completed.append(tuple(found[name] for name in names))
        elif tag == "option" and self._select and "selected" in found:
            self._put(self._select, found.get("value", ""), several=True)

    def handle_endtag(self, tag: str) -> None:
        """Note where a text ends."""
        if tag == "textarea":
            self._textarea = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        """Note the text of a field, without the line break that HTML puts before it."""
        if self._textarea and self.forms:
            known = self.forms[-1][self._textarea]
            self.forms[-1][self._textarea] = known + (data if known else data.removeprefix("\n"))

    def _input(self, name: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        if kind == "submit":
            self.buttons.append(name)
        elif kind in {"checkbox", "radio"}:
            if "checked" in found:
                self._put(name, found.get("value", "on"), several=True)
        elif kind not in _UNSENT:
            self._put(name, found.get("value", ""))

    def _put(self, name: str, value: str, *, several: bool = False) -> None:
        if not self.forms or not name:
            return
        form = self.forms[-1]
        if several and name in form:
            known = form[name] if isinstance(form[name], list) else [form[name]]
            form[name] = [*known, value]
        else:
            form[name] = value
