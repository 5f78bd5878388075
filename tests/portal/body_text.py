"""What a response says, whatever its format: the words inside a PDF, or a document of Word."""

import zipfile
from io import BytesIO

import pypdfium2
from django.http import HttpResponse


def body_text(response: HttpResponse) -> str:
    """The body as text; of a file that is packed, all that its parts say."""
    body = response.content
    if body.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(body) as document:
            pages = [document[n].get_textpage().get_text_bounded() for n in range(len(document))]
            return "\n".join([*document.get_metadata_dict().values(), *pages])
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as archive:
            parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        return "\n".join(parts)
    return body.decode()
