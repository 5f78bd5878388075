"""A passage is entered by its first and last words; the form finds it and fills the text.

Covers meetings.admin.owned (the inlines of passages) and meetings.admin.forms (text comes back as
stored) as well.
"""

import hashlib
from typing import Any

import pytest
from django.test import Client

from meetings.admin.passage import LONG, found_words
from meetings.models import (
    Correction,
    Delegation,
    Document,
    Meeting,
    Passage,
    Pledge,
    Statement,
)
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db

OTHER = "Second source. Fish were\n\ncaught. Fish were sold. It ended."


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(rich.editor())
    return client


@pytest.fixture
def other() -> Document:
    return rich.source(OTHER, "second")


def new_statement(client: Client, meeting: Meeting, **changes: Any) -> Any:
    """Send the form that adds a statement, with one range."""
    url = f"{address(Statement, 'add')}?meeting={meeting.pk}"
    changes = {name.replace("range_", "passages-0-"): value for name, value in changes.items()}
    return client.post(url, sent(client.get(url), **changes))


def formset_errors(answer: Any) -> list[str]:
    """All that the rows of a page complain of."""
    found = []
    for rows in answer.context["inline_admin_formsets"]:
        found += rows.formset.non_form_errors()
        found += [error for form in rows.formset.errors for error in form.values()]
    return [str(error) for error in found]


def test_statement_takes_its_text_from_the_words_found(
    editor: Client, meeting: Meeting, other: Document
) -> None:
    answer = new_statement(
        editor,
        meeting,
        range_document=other.pk,
        range_first_words="Fish were caught.",
        range_last_words="It\r\nended.",
    )

    row = meeting.statements.get(number=3)
    passage = row.passages.get()
    assert answer.status_code == 302
    assert row.text == "Fish were\n\ncaught. Fish were sold. It ended."
    assert (row.number, row.order) == (3, 3)
    assert (passage.meeting, passage.start, passage.end) == (meeting, 15, len(OTHER))
    assert (passage.exact, passage.words) == (None, row.text)


def test_number_of_a_deleted_statement_is_not_given_again(
    editor: Client, meeting: Meeting, other: Document
) -> None:
    meeting.statements.get(number=2).delete()

    new_statement(editor, meeting, range_document=other.pk, range_first_words="It ended.")

    assert list(meeting.statements.values_list("number", flat=True)) == [1, 3]


def test_text_is_read_as_the_document_is_corrected(
    editor: Client, meeting: Meeting, other: Document
) -> None:
    Correction.objects.create(
        document=other, start=15, end=19, printed="Fish", read="Fishes", reason="Damaged"
    )

    new_statement(editor, meeting, range_document=other.pk, range_first_words="Fish were caught.")

    assert meeting.statements.get(number=3).text == "Fishes were\n\ncaught."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first_words": "Fish were"}, "found 2 times"),
        ({"first_words": "Nothing like it"}, "found 0 times"),
        ({"first_words": "It ended.", "last_words": "Fish"}, "found 0 times"),
        ({"last_words": "It ended."}, "Give the first words"),
        ({"start": "5", "end": "500"}, "not inside the text"),
        ({"first_words": "It ended.", "start": "0", "end": "6"}, "correct one of them"),
    ],
)
def test_none_and_several_are_refused_with_the_count(
    editor: Client, meeting: Meeting, other: Document, changes: dict[str, str], words: str
) -> None:
    ranges = {f"range_{name}": value for name, value in changes.items()}

    answer = new_statement(editor, meeting, range_document=other.pk, **ranges)

    assert answer.status_code == 200
    assert any(words in error for error in formset_errors(answer))
    assert meeting.statements.count() == 2


def test_words_before_tell_repeated_words_apart(
    editor: Client, meeting: Meeting, other: Document
) -> None:
    new_statement(
        editor,
        meeting,
        range_document=other.pk,
        range_first_words="Fish were",
        range_words_before="caught.",
    )

    assert meeting.statements.get(number=3).passages.get().start == OTHER.index("Fish were sold")


