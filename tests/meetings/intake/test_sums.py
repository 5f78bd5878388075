"""Sums of money and counted things in texts."""

from decimal import Decimal

import pytest

from meetings.intake.parts import Span
from meetings.intake.sums import sums_of, value_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EUR 10 million to CREWS", [("EUR 10 million", 10_000_000, "EUR", "")]),
        ("about US$1.9 million a year", [("US$1.9 million", 1_900_000, "USD", "")]),
        ("£400,000.", [("£400,000", 400_000, "GBP", "")]),
        ("NOK 50m", [("NOK 50m", 50_000_000, "NOK", "")]),
        ("15 million kronor", [("15 million kronor", 15_000_000, "SEK", "")]),
        (
            "two hundred and fifty thousand United States dollars",
            [
                (
                    "two hundred and fifty thousand United States dollars",
                    250_000,
                    "USD",
                    "",
                )
            ],
        ),
        ("half a million dollars", [("half a million dollars", 500_000, "", "")]),
        (
            "SEK 210 million and DKK 75 million",
            [
                ("SEK 210 million", 210_000_000, "SEK", ""),
                ("DKK 75 million", 75_000_000, "DKK", ""),
            ],
        ),
        ("4,000 tonnes of seed", [("4,000 tonnes", 4000, "", "tonnes")]),
        ("ten heavy lorries", [("ten heavy lorries", 10, "", "lorries")]),
        ("60,000 dinars", [("60,000 dinars", 60_000, "", "")]),
        ("168 projects in 2007", []),
    ],
)
def test_sums_of_text(text: str, expected: list[tuple[str, int, str, str]]) -> None:
    found = sums_of(text, Span(0, len(text)))
    assert [(entry.text, entry.value, entry.currency, entry.unit) for entry in found] == expected


def test_sum_as_an_amount_of_a_record() -> None:
    text = "USD 12.5 million"
    assert sums_of(text, Span(0, len(text)))[0].amount == {
        "text": "USD 12.5 million",
        "value": 12_500_000,
        "currency": "USD",
        "unit": "",
    }


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("1,5", None),
        ("1 500", Decimal(1500)),
        ("thirty-four", Decimal(34)),
        ("one thousand million", Decimal(10**9)),
        ("9" * 30, None),
    ],
)
def test_value_of_number(number: str, value: Decimal | None) -> None:
    assert value_of(number) == value
