"""What a sample takes from the record files that are shipped."""

import json
from pathlib import Path

from .words import Words, words_from


def sample_words(records: Path) -> Words:
    """The vocabulary, from the source texts of the record files in a folder."""
    return words_from(
        document["text"]
        for path in sorted(records.glob("*.json"))
        for document in json.loads(path.read_text(encoding="utf-8")).get("documents", [])
        if document.get("text")
    )


def real_topics(records: Path) -> list[str]:
    """Names of the topics in the record files of a folder, each once."""
    names = [
        topic["name"]
        for path in sorted(records.glob("*.json"))
        for topic in json.loads(path.read_text(encoding="utf-8")).get("topics", [])
    ]
    return list(dict.fromkeys(names))
