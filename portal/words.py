"""Templates that hold the words of the interface: compiled once for each language."""

import re
from collections.abc import MutableMapping
from typing import Any

from django.utils.translation import get_language, gettext
from jinja2 import Environment, Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from .numbering import NumberingTemplate

#: a value within words: ``%(name)s``
_VALUE = re.compile(r"%\((\w+)\)s")


class SpeakingEnvironment(Environment):
    """Jinja2 that looks words up when it compiles a template, not each time it shows one.

    A template that is asked for by name is that of the language in use. What is made of a string
    looks its words up when it is shown.
    """

    template_class = NumberingTemplate

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """The template in the language in use."""
        if self.overlayed:
            return super().get_template(name, parent, globals)
        return self._speaking().get_template(name, parent, globals)

    def _speaking(self) -> Environment:
        """This environment for the language in use, with templates of its own."""
        known: dict[str | None, Environment] = self.__dict__.setdefault("languages", {})
        language = get_language()
        if language not in known:
            known[language] = self.overlay()
        return known[language]

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        if self.overlayed:
            _Words().visit(source)
            source.set_environment(self)
        return super()._generate(source, *args, **kwargs)


class _Words(NodeTransformer):
    """Puts the words of the language in use where a template asks for them."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - named by Jinja2
        """``_("words")``."""
        self.generic_visit(node)
        words = _asked(node, "_")
        if words is None or node.kwargs:
            return node
        said = Markup(gettext(words))  # noqa: S704 - from the catalogue, never from a visitor
        return nodes.Const(said, lineno=node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - named by Jinja2
        """``{% trans %}`` without a plural: words with values between them."""
        self.generic_visit(node)
        node.nodes = [part for child in node.nodes for part in _in_parts(child)]
        return node


def _asked(node: nodes.Expr, name: str) -> str | None:
    """The words that a call of ``name`` asks for; None for any other."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return None
    if node.node.name != name or len(node.args) != 1 or node.dyn_args or node.dyn_kwargs:
        return None
    (words,) = node.args
    return words.value if isinstance(words, nodes.Const) else None


def _in_parts(node: nodes.Expr) -> list[nodes.Expr]:
    """Words and the values between them; the node as it is where they are of another form."""
    words = _asked(node, "gettext")
    if words is None or not isinstance(node, nodes.Call):
        return [node]
    values = {value.key: value.value for value in node.kwargs}
    parts: list[nodes.Expr] = []
    for index, part in enumerate(_VALUE.split(gettext(words))):
        if index % 2:
            if part not in values:
                return [node]
            value = values[part]
            # "All 12,345 meetings": by custom ``n`` is a number of things.
            grouped = nodes.Filter(value, "grouped", [], [], None, None, lineno=node.lineno)
            parts.append(grouped if part == "n" else value)
        elif "%" in part.replace("%%", ""):
            return [node]
        elif part:
            parts.append(nodes.TemplateData(part.replace("%%", "%"), lineno=node.lineno))
    return parts
