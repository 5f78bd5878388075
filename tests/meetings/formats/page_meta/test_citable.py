"""What a reference manager takes from a page."""

import pytest

from meetings.formats.page_meta.citable import Citable, Creator, Tag

pytestmark = pytest.mark.plain


@pytest.mark.parametrize(
    ("creator", "written"),
    [
        (Creator("Japan"), "Japan"),
        (Creator("United Kingdom"), "United Kingdom,"),
        (Creator("Ada Example", "Example, Ada"), "Example, Ada"),
        (Creator("Yang Yi", "Yang Yi"), "Yang Yi,"),
        (Creator("Ana Sá Lee", "Sá Lee, Ana María"), "Sá Lee, Ana María;"),
    ],
)
def test_name_is_written_so_that_it_is_not_cut_wrongly(creator: Creator, written: str) -> None:
    assert creator.citation_name == written


def test_tags_leave_out_what_is_not_known() -> None:
    citable = Citable(
        title="Fish",
        url="https://register.example/s/1/",
        publisher="Register",
        creators=[Creator("Ada Example", "Example, Ada", "Ruritania")],
        date="2016-06-20/2016-06-22",
        meeting="Fish Meeting",
        subjects=["Cod", "Hake"],
    )

    assert citable.tags() == [
        Tag("citation_title", "Fish"),
        Tag("citation_author", "Example, Ada"),
        Tag("citation_author_institution", "Ruritania"),
        Tag("citation_date", "2016/06"),
        Tag("citation_conference_title", "Fish Meeting"),
        Tag("citation_public_url", "https://register.example/s/1/"),
        Tag("DC.title", "Fish"),
        Tag("DC.creator", "Example, Ada"),
        Tag("DC.date", "2016-06-20/2016-06-22"),
        Tag("DC.type", "Text"),
        Tag("DC.publisher", "Register"),
        Tag("DC.identifier", "https://register.example/s/1/"),
        Tag("DC.subject", "Cod"),
        Tag("DC.subject", "Hake"),
    ]