def test_position_alone_is_enough(editor: Client, meeting: Meeting, other: Document) -> None:
    new_statement(editor, meeting, range_document=other.pk, range_start="0", range_end="14")

    assert meeting.statements.get(number=3).text == "Second source."


def test_only_source_of_the_record_need_not_be_chosen(editor: Client, meeting: Meeting) -> None:
    new_statement(editor, meeting, range_first_words="Ruritania was host.")

    passage = meeting.statements.get(number=3).passages.get()
    assert passage.document.key == "fish-1-report"


def test_statement_without_passage_is_refused(editor: Client, meeting: Meeting) -> None:
    answer = new_statement(editor, meeting)

    assert "first and last words" in formset_errors(answer)[0]


def test_finding_shows_the_passage_and_saves_nothing(
    editor: Client, meeting: Meeting, other: Document
) -> None:
    answer = new_statement(
        editor,
        meeting,
        _find="1",
        range_document=other.pk,
        range_first_words="Fish were caught.",
    )

    html = answer.content.decode()
    assert answer.status_code == 200
    assert meeting.statements.count() == 2
    assert (
        '<p class="finder-found" lang="" dir="auto" tabindex="0">Fish were\n\ncaught.</p>' in html
    )
    assert answer.context["adminform"].form["text"].value() == "Fish were\n\ncaught."
    shown = answer.context["source"].lines
    marked = [run.text for line in shown for run in line.segments if run.kind == "here"]
    assert marked == ["Fish were", "caught."]
    assert [line.block for line in shown if line.block] == []


def test_finding_on_a_stored_statement_keeps_the_row(editor: Client, meeting: Meeting) -> None:
    row = meeting.statements.get(number=2)
    url = address(Statement, "change", row.pk)
    changes = {"passages-0-first_words": "Ruritania was host.", "passages-0-last_words": ""}

    answer = editor.post(url, sent(editor.get(url), _find="1", **changes))

    assert answer.context["adminform"].form["text"].value() == "Ruritania was host."
    assert Statement.objects.get(pk=row.pk).text == "Ruritania also said so."


def test_new_words_move_the_passage_and_the_text(editor: Client, meeting: Meeting) -> None:
    row = meeting.statements.get(number=2)
    passage = row.passages.get()
    url = address(Statement, "change", row.pk)
    changes = {"passages-0-first_words": "Ruritania was host.", "passages-0-last_words": ""}

    editor.post(url, sent(editor.get(url), **changes))

    row.refresh_from_db()
    moved = row.passages.get()
    assert row.text == "Ruritania was host."
    assert (moved.pk, moved.words) == (passage.pk, "Ruritania was host.")


def test_text_that_differs_from_its_passage_is_refused(editor: Client, meeting: Meeting) -> None:
    url = address(Statement, "change", meeting.statements.get(number=2).pk)

    answer = editor.post(url, sent(editor.get(url), text="Ruritania said otherwise."))

    assert "differs from its passage" in formset_errors(answer)[0]


def test_second_range_joins_the_text(editor: Client, meeting: Meeting) -> None:
    row = meeting.statements.get(number=2)
    url = address(Statement, "change", row.pk)
    data = sent(editor.get(url))
    data |= {
        "passages-TOTAL_FORMS": "2",
        "passages-1-document": data["passages-0-document"],
        "passages-1-first_words": "Opening.",
    }

    editor.post(url, data)

    row.refresh_from_db()
    assert row.text == "Ruritania also said so. Opening."
    assert list(row.passages.values_list("order", flat=True)) == [0, 1]


