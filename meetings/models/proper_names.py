"""Words that keep their capital wherever they stand: names of places, and of those who live there.

A topic begins with a capital, and stands within a sentence with a small letter unless it is a name.
The lists are of English, and of what topics of diplomacy begin with.
"""

import re


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: Member States and others whose name is one word
_STATES = _words(
    """Afghanistan Albania Algeria Andorra Angola Argentina Armenia Australia Austria
        Azerbaijan Bahamas Bahrain Bangladesh Barbados Belarus Belgium Belize Benin Bhutan
        Bolivia Botswana Brazil Bulgaria Burundi Cambodia Cameroon Canada Chad Chile China
        Colombia Comoros Congo Croatia Cuba Cyprus Czechia Denmark Djibouti Dominica Ecuador
        Egypt Eritrea Estonia Eswatini Ethiopia Fiji Finland France Gabon Gambia Georgia
        Germany Ghana Greece Grenada Guatemala Guinea Guinea-Bissau Guyana Haiti Honduras
        Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan
        Kazakhstan Kenya Kiribati Korea Kosovo Kuwait Kyrgyzstan Latvia Lebanon Lesotho
        Liberia Libya Liechtenstein Lithuania Luxembourg Madagascar Malawi Malaysia Maldives
        Mali Malta Mauritania Mauritius Mexico Micronesia Moldova Monaco Mongolia Montenegro
        Morocco Mozambique Myanmar Namibia Nauru Nepal Netherlands Nicaragua Niger Nigeria
        Norway Oman Pakistan Palau Palestine Panama Paraguay Peru Philippines Poland
        Portugal Qatar Romania Russia Rwanda Samoa Senegal Serbia Seychelles Singapore
        Slovakia Slovenia Somalia Spain Sudan Suriname Sweden Switzerland Syria Taiwan
        Tajikistan Thailand Timor-Leste Togo Tonga Tunisia Turkmenistan Tuvalu Türkiye
        Uganda Ukraine Uruguay Uzbekistan Vanuatu Venezuela Yemen Zambia Zimbabwe"""
)
#: other names, and beginnings of names
_OTHERS = _words(
    """Africa America Antarctic Arab Arctic Asia Atlantic Balkan Berlin Bretton British Buddhis
        Caribbean Caucasus Chinese Christian Christmas Crimea Danish Darfur Dutch Ebola English Euro
        Europe Filipino Finnish Francophon French Gaza Geneva Greek Hague Hindu Holocaust Internet
        Irish Islam Israeli Jerusalem Jew Judai Kashmir Kurd Latin Lusophon Maghreb Mediterranean
        Melanesia Micronesia Muslim Nordic Oceania Olympic Oslo Pacific Palestinian Paris
        Polish Polynesia Portuguese Roma Rohingya Rome Sahel Scandinavia Scottish Spanish Swedish
        Swiss Tibet Tigray Turkish Vienna Welsh Xinjiang Zika Zionis Arabs Chadian Cuban Fijian
        Iranian Iraqi Jewish Kurdish Kurds Malian Omani Peruvian Togolese"""
)
#: beginnings that a longer name may have: "Syrian", "Ukrainian", but not "Child" for Chile
_SHORTEST = 5
_NAME = re.compile("[^\\W\\d_]+")


def begins_with_name(text: str) -> bool:
    """Whether the first word is a name, or made of one: "Haiti", "Haitian", "Europe's future"."""
    word = _NAME.match(text)
    if word is None:
        return False
    return word[0] in _WORDS or word[0].startswith(_BEGINNINGS)


_WORDS = frozenset(_STATES) | frozenset(_OTHERS)
_BEGINNINGS = tuple(
    {name for name in _STATES if len(name) >= _SHORTEST}
    | {name[:-1] for name in _STATES if len(name) > _SHORTEST and name[-1] in "aeiouy"}
    | {name for name in _OTHERS if len(name) >= _SHORTEST}
)
