"""Dates in forms are refused with what would be right."""

import pytest
from django.core.exceptions import ValidationError

from meetings.models.fields import validate_edtf


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("17 September 2021", "2021-09-17"),
        ("September 17, 2021", "2021-09-17"),
        ("2021-9-17", "2021-09-17"),
        ("17/09/2021", "2021-09-17"),
        ("spring 1999", "1999-21"),
    ],
)
def test_date_typed_otherwise_is_refused_with_its_reading(typed: str, reading: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_edtf(typed)

    assert refused.value.messages[0].startswith(f"“{typed}” is refused as a date: ")
    assert refused.value.messages[0].endswith(f"; write it as {reading}.")