def test_taking_out_a_range_takes_out_its_text(editor: Client, meeting: Meeting) -> None:
    row = meeting.statements.get(number=2)
    rich.words(row, Document.objects.get(key="fish-1-report"), "Opening.")
    Passage.objects.filter(pk=row.passages.latest("pk").pk).update(order=1)
    url = address(Statement, "change", row.pk)

    editor.post(url, sent(editor.get(url), **{"passages-1-DELETE": "on"}))

    row.refresh_from_db()
    assert (row.passages.count(), row.text) == (1, "Ruritania also said so.")


def test_quoted_words_are_placed_in_the_text(editor: Client, meeting: Meeting) -> None:
    row = meeting.statements.get(number=2)
    url = address(Statement, "change", row.pk)

    refused = editor.post(url, sent(editor.get(url), quoted="a"))
    editor.post(url, sent(editor.get(url), quoted="said so\r\nalso"))

    row.refresh_from_db()
    assert "times" in formset_errors(refused)[0]
    assert [row.text[start:end] for start, end in row.quotations] == ["also", "said so"]


@pytest.mark.parametrize("noun", ["agenda", "sessions", "figures", "relations", "references"])
def test_row_on_the_page_of_its_meeting_gets_its_passage(
    editor: Client, meeting: Meeting, noun: str
) -> None:
    url = address(Meeting, "change", meeting.pk)
    row = getattr(meeting, noun).first()
    uid = row.passages.get().uid
    words = {f"{noun}-0-first_words": "Ruritania was host.", f"{noun}-0-last_words": ""}

    refused = editor.post(url, sent(editor.get(url), **words | {f"{noun}-0-first_words": "Rur"}))
    answer = editor.post(url, sent(editor.get(url), **words))

    passage = row.passages.get()
    assert "times" in formset_errors(refused)[0]
    assert answer.status_code == 302
    assert (passage.uid, passage.exact) == (uid, "Ruritania was host.")


def test_new_figure_stands_where_its_passage_stands(editor: Client, meeting: Meeting) -> None:
    url = address(Meeting, "change", meeting.pk)
    data = sent(editor.get(url))
    data |= {
        "figures-TOTAL_FORMS": "2",
        "figures-1-text": "1,000 nets",
        "figures-1-subject": "nets",
        "figures-1-first_words": "1,000 nets",
    }

    editor.post(url, data)

    row = meeting.figures.get(text="1,000 nets")
    assert row.passages.get().exact == "1,000 nets"
    assert meeting.figures.order_by("order", "pk")[0] == row


@pytest.mark.parametrize(
    ("owner", "noun", "rows"),
    [(Delegation, "delegations", "delegates"), (Pledge, "pledges", "updates")],
)
def test_row_below_a_part_gets_its_passage(
    editor: Client, meeting: Meeting, owner: type, noun: str, rows: str
) -> None:
    part = getattr(meeting, noun).get()
    url = address(owner, "change", part.pk)
    words = {f"{rows}-0-first_words": "Opening.", f"{rows}-0-last_words": ""}

    answer = editor.post(url, sent(editor.get(url), **words))

    passage = getattr(part, rows).get().passages.get()
    assert answer.status_code == 302
    assert (passage.exact, passage.meeting) == ("Opening.", meeting)


def test_emptied_words_take_the_passage_of_a_row_out(editor: Client, meeting: Meeting) -> None:
    url = address(Meeting, "change", meeting.pk)
    words = {"figures-0-first_words": "", "figures-0-last_words": "", "figures-0-source": ""}

    editor.post(url, sent(editor.get(url), **words))

    assert meeting.figures.get().passages.count() == 0


def test_ranges_of_a_row_are_not_changed_on_its_meetings_page(
    editor: Client, meeting: Meeting
) -> None:
    figure = meeting.figures.get()
    rich.words(figure, Document.objects.get(key="fish-1-report"), "Opening.")
    url = address(Meeting, "change", meeting.pk)

    editor.post(url, sent(editor.get(url), **{"figures-0-first_words": "Ruritania was host."}))

    exact = figure.passages.values_list("exact", flat=True)
    assert sorted(exact) == ["More than 50 countries came.", "Opening."]


