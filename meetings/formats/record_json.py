"""The record file of a meeting: the register's own format, from which it can be loaded again."""

from django.utils.translation import gettext_lazy as _

from ..models import Meeting
from ..records.dumper import record_bytes
from .file_format import FileFormat


def record_json(slug: str) -> bytes | None:
    """The record file of a published meeting."""
    record = Meeting.objects.published().filter(slug=slug).first()
    return None if record is None else record_bytes(record, public=True)


RECORD_JSON = FileFormat("meeting", "json", "application/json", _("JSON"), record_json)
