"""Whom citations name: speakers of a statement, makers of a pledge; and when that was made."""

from ...models.fields import MadeField
from ...reading.pledge_page import PledgePage
from ...reading.speaker import SpokenRow
from ...reading.statement_page import StatementPage
from ..page_meta.citable import Creator


def statement_creators(page: StatementPage) -> list[Creator]:
    """Who said it: people with the body spoken for, else bodies, else as printed."""
    return [*map(_creator, page.spoken), *_collective(page.collective)]


def pledge_creators(page: PledgePage) -> list[Creator]:
    """The participants, and the people who promised for none."""
    makers = [Creator(str(row.participant or row.person)) for row in page.pledgers]
    return [*makers, *_collective(page.collective)]


def pledge_date(page: PledgePage) -> str:
    """When it was made; empty where no date is stated, or only that it was before the meeting."""
    return "" if page.made in MadeField.words else page.made


def _creator(row: SpokenRow) -> Creator:
    if row.person:
        body = row.participant.name if row.participant else ""
        sort_name = getattr(row, "person_sort_name", "")
        return Creator(row.person.name, sort_name or row.person.name, body)
    return Creator(str(row))


def _collective(words: str) -> list[Creator]:
    return [Creator(words)] if words else []
