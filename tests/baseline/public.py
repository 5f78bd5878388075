"""Public addresses that a crawl begins with: pages of each kind, searches, mistakes, rows."""

from collections.abc import Iterator, Sequence
from typing import Any

from meetings.models import Document, Meeting, Pledge, Series, Statement, Topic
from participants.models import Participant, Person
from tests.portal.pages import PAGES

SEARCHES = [
    *("q=peace", "q=climate+change&sort=relevance", 'q="human+security"', "q=peace+-landmines"),
    *("q=secur*", "q=peace+OR+landmine", "q=R2P", "q=A/RES/60/1", "q=peace&from=japan"),
    *("q=from:japan", "q=in:friends-of-human-security+security", "q=year:2007..2011+peace"),
    *("q=topic:human-security", "q=form:reported+peace", "q=form:wrong+peace", "q=from:nobody+x"),
    *("from=japan&from=mexico", "topic=human-security&year_from=2006&year_to=2012"),
    *("in=friends-of-human-security&form=reported", "q=peace&year_from=abc", "year_from=99999"),
    *("q=peace&year_from=2012&year_to=2001", "q=", "q=%22unclosed", "q=OR", "q=-peace", "q=the"),
    *("q=climmate+landmine", "q=zzzzunheard", "q=zzzzunheard+peace", "q=peace&page=2", "q=a*"),
    *("q=peace&after=1", "q=peace&before=99999999999999999", "q=peace&after=x", "q=(peace"),
    *("q=peace&unknown=1", "q=%3Cscript%3E", "q=T%C3%BCrkiye", "q=Turkey", "q=" + "long+" * 120),
    *("q=open", "q=zqcanarydraft", "q=fish+nets", "q=zqcanarydraft*", "q=nets&sort=relevance"),
]
GROUPS = ("statements", "meetings", "pledges", "participants", "people", "topics", "documents")
SUGGESTED = ("", "p", "pe", "peace", "jap", "ja", "hum", "zq", "fri", "A/RES", "climmate", "u+n")
LISTS = {
    "meetings": "series=friends-of-human-security&words=peace|country=japan|mode=virtual|stage=held"
    "|participant=japan&participant=mexico|year_from=x|year_to=2000",
    "statements": "words=peace&form=reported|participant=nobody|topic=human-security|form=wrong"
    "|year_from=2010&year_to=2001|words=%22|person=nobody|after=1|before=1|after=x|words=the",
    "pledges": "words=peace|status=fulfilled|strength=firm|participant=japan|kind=funds|status=x",
    "participants": "words=uni|kind=state|letter=J|words=zzzz|kind=x",
    "people": "words=taka|letter=T|words=zzzz|participant=japan",
    "topics": "words=peace|words=zzzz",
    "series": "words=friends",
    "documents": "words=summary|kind=x|issuer=japan|language=en|rights=public|held=x",
}
MISTAKES = [
    *("/nowhere/", "/meetings", "/meetings/nowhere.json", "/meetings/withdrawn.json"),
    *("/meetings/fhs-3/statements/0/", "/meetings/fhs-3/statements/9999/", "/people/nobody/"),
    *("/meetings/fhs-3/pledges/9999/", "/participants/nobody/", "/participants/JAPAN/"),
    *("/topics/nothing/", "/series/nothing/", "/documents/nothing/", "/statements/?page=x"),
    *("/meetings/fhs-3/?mark=peace", "/meetings/fhs-3/?mark=human+security&passage=1"),
    *("/meetings/fhs-3/statements/38/?mark=peace", "/documents/fhs-3-co-chairs-summary/?mark=a"),
    *("/sitemap.xml", "/robots.txt", "/favicon.ico", "/healthz", "/record-file.schema.json"),
    *("/admin/", "/admin/login/", "/meetings/%00/", "/statements/?words=%00", "/search/?q=%FF"),
]


def spread(rows: Sequence[Any], most: int) -> list[Any]:
    """The first, the last, and others evenly between; the last alone where one is asked for."""
    if most == 1:
        return list(rows)[-1:]
    if len(rows) <= most:
        return list(rows)
    return [rows[place * (len(rows) - 1) // (most - 1)] for place in range(most)]


def first_addresses(most: int) -> Iterator[str]:
    """Pages, searches, filtered lists, mistakes, and so many rows of each noun, hidden or not."""
    yield from PAGES
    for query in SEARCHES:
        yield f"/search/?{query}"
    for group in GROUPS:
        yield from (f"/search/?q={words}&group={group}" for words in ("peace", "japan", "open"))
        yield f"/search/?q=un*&group={group}&page=2"
    yield from (f"/search/suggestions/?q={words}" for words in SUGGESTED)
    for name, queries in LISTS.items():
        yield from (f"/{name}/?{query}" for query in [*queries.split("|"), "page=2", "page=0"])
    yield from MISTAKES
    yield from _rows(most)


def _rows(most: int) -> Iterator[str]:
    slugs = sorted(set(Meeting.objects.values_list("slug", flat=True)))
    for slug in spread(slugs, most):
        yield from (f"/meetings/{slug}/", f"/meetings/{slug}.json")
        yield from (f"/meetings/{slug}/{part}/1/" for part in ("statements", "pledges"))
    for model, noun in ((Statement, "statements"), (Pledge, "pledges")):
        rows = model.objects.order_by("meeting__slug", "number")
        for slug, number in spread(rows.values_list("meeting__slug", "number"), most):
            yield f"/meetings/{slug}/{noun}/{number}/"
    named = {"participants": (Participant, "slug"), "people": (Person, "key")}
    named |= {"topics": (Topic, "slug"), "series": (Series, "slug"), "documents": (Document, "key")}
    for noun, (model, field) in named.items():
        keys = sorted(model.objects.values_list(field, flat=True))
        yield from (f"/{noun}/{key}/" for key in spread(keys, most))
