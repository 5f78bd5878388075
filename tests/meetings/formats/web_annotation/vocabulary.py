"""Terms of https://www.w3.org/TR/annotation-vocab/ as a JSON-LD context: those used here."""

from typing import Any

_COUNT = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"


def _links(prefix: str, **names: str) -> dict[str, Any]:
    return {term: {"@id": f"{prefix}:{name}", "@type": "@id"} for term, name in names.items()}


def _named(prefix: str, *names: str) -> dict[str, Any]:
    return {name: f"{prefix}:{name}" for name in names}


CONTEXT: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": "@id",
    "type": "@type",
    **_named("oa", "Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector"),
    **_named("oa", "linking", "describing", "exact", "prefix", "suffix"),
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    **_links("oa", body="hasBody", target="hasTarget", source="hasSource", scope="hasScope"),
    **_links("oa", selector="hasSelector"),
    **_links("as", first="first", last="last", next="next", prev="prev", partOf="partOf"),
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "start": {"@id": "oa:start", "@type": _COUNT},
    "end": {"@id": "oa:end", "@type": _COUNT},
    "startIndex": {"@id": "as:startIndex", "@type": _COUNT},
    "total": {"@id": "as:totalItems", "@type": _COUNT},
    "format": "dc:format",
    "value": "rdf:value",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}
