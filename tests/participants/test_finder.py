import pytest
from pytest_django import DjangoAssertNumQueries

from participants.finder import (
    by_code_or_slug_or_name,
    find_many,
    find_participant,
)
from participants.models import Participant, ParticipantName

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

FOUND = [
    ("Republic of Korea", "KOR"),
    ("the Republic of Korea", "KOR"),
    ("South Korea", "KOR"),
    ("ROK", "KOR"),
    ("KOR", "KOR"),
    ("Korea, Republic of", "KOR"),
    ("DPRK", "PRK"),
    ("Democratic People’s Republic of Korea", "PRK"),
    ("Türkiye", "TUR"),
    ("TÜRKİYE", "TUR"),
    ("Turkiye", "TUR"),
    ("Turkey", "TUR"),
    ("the Kingdom of the Netherlands", "NLD"),
    ("the Netherlands", "NLD"),
    ("Netherlands (Kingdom of the)", "NLD"),
    ("Holland", "NLD"),
    ("Islamic Republic of Pakistan", "PAK"),
    ("Palestine", "PSE"),
    ("State of Palestine", "PSE"),
    ("the Holy See", "VAT"),
    ("Laos", "LAO"),
    ("Lao People's Democratic Republic", "LAO"),
    ("Iran", "IRN"),
    ("Iran, Islamic Republic of", "IRN"),
    ("State of Qatar", "QAT"),
    ("Cote d'Ivoire", "CIV"),
    ("Ivory Coast", "CIV"),
    ("Libya", "LBY"),
    ("Libyan Arab Jamahiriya", "LBY"),
    ("Syria", "SYR"),
    ("United Kingdom", "GBR"),
    ("United Kingdom (UK)", "GBR"),
    ("the United States of America (USA)", "USA"),
    ("United States\n(U.S.)", "USA"),
    ("Democratic People's Republic of Korea (DPRK)", "PRK"),
    ("Korea (ROK)", "KOR"),
    ("Lao People's Democratic Republic (Lao PDR)", "LAO"),
    ("Iran (IRI)", "IRN"),
    ("Iran (Islamic Republic of)", "IRN"),
    ("Nowhere (UK)", None),
    ("Guinea (Bissau)", "GNB"),
    ("Guinea (Boké)", None),
    ("TFYROM", "MKD"),
    ("P.R. China", "CHN"),
    ("S. Korea", "KOR"),
    ("N. Korea", "PRK"),
    ("West Germany", "DEU"),
    ("UK", "GBR"),
    ("United States", "USA"),
    ("U.S.A.", "USA"),
    ("UAE", "ARE"),
    ("DRC", "COD"),
    ("PRC", "CHN"),
    ("Zaire", "COD"),
    ("Democratic Republic of the Congo", "COD"),
    ("Democratic Republic of Congo", "COD"),
    ("Congo", "COG"),
    ("Republic of the Congo", "COG"),
    ("Guinea", "GIN"),
    ("Guinea Bissau", "GNB"),
    ("Equatorial Guinea", "GNQ"),
    ("Papua New Guinea", "PNG"),
    ("Burma", "MMR"),
    ("Swaziland", "SWZ"),
    ("Czech Republic", "CZE"),
    ("FYROM", "MKD"),
    ("the former Yugoslav Republic of Macedonia", "MKD"),
    ("Cape Verde", "CPV"),
    ("East Timor", "TLS"),
    ("Democratic Republic of Timor-Leste", "TLS"),
    ("Democratic Republic of\nTimor-Leste", "TLS"),
    ("Serbia and Montenegro", "SRB"),
    ("Niger", "NER"),
    ("Nigeria", "NGA"),
    ("Dominica", "DMA"),
    ("Vietnam", "VNM"),
    ("AND", "AND"),
    ("and", None),
    ("CAN", "CAN"),
    ("can", None),
    ("Democratic Republic of", None),
    ("Democratic Republic of the", None),
    ("Republic of", None),
    ("Republic of Yugoslavia", None),
    ("Kore", None),
    ("other bodies", None),
    ("the", None),
    ("…", None),
    ("", None),
    (" \u00a0", None),
    ("\x00", None),
    ("ROK\x00", "KOR"),
    ("\ud800", None),
]


@pytest.mark.parametrize(("printed", "code"), FOUND)
def test_find_state_by_printed_name(printed: str, code: str | None) -> None:
    found = find_participant(printed)

    assert (found.participant and found.participant.code) == code
    assert found.outcome == ("found" if code else "unknown")
    assert found.printed == printed


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("OCHA", "ocha"),
        ("Office for Coordination of Humanitarian Affairs", "ocha"),
        ("Human Security Unit of OCHA", "ocha-human-security-unit"),
        ("Peace Building Commission", "peacebuilding-commission"),
        ("United Nations secretariat", "un-secretariat"),
        ("UN Refugee Agency", "unhcr"),
        ("the Global Centre", "global-centre-for-the-responsibility-to-protect"),
        (
            "GLOBAL CENTRE\nFOR THE RESPONSIBILITY\nTO PROTECT",
            "global-centre-for-the-responsibility-to-protect",
        ),
        (
            "Asia Pacific Centre for the Responsibility to Protect",
            "asia-pacific-centre-for-the-responsibility-to-protect",
        ),
        ("Chinese Institute of International Studies", "china-institute-of-international-studies"),
        ("China’s Ministry of Foreign Affairs", "china-ministry-of-foreign-affairs"),
        (
            "Ministry of Foreign Affairs\nRepublic of Korea",
            "republic-of-korea-ministry-of-foreign-affairs",
        ),
        ("Organization for Security and Co-operation in Europe", "osce"),
        ("G7+ group", "g7-plus"),
        ("EU", "european-union"),
        ("African Union (AU)", "african-union"),
        ("UN Trust Fund for Human Security (UNTFHS)", "un-trust-fund-for-human-security"),
        ("Association of South-East Asian Nations (ASEAN)", "asean"),
        ("the Arab League", "league-of-arab-states"),
        ("Organization of the Islamic Conference", "organisation-of-islamic-cooperation"),
        ("NATO", "nato"),
        ("OAS", "organization-of-american-states"),
        ("CARICOM", "caricom"),
        ("ICRC", "icrc"),
        ("Group of 77 and China", "group-of-77"),
        ("Czechoslovakia", "czechoslovakia"),
        ("the Socialist Federal Republic of Yugoslavia", "yugoslavia"),
        ("GDR", "german-democratic-republic"),
        ("Democratic Yemen", "democratic-yemen"),
        ("Tanganyika", "tanganyika"),
        ("Zanzibar", "zanzibar"),
        ("United Arab Republic", "united-arab-republic"),
    ],
)
def test_find_body_by_printed_name(printed: str, slug: str) -> None:
    found = find_participant(printed)

    assert found.participant is not None
    assert found.participant.slug == slug


