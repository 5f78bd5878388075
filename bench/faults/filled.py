"""What a form of a page sends, as a browser would."""

from html.parser import HTMLParser

_UNSENT = {"submit", "button", "image", "reset", "file"}


class FilledForm(HTMLParser):
    """The fields of the longest form of a page, name by name."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._forms: list[list[tuple[str, str]]] = []
        self._select = self._textarea = ""
        self.feed(page)
        self.close()

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Names and values."""
        return max(self._forms, key=len, default=[])

    def value(self, name: str) -> str:
        """The value of a field; empty where there is none."""
        return next((value for known, value in self.fields if known == name), "")

    def changed(self, **values: str) -> list[tuple[str, str]]:
        """The form with some values typed anew."""
        return [(name, values.get(name, value)) for name, value in self.fields]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form or a field."""
        found = {name: value or "" for name, value in attrs}
        name, kind = found.get("name", ""), found.get("type", "text")
        if tag == "form":
            self._forms.append([])
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in found:
            self._put(self._select, found.get("value", ""))
        elif tag == "textarea":
            self._textarea = name
            self._put(name, "")
        elif tag == "input" and kind not in _UNSENT:
            ticked = kind not in {"checkbox", "radio"} or "checked" in found
            if ticked:
                self._put(name, found.get("value", "on" if kind == "checkbox" else ""))

    def handle_endtag(self, tag: str) -> None:
        """Note where a field ends."""
        if tag == "textarea":
            self._textarea = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        """Note the text of a field, without the line break that HTML puts before it."""
        if self._textarea and self._forms:
            name, known = self._forms[-1].pop()
            self._put(name, known + (data if known else data.removeprefix("\n")))

    def _put(self, name: str, value: str) -> None:
        if self._forms and name:
            self._forms[-1].append((name, value))
