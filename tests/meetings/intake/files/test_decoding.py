"""The encoding of a text is found; covers meetings.intake.files.plain, which reads by it."""

import pytest

from meetings.intake.files.decoding import decoded
from meetings.intake.files.document import UnreadableFile
from meetings.intake.files.plain import read

WESTERN = (
    "The representative of Côte d’Ivoire said that “the façade” was – as before – São Tomé’s. "
)
LONG = WESTERN + "Nothing else was said about the matter that the delegations had before them. " * 2
GUESSED = "The encoding is not stated and was taken to be {}. Look at letters with accents."


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_text_in_unicode_is_read(written: str, encoding: str) -> None:
    found = decoded(LONG.encode(written))

    assert (found.text, found.encoding, found.notes) == (LONG, encoding, ())


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_western_encoding_is_guessed_and_noted(encoding: str) -> None:
    found = decoded(LONG.encode(encoding))

    assert (found.text, found.encoding) == (LONG, encoding)
    assert found.notes == (GUESSED.format(encoding),)


def test_cyrillic_encoding_is_guessed() -> None:
    text = "Представитель Российской Федерации заявил, что встреча прошла успешно. " * 5

    assert decoded(text.encode("cp1251")).text == text


def test_declared_encoding_is_taken() -> None:
    text = "Łódź i Kraków"

    assert decoded(text.encode("iso-8859-2"), "ISO-8859-2").text == text
    assert decoded("“é”".encode("cp1252"), "iso-8859-1").text == "“é”"


@pytest.mark.parametrize("declared", ["utf-8", "rot13", "idna", "cp99999", "iso-8859-2"])
def test_false_declaration_is_passed_over(declared: str) -> None:
    assert decoded(LONG.encode(), declared).text == LONG


def test_few_broken_letters_are_noted() -> None:
    found = decoded(("é" * 20).encode() + b"\xff ok")

    assert (found.text, found.encoding) == ("é" * 20 + "\ufffd ok", "utf-8")
    assert found.notes == ("1 letters could not be read and stand as “\ufffd”.",)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="It holds no text that can be read"):
        decoded(bytes(range(256)) * 4)


def test_garbled_letters_are_put_right_and_noted() -> None:
    garbled = "Côte d’Ivoire".encode().decode("cp1252")

    found = read(f"plain\n{garbled} said\n".encode())

    assert found.text == "plain\nCôte d’Ivoire said\n"
    assert found.notes == ("Letters that another program had garbled were put right.",)


def test_plain_text_stays_as_it_is() -> None:
    found = read(LONG.encode())

    assert (found.text, found.notes) == (LONG, ())