@pytest.mark.parametrize(
    ("printed", "codes"), [("Korea", ["PRK", "KOR"]), ("the KOREA", ["PRK", "KOR"])]
)
def test_find_name_of_several_is_ambiguous(printed: str, codes: list[str]) -> None:
    found = find_participant(printed)

    assert found.outcome == "ambiguous"
    assert found.participant is None
    assert [candidate.code for candidate in found.candidates] == codes


def test_find_abbreviation_that_two_share_is_unknown() -> None:
    assert find_participant("EC").outcome == "unknown"


@pytest.mark.parametrize(
    ("printed", "codes"), [("Congo (DRC)", ["COG", "COD"]), ("Japan (UK)", ["JPN", "GBR"])]
)
def test_find_name_beside_the_abbreviation_of_another_is_ambiguous(
    printed: str, codes: list[str]
) -> None:
    found = find_participant(printed)

    assert [candidate.code for candidate in found.candidates] == codes


def test_find_name_with_abbreviation_begun_on_the_line_before() -> None:
    found = find_participant("Congo (DRC)", "the Democratic Republic of the")

    assert found.participant is not None
    assert found.participant.code == "COD"


@pytest.mark.parametrize(
    ("preceding", "printed", "code"),
    [
        ("Democratic Republic of", "Timor-Leste", "TLS"),
        ("Democratic Republic of the", "Congo", "COD"),
        ("and the Democratic Republic of the", "Congo", "COD"),
        ("Republic of", "Korea", "KOR"),
        ("Democratic People's", "Republic of Korea", "PRK"),
        ("Guinea-", "Bissau", "GNB"),
        ("South", "Sudan", "SSD"),
        ("the Government of", "Japan", "JPN"),
        ("Ministry of Foreign Affairs of China and of the", "Republic of Korea", "KOR"),
        ("Norway, Poland, Romania", "Slovenia", "SVN"),
        ("", "Congo", "COG"),
    ],
)
def test_find_name_begun_on_the_line_before(preceding: str, printed: str, code: str) -> None:
    found = find_participant(printed, preceding)

    assert found.participant is not None
    assert found.participant.code == code


def test_find_beginning_of_a_name_is_unknown_whatever_precedes() -> None:
    found = find_participant("Democratic Republic of", "Republic of Korea")

    assert found.outcome == "unknown"


def test_find_participant_asks_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        find_participant("Congo", "the Government of the Democratic Republic of the")


def test_find_many_agrees_with_find_participant_and_asks_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    names = [printed for printed, _code in FOUND]

    with django_assert_num_queries(1):
        found = find_many(names)

    assert found == {name: find_participant(name) for name in names}


def test_find_many_of_nothing_finds_nothing() -> None:
    assert find_many([]) == {}


def test_find_many_beyond_one_batch_finds_all(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    nobody = [f"Nowhere {number}" for number in range(2000)]

    with django_assert_num_queries(2):
        found = find_many(["Chad", *nobody, "Mali"])

    known = [name for name, what in found.items() if what.outcome == "found"]
    assert known == ["Chad", "Mali"]
    assert len(found) == 2002


def test_find_by_code_slug_or_name_asks_twice(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    values = ["KOR", "osaa", "republic-of-korea", "Laos", "Korea", "nowhere", ""]

    with django_assert_num_queries(2):
        found = by_code_or_slug_or_name(values)

    assert {value: [row.slug for row in what.candidates] for value, what in found.items()} == {
        "KOR": ["republic-of-korea"],
        "osaa": ["osaa"],
        "republic-of-korea": ["republic-of-korea"],
        "Laos": ["lao-peoples-democratic-republic"],
        "Korea": ["democratic-peoples-republic-of-korea", "republic-of-korea"],
        "nowhere": [],
        "": [],
    }


def test_find_by_code_or_slug_wins_over_a_name_that_reads_the_same() -> None:
    other = Participant.objects.create(slug="other", name="MLI", kind="other")
    ParticipantName.objects.create(participant=other, name="osaa")

    found = by_code_or_slug_or_name(["MLI", "osaa"])

    assert [row.slug for row in found["MLI"].candidates] == ["mali"]
    assert [row.slug for row in found["osaa"].candidates] == ["osaa"]
    assert [row.slug for row in find_participant("MLI").candidates] == ["mali", "other"]


def test_find_one_name_given_twice_to_one_participant_is_found() -> None:
    chad = Participant.objects.get(code="TCD")
    ParticipantName.objects.create(participant=chad, name="CHAD")
    ParticipantName.objects.create(participant=chad, name="Tchad")

    assert find_participant("Chad").candidates == (chad,)
