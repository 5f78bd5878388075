"""Addresses of the public pages; they are permanent."""

from django.urls import path, register_converter

from .formats.feeds.lists import LIST_FEEDS
from .formats.file_format import PATHS
from .formats.lists import LIST_FORMATS, LISTS
from .formats.popolo.files import AFTER
from .formats.registry import FILE_FORMATS
from .reading.source.line_pages import LINE, POSITION
from .routes import page
from .views import (
    annotations,
    api,
    calendar,
    changes,
    cite,
    delegation,
    document,
    file,
    list_feed,
    list_files,
    meeting,
    oai,
    oembed,
    participant,
    person,
    pledge,
    popolo,
    quote,
    record_file,
    series,
    statement,
    topic,
    verify,
    version,
)
from .views.searched import PARAMETER


class NumberConverter:
    """A number that a statement or pledge can have: 1 to 999,999,999, without leading zeros."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """The number of an address."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The number in an address."""
        return str(value)


register_converter(NumberConverter, "number")

urlpatterns = [
    page("api/", api.api, name="api"),
    page("api/openapi.json", api.description, name="openapi"),
    *(page(fmt.path, file.file_view(fmt), name=fmt.route) for fmt in FILE_FORMATS),
    page(
        "meetings/<slug:slug>/annotations/<number:number>.jsonld",
        annotations.of_meeting,
        name="meeting_annotation_page",
    ),
    page(
        "documents/<slug:key>/annotations/<number:number>.jsonld",
        annotations.of_document,
        name="document_annotation_page",
    ),
    *(
        page(one.path, list_feed.feed_view(one), name=one.route, reads=one.parameters)
        for one in LIST_FEEDS
    ),
    page(
        "meetings.ics",
        calendar.meetings_calendar,
        name="meeting_list_ics",
        reads=calendar.PARAMETERS,
    ),
    *(
        page(f"{PATHS[noun]}/cite/", cite.cite_view(noun), name=f"{noun}_cite")
        for noun in ("meeting", "statement", "pledge")
    ),
    page("changes/", changes.changes, name="changes", reads=changes.PARAMETERS),
    page("changes.atom", changes.changes_atom, name="changes_atom"),
    *(
        page(
            f"{listing.name}.{extension}",
            list_files.list_view(listing, extension),
            name=f"{listing.name}_{extension}",
            reads=[*listing.parameters, *(list_files.PAGED if extension == "json" else ())],
        )
        for listing in LISTS
        for extension in LIST_FORMATS
    ),
    page("meetings/", meeting.MeetingList.as_view(), name="meeting_list"),
    page(
        "meetings/<slug:slug>/",
        meeting.meeting,
        name="meeting",
        reads=[PARAMETER, meeting.PAGE, meeting.PARAGRAPH],
    ),
    page("meetings/<slug:slug>/print/", meeting.whole_record, name="meeting_print"),
    page(
        "meetings/<slug:slug>/versions/",
        version.version_list,
        name="versions",
        reads=["page"],
    ),
    page(
        "meetings/<slug:slug>/versions/<number:number>/",
        version.version,
        name="version",
        reads=[version.WITH],
    ),
    page(
        "meetings/<slug:slug>/versions/<number:number>.json",
        version.version_file,
        name="version_json",
    ),
    page("quote/", quote.quote, name="quote", reads=quote.ASKED),
    page("verify/", verify.verification, name="verify", reads=verify.ASKED),
    page("record-file.schema.json", record_file.record_schema, name="record_schema"),
    page("oembed/", oembed.oembed, name="oembed", reads=oembed.PARAMETERS),
    # It judges what is asked for by itself: the protocol refuses what it does not know.
    path("oai/", oai.oai, name="oai"),
    page("oai/record-file.xsd", oai.record_schema, name="oai_record_schema"),
    page("statements/", statement.StatementList.as_view(), name="statement_list"),
    page(
        "meetings/<slug:slug>/statements/<number:number>/",
        statement.statement,
        name="statement",
        reads=[PARAMETER],
    ),
    page(
        "meetings/<slug:slug>/statements/<number:number>/history/",
        version.history_of_statement,
        name="statement_history",
    ),
    page("series/", series.SeriesList.as_view(), name="series_list"),
    page("series/<slug:slug>/", series.series_page, name="series", reads=["page"]),
    page("participants/", participant.ParticipantList.as_view(), name="participant_list"),
    page("participants/<slug:slug>/", participant.participant_page, name="participant"),
    page("delegations/", delegation.DelegationList.as_view(), name="delegation_list"),
    page("people/", person.PersonList.as_view(), name="person_list"),
    page("people/<slug:key>/", person.person_page, name="person"),
    page("people.popolo.json", popolo.people, name="people_popolo", reads=[AFTER]),
    page(
        "participants.popolo.json", popolo.participants, name="participants_popolo", reads=[AFTER]
    ),
    page("pledges/", pledge.PledgeList.as_view(), name="pledge_list"),
    page(
        "meetings/<slug:slug>/pledges/<number:number>/",
        pledge.pledge,
        name="pledge",
        reads=[PARAMETER],
    ),
    page("topics/", topic.TopicList.as_view(), name="topic_list"),
    page("topics/<slug:slug>/", topic.detail, name="topic"),
    page("documents/", document.DocumentList.as_view(), name="document_list"),
    page(
        "documents/<slug:key>/",
        document.document,
        name="document",
        reads=[PARAMETER, document.PAGE, LINE, POSITION],
    ),
]
