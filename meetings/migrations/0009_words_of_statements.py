"""A passage of a statement keeps no second copy of the statement's words.

What a file of SQLite no longer holds it gives back at the next VACUUM.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import Max

#: row numbers of passages that are emptied at once
_ROWS = 20_000


def leave_words(apps: Any, schema_editor: Any) -> None:
    """Take the words from passages of statements."""
    rows = apps.get_model("meetings", "Passage").objects.using(schema_editor.connection.alias)
    last = rows.aggregate(last=Max("pk"))["last"] or 0
    for start in range(0, last, _ROWS):
        rows.filter(statement__isnull=False, pk__gt=start, pk__lte=start + _ROWS).update(exact=None)


def return_words(apps: Any, schema_editor: Any) -> None:
    """Give passages of statements the words of their documents, one document after another."""
    connection = schema_editor.connection
    passages = apps.get_model("meetings", "Passage")
    texts = apps.get_model("meetings", "Document").objects.using(connection.alias)
    rows = passages.objects.using(connection.alias).filter(statement__isnull=False).order_by()
    quote = connection.ops.quote_name
    update = f"UPDATE {quote(passages._meta.db_table)} SET exact = %s WHERE id = %s"  # noqa: S608 - our own name
    for document in list(rows.values_list("document", flat=True).distinct()):
        text = texts.values_list("text", flat=True).get(pk=document)
        places = list(rows.filter(document=document).values_list("pk", "start", "end"))
        with connection.cursor() as cursor:
            cursor.executemany(update, [(text[start:end], pk) for pk, start, end in places])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_document_provenance")]

    operations = [
        migrations.AlterField(
            model_name="passage",
            name="exact",
            field=models.TextField(null=True, verbose_name="quotation"),
        ),
        migrations.RunPython(leave_words, return_words),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(exact__isnull=False, statement__isnull=True)
                | models.Q(exact__isnull=True, statement__isnull=False),
                name="passage_words_unless_statement",
                violation_error_message=(
                    "A statement has its words itself, and every other part quotes its source."
                ),
            ),
        ),
    ]
