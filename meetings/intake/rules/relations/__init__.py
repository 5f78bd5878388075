"""Other meetings that a document names: those of its series by number or as the last and the next,
and those with a name in capitals; each once, with all its passages."""

from ...layout import Kind
from ...parts import Part, Sureness
from ...proposal import Proposal
from ...taken import Taken
from .named import named
from .series import numbered
from .told import Stub


def propose_relations(proposal: Proposal) -> None:
    """Propose the other meetings that paragraphs name."""
    found: dict[str, Part] = {}
    for block in proposal.source.blocks:
        if block.kind == Kind.HEADING:
            continue
        for sentence in block.sentences:
            of_series = numbered(proposal, sentence)
            taken = Taken(stub.span for stub in of_series)
            for stub in (*of_series, *named(proposal, sentence, taken)):
                _add(found, stub)
    proposal.relations.extend(found.values())


def _add(found: dict[str, Part], stub: Stub) -> None:
    slug = stub.values["slug"]
    if slug in found:
        part = found[slug]
        if not part.spans[-1].meets(stub.span):
            part.spans.append(stub.span)
        for key, value in stub.values.items():
            part.values["meeting"].setdefault(key, value)
        return
    values = {"relation": stub.relation, "printed": stub.printed, "meeting": stub.values}
    found[slug] = Part(values, [stub.span], "meeting named", Sureness.LIKELY)
