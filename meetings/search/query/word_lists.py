"""English words that a question is made of, beside those that it is about.

All are in normal form. A word of these lists is still sought where the query holds nothing else,
or where it stands in quotation marks or in a name.
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: words that do not have to match
COMMON_WORDS = frozenset(
    _words(
        """a about all also am an and any are as at be been behalf being between by came can come
        comes could did do does each ever find for from give gave had has have he her his how
        i if in into is it its list made make may me mention mentioned might more most much
        must my no of on or our over please regarding said say saying says shall she should
        show so some spoke speak speaks speaking such take taken tell than that the their them
        then there these they this those to told under upon was we were what when where
        whether which who whom whose why will with would you your"""
    )
)

#: words for a kind of thing, and the noun of its group
KIND_WORDS = {
    word: noun
    for noun, words in {
        "pledge": "pledge pledges pledged commitment commitments",
        "statement": "statement statements remark remarks speech speeches intervention "
        "interventions",
        "meeting": "meeting meetings attend attended attending attendance attendees",
        "participant": "participant participants delegations",
        "person": "people delegates speakers",
        "topic": "topic topics",
        "document": "document documents source sources",
    }.items()
    for word in _words(words)
}

#: words for a meeting beside which an ordinal is its number in a series
MEETING_WORDS = frozenset(
    _words(
        """meeting meetings session conference conferences ministerial dialogue dialogues summit
        forum gathering retreat consultation consultations seminar workshop round breakfast"""
    )
)
#: words by which the meeting is asked for that is still to come, and what else such questions say
NEXT_WORDS = frozenset(_words("coming forthcoming next upcoming"))
WORDS_BESIDE_NEXT = frozenset(
    _words(
        "due follow following follows happen happening happens held meet meets place planned"
        " scheduled"
    )
)
#: words for a meeting that a title seldom holds
UNPRINTED_MEETING_WORDS = frozenset({"meeting", "meetings", "session"})

#: ordinals in words
ORDINALS = {
    word: number
    for number, word in enumerate(
        _words(
            """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
            thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
            twentieth"""
        ),
        1,
    )
}

#: abbreviations that are words of English unless they stand in capitals
WORDS_AND_ABBREVIATIONS = frozenset(_words("us car who it ion add am as at be"))


def ordinal_of(word: str) -> int | None:
    """The number that an ordinal in normal form says ("second", "2nd"); None for another word."""
    if word in ORDINALS:
        return ORDINALS[word]
    digits = word[:-2]
    if word[-2:] in ("st", "nd", "rd", "th") and digits.isascii() and digits.isdigit():
        return int(digits) if len(digits) <= 4 else None
    return None
