"""Names of participants in texts: meetings.intake.register, meetings.intake.parts."""

import pytest

from bench.intake.register import shipped_register
from meetings.intake.names import Names, words_of
from meetings.intake.parts import Span


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(shipped_register())


def keys(names: Names, text: str) -> list[tuple[str, ...]]:
    return [(mention.printed, *mention.keys) for mention in names.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Egypt and Papua New Guinea said", [("Egypt", "EGY"), ("Papua New Guinea", "PNG")]),
        ("the Republic of Korea (ROK)", [("Republic of Korea", "KOR"), ("ROK", "KOR")]),
        ("Japan's proposal", [("Japan", "JPN")]),
        ("NORWAY stressed", [("NORWAY", "NOR")]),
        ("Côte d’Ivoire; Cote d'Ivoire", [("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV")]),
        ("who told us", []),
        ("WHO and the US", [("WHO", "world-health-organization"), ("US", "USA")]),
        ("Korea", [("Korea", "KOR", "PRK")]),
        ("Northern Ireland and Ireland", [("Ireland", "IRL")]),
        ("the Norwegian delegation", [("Norwegian", "NOR")]),
        ("the Japan Foundation and Japan", [("Japan Foundation",), ("Japan", "JPN")]),
        (
            "Guatemala and the Global Centre",
            [
                ("Guatemala", "GTM"),
                ("Global Centre", "global-centre-for-the-responsibility-to-protect"),
            ],
        ),
        ("Niger, Nigeria", [("Niger", "NER"), ("Nigeria", "NGA")]),
        ("jordan", []),
    ],
)
def test_mentions_of_text(names: Names, text: str, expected: list[tuple[str, ...]]) -> None:
    assert keys(names, text) == expected


def test_mentions_of_nothing(names: Names) -> None:
    assert names.mentions("") == []


def test_words_possessive() -> None:
    assert [
        (word.text, Span(word.start, word.end)) for word in words_of("Kenya’s U.S. co-chairs")
    ] == [
        ("Kenya", Span(0, 5)),
        ("U.S.", Span(8, 12)),
        ("co-chairs", Span(13, 22)),
    ]
