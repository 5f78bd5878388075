"""What fits the limit of a page, and a register in which there is nothing to measure."""

import pytest

from bench.sizes import LIMIT, Sized, print_sizes


@pytest.mark.parametrize(
    ("address", "status", "size", "fits"),
    [
        ("/meetings/a/", 200, LIMIT, True),
        ("/meetings/a/", 200, LIMIT + 1, False),
        ("/meetings/a/print/", 200, LIMIT + 1, True),
        ("/meetings/a/print/", 500, 10, False),
    ],
)
def test_page_fits_within_the_limit(address: str, status: int, size: int, fits: bool) -> None:
    assert Sized(address, status, size, 1.0).fits is fits


@pytest.mark.django_db
def test_empty_register_is_no_success() -> None:
    with pytest.raises(SystemExit, match="holds no published statement"):
        print_sizes()
