"""The front page: true numbers, ways in that lead somewhere, and an empty register."""

import datetime as dt
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from portal.charts import Year, columns, every_year
from portal.home import front_page
from tests.meetings import build


def full_register(n: int = 1) -> None:
    """``n`` recorded meetings, each naming an announced one."""
    for number in range(n):
        meeting = build.meeting(date=f"200{number}", series=build.series(f"Series {number}"))
        land = build.participant(f"Land {number}", kind="state")
        build.delegation(meeting, land)
        topic = build.topic(f"Fish {number}")
        said = build.statement(meeting, f"Much fish {number}.", speakers=(land,), topics=(topic,))
        build.pledge(meeting, by=land, statement=said)
        build.stub(f"next-{number}", meeting, stage="announced", date=f"299{number}")
        build.stub(f"undated-{number}", meeting, stage="mentioned")


@pytest.mark.django_db
def test_empty_register_says_so_and_leads_on(client: Client) -> None:
    page = client.get("/").content.decode()

    assert "Nothing is on record yet" in page
    assert "Meetings by year" not in page


@pytest.mark.django_db
def test_front_page_counts_what_is_public(client: Client) -> None:
    full_register(2)
    hidden = build.meeting(status="draft")
    build.statement(hidden)
    build.pledge(hidden)

    home = client.get("/").context["home"]

    assert [(total.n, total.label) for total in home.totals] == [
        (6, "meetings, 2 with a full record"),
        (2, "delegations"),
        (2, "statements"),
        (2, "pledges"),
    ]
    assert home.by_year.undated == 2
    assert [(year.year, year.recorded, year.named) for year in home.by_year.years] == [
        (2000, 1, 0),
        (2001, 1, 0),
        (2990, 0, 1),
        (2991, 0, 1),
    ]


@pytest.mark.django_db
def test_front_page_lists_latest_and_coming_meetings(client: Client) -> None:
    full_register(7)

    home = client.get("/").context["home"]

    assert [row.first_day.year for row in home.latest] == [
        2006,
        2005,
        2004,
        2003,
        2002,
    ]
    assert [row.slug for row in home.coming.rows] == [f"next-{n}" for n in range(5)]
    assert home.coming.n == 7


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stage", "date", "coming"),
    [
        ("announced", "2010-04", []),
        ("proposed", "2010-05", ["next"]),
        ("announced", "2010-05-03/..", []),
        ("announced", "2010-05-05/..", ["next"]),
        ("announced", "2010-05-04", ["next"]),
        ("announced", "", []),
        ("postponed", "2010-06", []),
        ("cancelled", "2010-06", []),
        ("held", "2010-06", []),
    ],
)
def test_only_announced_and_proposed_meetings_from_today_on_are_coming(
    stage: str, date: str, coming: list[str]
) -> None:
    meeting = build.meeting("next", stage=stage, date=date)
    build.stub("past", meeting, stage="announced", date="2008")

    home = front_page(dt.date(2010, 5, 4))

    assert [row.slug for row in home.coming.rows] == coming
    assert [row.slug for row in home.latest] == [slug for slug in ["next"] if slug not in coming]


@pytest.mark.django_db
def test_nothing_is_said_of_coming_meetings_where_there_are_none(client: Client) -> None:
    build.stub("past", build.meeting(), stage="announced", date="2008")

    assert "Coming meetings" not in client.get("/").content.decode()


@pytest.mark.django_db
def test_example_searches_find_something(client: Client) -> None:
    full_register(2)
    build.statement(build.meeting(), "Nothing of the kind.", topics=(build.topic("Unspelt"),))

    tries = client.get("/").context["home"].tries

    assert [words for words, _url in tries] == ["Fish 0", "Fish 1", "Unspelt"]
    assert all(client.get(url).context["results"].total.n for _words, url in tries)


@pytest.mark.django_db
def test_links_of_the_front_page_lead_somewhere(client: Client) -> None:
    full_register(7)
    page = client.get("/").content.decode()
    links = {unescape(part.partition('"')[0]) for part in page.split('href="/')[1:]}
    pages = {link for link in links if not link.startswith(("static", "admin"))}

    broken = [link for link in sorted(pages) if client.get(f"/{link}").status_code != 200]

    assert len(pages) > 20
    assert broken == []
    assert "meetings/" in {urlsplit(link).path for link in pages}


@pytest.mark.django_db
@pytest.mark.parametrize("n", [1, 3])
def test_front_page_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any, n: int
) -> None:
    full_register(n)

    with django_assert_num_queries(13):
        client.get("/")


def test_years_without_meeting_stand_between() -> None:
    years = every_year({2005: 1}, {2007: 2})

    assert years == [Year(2005, 1, 0), Year(2006, 0, 0), Year(2007, 0, 2)]


def test_columns_are_boxes_where_meetings_are_few() -> None:
    drawing = columns([Year(2005, 1, 2)], 400)

    assert [box.kind for box in drawing.boxes] == ["f1", "hollow", "hollow"]
    assert [(label.text, label.strong) for label in drawing.labels] == [
        ("3", True),
        ("2005", False),
    ]
    assert all(box.y >= 0 and box.y + box.height <= drawing.base for box in drawing.boxes)


@pytest.mark.parametrize("span", [1, 17, 82, 2000])
@pytest.mark.parametrize("width", [400, 960])
def test_columns_stay_inside_and_labels_apart(span: int, width: int) -> None:
    drawing = columns([Year(1 + place, 30, 40) for place in range(span)], width)
    middles = sorted(label.x for label in drawing.labels if not label.strong)

    assert all(box.x >= 0 and box.x + box.width <= width + 0.1 for box in drawing.boxes)
    assert all(box.height > 0 and box.width > 0 and box.y >= 0 for box in drawing.boxes)
    assert all(b - a >= 30 for a, b in pairwise(middles))


@pytest.mark.django_db
def test_page_names_the_image_that_stands_for_it_where_it_is_shared(client: Client) -> None:
    page = client.get("/").content.decode()

    told = dict(re.findall(r'<meta property="og:image(:?\w*)" content="([^"]*)">', page))
    address = told[""].removeprefix("http://testserver/static/")
    image = Path(str(finders.find(address))).read_bytes()
    size = (int.from_bytes(image[16:20]), int.from_bytes(image[20:24]))
    assert image.startswith(b"\x89PNG")
    assert size == (int(told[":width"]), int(told[":height"])) == (1200, 630)
    assert told[":alt"] == "Seats round a table, and a marked passage of a text"
