"""A citation as a footnote of the United Nations Editorial Manual.

Commas part the elements, "para." names the paragraph, and an address stands after "Available at",
with the day of access in brackets (Editorial Manual, "Footnotes and other references").
"""

from django.utils.formats import date_format

from .cited import Cited

#: what a footnote calls the words
_KINDS = {"statement": "statement", "pledge": "pledge"}


def united_nations(cited: Cited) -> str:
    """The footnote, ended by a full stop."""
    title = f"“{cited.title}”"
    if cited.noun == "meeting":
        said = [cited.title, cited.place, cited.date_words]
    else:
        point = f"para. {cited.number}" if cited.noun == "statement" else f"pledge {cited.number}"
        kind = cited.genre[:1].lower() + cited.genre[1:] or _KINDS[cited.noun]
        at = f"{kind} at {cited.meeting}"
        said = [cited.who, title, at, cited.place, cited.date_words, point]
    sources = "; ".join(map(str, cited.sources))
    elements = [*said, f"source: {sources}" if sources else "", cited.publisher, _pin(cited)]
    day = date_format(cited.accessed, "j F Y")
    note = ", ".join(element for element in elements if element)
    return f"{note}. Available at {cited.url} (accessed on {day})."


def _pin(cited: Cited) -> str:
    words = cited.pin_words
    return words[:1].lower() + words[1:]
