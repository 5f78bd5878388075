"""Write the JSON Schema of record files anew, from the field lists."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.records.files import write_whole
from meetings.records.schema import SCHEMA_FILE, generated_schema


class Command(BaseCommand):
    """Write the published schema; a test fails where it is not what the field lists make."""

    help = "Write meetings/records/schema.json from the field lists of the nouns."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, whole."""
        write_whole(SCHEMA_FILE, generated_schema().encode())
        self.stdout.write(f"{SCHEMA_FILE}: written")
