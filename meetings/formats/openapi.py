"""The description of the interface (OpenAPI 3.1): made of the lists, their filters and types."""

from functools import cache
from typing import Any

import msgspec
from django import forms
from django.conf import settings
from django.utils.encoding import force_str

from ..lists.name_filters import NameField
from . import csv_table, xlsx_table
from .file_format import PATHS
from .json_list import MOST, USUAL
from .lists import LISTS, ListOf
from .paper.files import PDF_TYPE
from .paper.lists import MOST as PRINTED
from .registry import FILE_FORMATS

_TEXT = {"text/plain": {"schema": {"type": "string"}}}
_MOVED: dict[str, Any] = {"301": {"description": "The same with empty parameters left out."}}
_REFUSED: dict[str, Any] = _MOVED | {
    "400": {"description": "A parameter is wrong: the text says which.", "content": _TEXT},
    "503": {
        "description": "It takes too long, or too many are being made: see Retry-After.",
        "content": _TEXT,
    },
}
_NOT_SET: dict[str, Any] = {
    "400": {
        "description": "It is too long for a PDF: the text says where else it is.",
        "content": _TEXT,
    },
    "503": {"description": "Others are being made: see Retry-After.", "content": _TEXT},
}
_NONE: dict[str, Any] = {"404": {"description": "There is no such page."}}
_GONE: dict[str, Any] = {"410": {"description": "Its record was withdrawn, or its number retired."}}


@cache
def openapi() -> dict[str, Any]:
    """The description, whole. It tells what may be asked for, and nothing of what is recorded."""
    types = [listing.item for listing in LISTS]
    _refs, components = msgspec.json.schema_components(
        types, ref_template="#/components/schemas/{name}"
    )
    paths: dict[str, Any] = {}
    for listing in LISTS:
        paths |= _list_paths(listing)
    for fmt in FILE_FORMATS:
        paths[f"/{_braced(fmt.path)}"] = {"get": _file(fmt)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": str(settings.SITE_NAME),
            "version": "1",
            "description": "Everything published, for reading: lists under the filters of their"
            " pages, and each record whole. Addresses are permanent; fields may be added.",
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": paths,
        "components": {"schemas": components},
    }


def parameters(listing: ListOf) -> list[dict[str, Any]]:
    """The filters of a list, as they stand in its address."""
    return [_parameter(name, declared) for name, declared in listing.parameters.items()]


def _list_paths(listing: ListOf) -> dict[str, Any]:
    own = parameters(listing)
    page = {
        "type": "object",
        "required": ["page", "this", "next", "items"],
        "properties": {
            "page": {"type": "string", "description": "Address of the list for people."},
            "this": {"type": "string", "description": "This address, as it was understood."},
            "next": {"type": ["string", "null"], "description": "Where the next items are."},
            "items": {
                "type": "array",
                "items": {"$ref": f"#/components/schemas/{listing.item.__name__}"},
            },
        },
    }
    paged = [
        _query("after", "What “next” says of where the page begins.", _whole(0, 10**18)),
        _query("limit", f"Items on a page; {USUAL} unless told.", _whole(1, MOST)),
    ]
    tables = {
        "pdf": ("", f"A document (PDF/UA-1) of the first {PRINTED} rows.", PDF_TYPE),
        "csv": ("text/csv", "CSV (RFC 4180) in UTF-8, all rows.", csv_table.MEDIA_TYPE),
        "xlsx": ("", f"A workbook, {xlsx_table.MOST_ROWS} rows at most.", xlsx_table.MEDIA_TYPE),
    }
    found: dict[str, Any] = {
        f"/{listing.name}.json": {
            "get": {
                "operationId": f"{listing.name}_json",
                "summary": f"{listing.label}, a page at a time",
                "parameters": own + paged,
                "responses": {
                    "200": {
                        "description": "A page of the list.",
                        "content": {"application/json": {"schema": page}},
                    },
                    **_REFUSED,
                    **_NONE,
                },
            }
        }
    }
    for extension, (plain, words, media) in tables.items():
        found[f"/{listing.name}.{extension}"] = {
            "get": {
                "operationId": f"{listing.name}_{extension}",
                "summary": f"{listing.label}: {words}",
                "parameters": own,
                "responses": {
                    "200": {"description": words, "content": {plain or media: {}}},
                    **_REFUSED,
                },
            }
        }
    return found


def _parameter(name: str, declared: Any) -> dict[str, Any]:
    field = declared.field
    schema: dict[str, Any] = {"type": "string", "pattern": "^[^\\x00]*$"}
    if isinstance(field, forms.IntegerField):
        schema = {"type": "integer"}
    choices = [str(value) for value, _label in (declared.extra.get("choices") or ()) if value]
    if choices:
        schema = {"type": "string", "enum": choices}
    if declared.many:
        schema = {"type": "array", "items": schema}
    words = force_str(field.label)
    if isinstance(field, NameField):
        words += f", by its {field.key} or by a name"
    return _query(name, words, schema)


def _query(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }


def _whole(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def _file(fmt: Any) -> dict[str, Any]:
    words = [part.split(":")[1].rstrip(">") for part in PATHS[fmt.noun].split("/") if ":" in part]
    return {
        "operationId": fmt.route,
        "summary": f"{fmt.label}: one {fmt.noun}",
        "parameters": [
            {
                "name": word,
                "in": "path",
                "required": True,
                "schema": _whole(1, 999_999_999)
                if word == "number"
                else {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
            }
            for word in words
        ],
        "responses": {
            "200": {"description": "The file.", "content": {fmt.media_type.split(";")[0]: {}}},
            "301": {"description": "It has another address by now."},
            **(_NOT_SET if fmt.media_type == PDF_TYPE else {}),
            **_NONE,
            **_GONE,
        },
    }


def _braced(path: str) -> str:
    """A path of Django's with its words in braces."""
    for converter in ("slug", "number"):
        path = path.replace(f"<{converter}:", "{")
    return path.replace(">", "}")
