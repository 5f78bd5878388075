"""The format of record files, for whoever reads or writes them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from meetings.records.schema import schema_text


@require_safe
def record_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema (2020-12) of record files."""
    return HttpResponse(schema_text(), content_type="application/schema+json; charset=utf-8")
