"""Elements of Akoma Ntoso, and the portal's own beside them: text that XML can hold."""

from collections.abc import Collection, Iterator
from typing import Any

from lxml import etree

from ..xml_text import clean

#: the namespace of Akoma Ntoso 3.0
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#: the namespace of what only records of this register say
REGISTER = "urn:x-register-of-meetings:record:1"
#: the attribute of XML that says in which language an element is
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES = {None: AKN, "rdm": REGISTER}


def element(name: str, text: str = "", /, **attributes: str) -> Any:
    """An element of Akoma Ntoso; a final underscore of an attribute's name is left out ("as_")."""
    made = etree.Element(f"{{{AKN}}}{name}", nsmap=NAMESPACES)
    return _filled(made, text, attributes)


def child(parent: Any, name: str, text: str = "", /, **attributes: str) -> Any:
    """An element as the last one of ``parent``; attributes that say nothing are left out."""
    return _filled(etree.SubElement(parent, f"{{{AKN}}}{name}"), text, attributes)


def _filled(made: Any, text: str, attributes: dict[str, str]) -> Any:
    if text:
        made.text = clean(text)
    for name, value in attributes.items():
        if value:
            made.set(name.rstrip("_"), clean(value))
    return made


def own_attribute(of: Any, name: str, value: str) -> None:
    """An attribute of the portal's own, where it says something."""
    if value:
        of.set(f"{{{REGISTER}}}{name}", clean(value))


def add_text(parent: Any, text: str) -> None:
    """Text behind all that ``parent`` has."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean(text)
    else:
        parent.text = (parent.text or "") + clean(text)


def own_elements(name: str, value: Any, without: Collection[str] = ()) -> Iterator[Any]:
    """A value of JSON as elements of the portal's own: one an entry of a list, one a key.

    ``without`` names keys of the objects in ``value`` that are left out; null is no element.
    """
    if isinstance(value, list):
        for entry in value:
            yield from own_elements(name, entry, without)
    elif value is not None:
        made = etree.Element(f"{{{REGISTER}}}{name}", nsmap={"rdm": REGISTER})
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in without:
                    made.extend(own_elements(key, inner))
        else:
            made.text = clean(_words(value))
        yield made


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
