"""The address that harvesters ask: OAI-PMH 2.0."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from ..formats.oai.answers import RECORD, answer

_XML = "text/xml; charset=utf-8"
#: the schema of the element in which a record file is harvested
_SCHEMA = f"""<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{RECORD}"
    elementFormDefault="qualified">
  <xs:element name="recordFile">
    <xs:annotation>
      <xs:documentation>A record file: JSON, described by the JSON Schema at the address in
      "schema".</xs:documentation>
    </xs:annotation>
    <xs:complexType>
      <xs:sequence>
        <xs:element name="json" type="xs:string"/>
      </xs:sequence>
      <xs:attribute name="schema" type="xs:anyURI" use="required"/>
    </xs:complexType>
  </xs:element>
</xs:schema>
"""


# Nothing is changed by what is sent: the protocol asks for POST beside GET.
@csrf_exempt
def oai(request: HttpRequest) -> HttpResponse:
    """Answer a verb; the protocol tells its errors with the status 200."""
    given = request.POST if request.method == "POST" else request.GET
    return HttpResponse(answer(given), content_type=_XML)


def record_schema(request: HttpRequest) -> HttpResponse:
    """The schema of the second metadata format."""
    return HttpResponse(_SCHEMA, content_type=_XML)