def test_text_of_a_document_is_fixed_once_a_passage_points_into_it(
    editor: Client, meeting: Meeting, other: Document
) -> None:
    used = Document.objects.get(key="fish-1-report")
    changed, boxes = [], []

    for document in (used, other):
        url = address(Document, "change", document.pk)
        page = editor.get(url)
        answer = editor.post(url, sent(page, text="New text."))
        document.refresh_from_db()
        changed.append((answer.status_code, document.text == "New text."))
        boxes.append("text" in page.context["adminform"].form.fields)

    assert boxes == [False, True]
    # What no box was there for is refused, not dropped without a word.
    assert changed == [(200, False), (302, True)]
    assert other.sha256 == hashlib.sha256(b"New text.").hexdigest()


def test_correction_by_words_is_read_in_the_statements(editor: Client, meeting: Meeting) -> None:
    document = Document.objects.get(key="fish-1-report")
    url = address(Document, "change", document.pk)
    data = sent(editor.get(url))
    data |= {
        "corrections-TOTAL_FORMS": "2",
        "corrections-1-first_words": "many,",
        "corrections-1-read": "several,",
        "corrections-1-reason": "Misprint",
    }

    answer = editor.post(url, data)

    row = meeting.statements.get(number=1)
    assert answer.status_code == 302
    assert Correction.objects.get(read="several,").printed == "many,"
    assert row.text == "Ruritania said that fish are  several, \nand that “Nets are old”."
    assert [row.text[start:end] for start, end in row.quotations] == ["Nets are old"]


def test_correction_across_the_edge_of_a_passage_is_refused(
    editor: Client, meeting: Meeting
) -> None:
    document = Document.objects.get(key="fish-1-report")
    url = address(Document, "change", document.pk)
    data = sent(editor.get(url))
    data |= {
        "corrections-TOTAL_FORMS": "2",
        "corrections-1-first_words": "old”. Back",
        "corrections-1-read": "x",
        "corrections-1-reason": "Misprint",
    }

    answer = editor.post(url, data)

    assert "across the edge" in formset_errors(answer)[0]


def test_mark_is_entered_by_words(editor: Client, other: Document) -> None:
    url = address(Document, "change", other.pk)
    data = sent(editor.get(url))
    data |= {
        "marks-TOTAL_FORMS": "1",
        "marks-0-kind": "narrative",
        "marks-0-first_words": "Second",
        "marks-0-last_words": "source.",
    }

    editor.post(url, data)

    assert list(other.marks.values_list("kind", "start", "end")) == [("narrative", 0, 14)]


def test_page_that_adds_a_statement_shows_the_source_of_its_record(
    editor: Client, meeting: Meeting
) -> None:
    answer = editor.get(f"{address(Statement, 'add')}?meeting={meeting.pk}")

    assert answer.context["source"].document.key == "fish-1-report"
    assert f"/admin/autocomplete/?meeting={meeting.pk}" in answer.content.decode()


@pytest.mark.parametrize("wrong", ["0", "x", "9" * 30, "²"])
def test_page_that_adds_a_statement_opens_with_a_wrong_meeting(editor: Client, wrong: str) -> None:
    url = f"{address(Statement, 'add')}?meeting={wrong}"

    shown = editor.get(url)
    refused = editor.post(url, sent(shown, meeting=wrong, session=wrong))

    assert (shown.status_code, refused.status_code) == (200, 200)
    assert {"meeting", "session"} <= refused.context["adminform"].form.errors.keys()


def test_long_passage_is_shown_by_its_beginning_and_end() -> None:
    half = LONG // 2
    text = "a" * half + "b" * 10 + "c" * half

    assert f'tabindex="0">{text[:LONG]}</p>' in found_words(text[:LONG], "en")
    assert f'tabindex="0">{"a" * half}\n[…]\n{"c" * half}</p>' in found_words(text, "en")
