"""Revisions refer to the texts of their documents, which are kept once and packed.

What a file of SQLite no longer holds it gives back at the next VACUUM.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import migrations, models

# As records/revision_texts.py was when this was written: a migration makes the same for ever.
_OF_PASSAGE = {"from": "passage"}


def refer_to_texts(apps: Any, schema_editor: Any) -> None:
    """Take the texts out of the record files, one revision after another."""
    alias = schema_editor.connection.alias
    rows = apps.get_model("meetings", "Revision").objects.using(alias)
    held = apps.get_model("meetings", "SourceText").objects.using(alias)
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        revision = rows.only("pk", "record").get(pk=pk)
        record, texts = _take_apart(revision.record)
        referred = held.filter(sha256__in=texts)
        known = set(referred.values_list("sha256", flat=True))
        for sha256 in sorted(texts.keys() - known):
            held.create(sha256=sha256, packed=zlib.compress(texts[sha256].encode()))
        revision.texts.add(*referred.values_list("pk", flat=True))
        if texts:
            rows.filter(pk=pk).update(record=record)


def hold_texts(apps: Any, schema_editor: Any) -> None:
    """Put the texts back into the record files, one revision after another."""
    rows = apps.get_model("meetings", "Revision").objects.using(schema_editor.connection.alias)
    for pk in list(rows.filter(texts__isnull=False).values_list("pk", flat=True).distinct()):
        revision = rows.only("pk", "record").get(pk=pk)
        texts = {row.sha256: zlib.decompress(row.packed).decode() for row in revision.texts.all()}
        rows.filter(pk=pk).update(record=_put_together(revision.record, texts))


def _take_apart(file: str) -> tuple[str, dict[str, str]]:
    try:
        data = json.loads(file)
        texts = _take_out(data)
        record = _encoded(data)
        same = _put_together(record, texts) == file
    except ValueError:
        return file, {}
    return (record, texts) if texts and same else (file, {})


def _take_out(data: Any) -> dict[str, str]:
    documents = [row for row in _documents(data) if isinstance(row.get("text"), str)]
    held = {row["key"]: row["text"] for row in documents}
    for row in _entries(data, "statements"):
        if isinstance(row.get("text"), str) and row["text"] == _words(row.get("passage"), held):
            row["text"] = _OF_PASSAGE
    texts = {}
    for row in documents:
        sha256 = hashlib.sha256(row["text"].encode()).hexdigest()
        texts[sha256] = row["text"]
        row["text"] = {"sha256": sha256}
    return texts


def _put_together(record: str, texts: Mapping[str, str]) -> str:
    if not texts:
        return record
    data = json.loads(record)
    held = {}
    for row in _documents(data):
        for sha256, text in texts.items():
            if row.get("text") == {"sha256": sha256}:
                row["text"] = held[row["key"]] = text
                break
    for row in _entries(data, "statements"):
        if row.get("text") == _OF_PASSAGE:
            row["text"] = _words(row.get("passage"), held)
    return _encoded(data)


def _documents(data: Any) -> Iterator[dict[str, Any]]:
    yield from (row for row in _entries(data, "documents") if isinstance(row.get("key"), str))


def _entries(data: Any, name: str) -> Iterator[dict[str, Any]]:
    listed = data.get(name) if isinstance(data, dict) else None
    yield from (row for row in listed if isinstance(row, dict)) if isinstance(listed, list) else ()


def _words(passage: Any, texts: Mapping[Any, str]) -> str | None:
    try:
        ranges = passage if isinstance(passage, list) else [passage]
        places = [(texts[piece["document"]], piece["position"]) for piece in ranges]
        return " ".join(text[place["start"] : place["end"]] for text, place in places)
    except (KeyError, TypeError):
        return None


def _encoded(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_words_of_statements")]

    operations = [
        migrations.CreateModel(
            name="SourceText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(max_length=64, unique=True, verbose_name="SHA-256"),
                ),
                ("packed", models.BinaryField(verbose_name="packed text")),
            ],
            options={
                "verbose_name": "text of revisions",
                "verbose_name_plural": "texts of revisions",
                "ordering": ["sha256"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="revision",
            name="texts",
            field=models.ManyToManyField(
                blank=True,
                related_name="revisions",
                to="meetings.sourcetext",
                verbose_name="texts of documents",
            ),
        ),
        migrations.RunPython(refer_to_texts, hold_texts),
    ]
